import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { deribitDialect } from '../../../../src-main/feeds/deribit/dialect.ts';
import type { VenueDialect } from '../../../../src-main/feeds/feed.ts';
import { eventually } from '../../../support/eventually.ts';
import { type FollowedFeed, follow } from '../../../support/followedFeed.ts';
import { streamClient } from '../../../support/streamClient.ts';
import { type DeribitOptions, type DeribitVenue, startDeribit } from '../../../support/venues/deribit.ts';

const PERPETUAL = 'ticker.BTC-PERPETUAL.100ms';
const OPTION = 'ticker.ETH-25DEC26-4000-P.100ms';
const INDEX = 'deribit_price_index.eth_usd';
const AT = 1_790_000_000_000;
const ticker = (instrument: string, mark: string, more = ''): string => `{"timestamp":${AT},"state":"open","instrument_name":"${instrument}","mark_price":${mark}${more}}`;
const CHANNELS = {
  [PERPETUAL]: ticker('BTC-PERPETUAL', '60418.123456789012345', ',"index_price":60401.5,"last_price":60420,"current_funding":-1e-7,"funding_8h":0.0000174'),
  [OPTION]: ticker('ETH-25DEC26-4000-P', '3.042e-1', ',"mark_iv":61.25,"bid_iv":0.0,"ask_iv":62.5,"index_price":3001.25,"last_price":null,"underlying_price":3033.1,"underlying_index":"SYN.ETH-25DEC26","greeks":{"delta":-0.70512,"gamma":2.1e-4,"vega":4.2,"theta":-1.9,"rho":-6.25}'),
  [INDEX]: `{"timestamp":${AT},"price":3001.25,"index_name":"eth_usd"}`,
};

/** The same stream with requests as fast as they can be. */
const QUICK: VenueDialect = { ...deribitDialect, spacingMs: 10 };
const PATIENT = { staleMs: 60_000, firstDataMs: 60_000 };

async function following(topics: readonly string[], options: Partial<DeribitOptions> = {}, limits: object = PATIENT, dialect: VenueDialect = QUICK): Promise<Readonly<{ venue: DeribitVenue; followed: FollowedFeed }>> {
  const venue = await startDeribit({ channels: CHANNELS, ...options });
  const followed = follow(dialect, venue.stream, { limits });
  followed.feed.want(topics);
  return { venue, followed };
}

const asked = (venue: DeribitVenue): readonly (readonly string[])[] => venue.requests.filter(({ method, channels }) => method === 'public/subscribe' && !channels.includes('platform_state')).map(({ channels }) => channels);

describe('Deribit', () => {
  test('mark, index, last, funding, volatilities and Greeks, with every digit, asked for in one request', async () => {
    const { venue, followed } = await following(Object.keys(CHANNELS), {}, PATIENT, deribitDialect);
    await eventually('live', () => followed.state() === 'live');
    expect(followed.ticks).toEqual([
      { kind: 'quote', venue: 'deribit', symbol: 'BTC-PERPETUAL', markPrice: '60418.123456789012345', indexPrice: '60401.5', indexBase: 'BTC', indexQuote: 'USD', lastPrice: '60420', fundingRate: '-0.0000001', eventAt: AT },
      {
        kind: 'quote', venue: 'deribit', symbol: 'ETH-25DEC26-4000-P', markPrice: '0.3042', indexPrice: '3001.25', indexBase: 'ETH', indexQuote: 'USD', eventAt: AT,
        option: { markVolatility: '0.6125', askVolatility: '0.625', underlyingPrice: '3033.1', underlyingName: 'SYN.ETH-25DEC26', greeks: { delta: '-0.70512', gamma: '0.00021', vega: '4.2', theta: '-1.9', rho: '-6.25' } },
      },
      { kind: 'index', venue: 'deribit', base: 'ETH', quote: 'USD', indexPrice: '3001.25', eventAt: AT },
    ]);
    expect(venue.requests.map(({ method }) => method)).toEqual(['public/set_heartbeat', 'public/subscribe', 'public/subscribe']);
    expect(asked(venue)).toEqual([Object.keys(CHANNELS)]);
  });

  test('every question of the venue is answered; who does not answer is closed', async () => {
    const { venue, followed } = await following([PERPETUAL], { testEveryMs: 30, answerWithinMs: 60 });
    const silent = await streamClient(venue.stream);
    silent.send('{"jsonrpc":"2.0","id":1,"method":"public/set_heartbeat","params":{"interval":10}}');
    await eventually('the silent one is closed', () => silent.closed() !== null);
    await eventually('many answers', () => venue.requests.filter(({ method }) => method === 'public/test').length > 8);
    expect(followed.feed.health()).toMatchObject({ state: 'live', reconnects: 0 });
  });

  test('what is left out of the answer is refused, while the others live', async () => {
    const unknown = 'ticker.BTC-1JAN20.100ms';
    const { followed } = await following([PERPETUAL, unknown, INDEX]);
    await eventually('live and refused', () => [PERPETUAL, INDEX].every((topic) => followed.topic(topic) === 'live') && followed.topic(unknown) === 'refused');
    expect(followed.state()).toBe('live');
  });

  test('a request that is refused for one channel is halved until that one is found', async () => {
    const raw = 'ticker.BTC-PERPETUAL.raw';
    const { venue, followed } = await following([PERPETUAL, raw, OPTION]);
    await eventually('live and refused', () => [PERPETUAL, OPTION].every((topic) => followed.topic(topic) === 'live') && followed.topic(raw) === 'refused');
    expect(followed.feed.health().topics.find(({ topic }) => topic === raw)?.reason).toBe('raw_subscriptions_not_available_for_unauthorized (13778)');
    expect(asked(venue)[0]).toHaveLength(3);
  });

  test('too many requests refuses nothing: it is asked for again', async () => {
    const { venue, followed } = await following([PERPETUAL], { busy: 1 }, { hopelessMs: 5_000 });
    await eventually('it is said', () => followed.feed.health().lastError === 'too_many_requests (10028)');
    await eventually('live', () => followed.topic(PERPETUAL) === 'live');
    expect(asked(venue)).toEqual([[PERPETUAL], [PERPETUAL]]);
    expect(followed.feed.health().reconnects).toBe(0);
  });

  test('what is granted and silent is stale, never live', async () => {
    const { venue, followed } = await following([PERPETUAL, INDEX], { channels: { ...CHANNELS, [INDEX]: '' } }, {});
    const heart = setInterval(() => venue.push(PERPETUAL, CHANNELS[PERPETUAL]), 20);
    await eventually('stale', () => followed.topic(INDEX) === 'stale').finally(() => clearInterval(heart));
    expect(followed.topic(PERPETUAL)).toBe('live');
    expect(followed.states).not.toContain('live');
  });

  test('before maintenance a second connection takes over, and no price ages for it', async () => {
    const { venue, followed } = await following([PERPETUAL, OPTION]);
    await eventually('live', () => followed.state() === 'live');
    venue.push('platform_state', '{"price_index":"sol_usdc","locked":true}');
    venue.push('platform_state', '{"maintenance":true}');
    await eventually('a second connection took over', () => venue.connectedAt.length === 2 && venue.clients().length === 1);
    venue.push(PERPETUAL, ticker('BTC-PERPETUAL', '60500'));
    await eventually('its prices', () => followed.marks().includes('60500'));
    expect(followed.states).toEqual(['connecting', 'open', 'live']);
  });

  test('a lost connection is made anew, with everything that is wanted', async () => {
    const { venue, followed } = await following([PERPETUAL, OPTION]);
    await eventually('live', () => followed.state() === 'live');
    venue.cut();
    await eventually('live again', () => venue.connectedAt.length === 2 && followed.state() === 'live');
    expect(venue.requests.filter(({ client }) => client === 2).map(({ method, channels }) => [method, channels])).toEqual([['public/set_heartbeat', []], ['public/subscribe', ['platform_state']], ['public/subscribe', [PERPETUAL, OPTION]]]);
  });

  test('a contract that closes has no mark any more, and its last one is repeated by nobody', async () => {
    const { venue, followed } = await following([OPTION]);
    await eventually('live', () => followed.state() === 'live');
    venue.push(OPTION, ticker('ETH-25DEC26-4000-P', '0.0', ',"index_price":3001.25,"estimated_delivery_price":"expired"'));
    await eventually('the closed one', () => followed.ticks.length === 2);
    expect(followed.ticks[1]).toEqual({ kind: 'quote', venue: 'deribit', symbol: 'ETH-25DEC26-4000-P', indexPrice: '3001.25', indexBase: 'ETH', indexQuote: 'USD', eventAt: AT });
  });

  test('what is no longer wanted is given back, while the rest goes on', async () => {
    const { venue, followed } = await following([PERPETUAL, OPTION]);
    await eventually('live', () => followed.state() === 'live');
    followed.feed.want([PERPETUAL]);
    await eventually('it is given back', () => venue.clients()[0]?.topics.has(OPTION) === false);
    expect(venue.requests.at(-1)).toEqual({ client: 1, method: 'public/unsubscribe', channels: [OPTION] });
    venue.push(PERPETUAL, ticker('BTC-PERPETUAL', '60502'));
    await eventually('the rest goes on', () => followed.marks().at(-1) === '60502');
    expect(followed.topic(OPTION)).toBe('unwanted');
  });

  test('a closed contract that has nothing more to say is no silent one: it is asked for once', async () => {
    const closed = 'ticker.BTC-1JAN27.100ms';
    const { venue, followed } = await following([closed], { channels: { [closed]: ticker('BTC-1JAN27', '0.0') } }, { staleMs: 1000, firstDataMs: 1000 });
    const heart = setInterval(() => venue.push(closed, ticker('BTC-1JAN27', '0.0')), 20);
    await eventually('many of them', () => followed.feed.health().messages > 100).finally(() => clearInterval(heart));
    expect(followed.topic(closed)).toBe('live');
    expect(followed.ticks).toEqual([]);
    expect(asked(venue)).toEqual([[closed]]);
  });

  test('a price that can be none is passed on as such, and what is of the wrong form as nothing', async () => {
    const { venue, followed } = await following([PERPETUAL]);
    await eventually('live', () => followed.state() === 'live');
    venue.push(PERPETUAL, ticker('BTC-PERPETUAL', '-1', ',"index_price":1e999'));
    venue.push(PERPETUAL, ticker('BTC-PERPETUAL', '{}'));
    await eventually('both are read', () => followed.feed.health().malformed === 1);
    expect(followed.ticks.slice(1)).toEqual([{ kind: 'quote', venue: 'deribit', symbol: 'BTC-PERPETUAL', indexBase: 'BTC', indexQuote: 'USD', eventAt: AT, bad: ['markPrice', 'indexPrice'] }]);
    expect(followed.state()).toBe('live');
  });

  test('each frame stands for itself: after a new connection nothing of an earlier one is in it', async () => {
    const { venue, followed } = await following([PERPETUAL]);
    await eventually('live', () => followed.state() === 'live');
    venue.push(PERPETUAL, ticker('BTC-PERPETUAL', '60501'));
    venue.push(PERPETUAL, ticker('BTC-PERPETUAL', '60501'));
    venue.cut();
    await eventually('live again', () => venue.connectedAt.length === 2 && followed.state() === 'live');
    const bare = { kind: 'quote', venue: 'deribit', symbol: 'BTC-PERPETUAL', markPrice: '60501', eventAt: AT };
    expect(followed.ticks.at(-1)).toEqual(bare);
    expect(followed.feed.health().gaps).toBe(0);
  });

  test('an option may be silent for longer than all else', () => {
    expect(Object.keys(CHANNELS).map((topic) => deribitDialect.cadenceOf?.(topic))).toEqual([5000, 10_000, 5000]);
  });

  test.each([
    ['tickers, and the index of each asset', ['BTC-PERPETUAL', 'ETH-25DEC26-4000-P'], ['BTC', 'USD', 'USDC'], 'USD', [PERPETUAL, OPTION, 'deribit_price_index.btc_usd', 'deribit_price_index.usdc_usd']],
    ['an index in the valuation currency', ['SOL_USDC-PERPETUAL'], ['SOL'], 'USDC', ['ticker.SOL_USDC-PERPETUAL.100ms', 'deribit_price_index.sol_usdc']],
    ['spot pairs, linear options and combos', ['ETH_USDC', 'XRP_USDC-26MAR27-0d625-C', 'BTC-FS-26MAR27_PERP'], [], 'USD', ['ticker.ETH_USDC.100ms', 'ticker.XRP_USDC-26MAR27-0d625-C.100ms', 'ticker.BTC-FS-26MAR27_PERP.100ms']],
    ['no name that the venue cannot have', ['BTCUSDT', ''], [], 'USD', []],
    ['no index in a currency that has none', ['BTC-PERPETUAL'], ['BTC'], 'EUR', [PERPETUAL]],
    ['nothing for nothing', [], ['USD'], 'USD', []],
    ['each once', ['BTC-PERPETUAL', 'BTC-PERPETUAL'], [], 'USD', [PERPETUAL]],
  ])('asks for %s', (_name, symbols, assets, valuationCurrency, topics) => {
    const instruments = symbols.map((symbol) => ({ symbol }) as Instrument);
    expect(deribitDialect.topicsFor({ instruments, assets, valuationCurrency })).toEqual(topics);
  });
});
