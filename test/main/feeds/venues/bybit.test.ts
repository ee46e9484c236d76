import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Tick } from '#shared/domain/tick.ts';
import { bybitInverseDialect, bybitLinearDialect, bybitOptionDialect } from '../../../../src-main/feeds/bybit/dialect.ts';
import type { VenueDialect } from '../../../../src-main/feeds/feed.ts';
import { eventually } from '../../../support/eventually.ts';
import { type FollowedFeed, follow } from '../../../support/followedFeed.ts';
import { streamClient } from '../../../support/streamClient.ts';
import { type BybitOptions, type BybitVenue, startBybitVenue } from '../../../support/venues/bybit.ts';

const DIALECTS = { linear: bybitLinearDialect, inverse: bybitInverseDialect, option: bybitOptionDialect };
const BTC = { lastPrice: '60420.10', markPrice: '60418.25', indexPrice: '60401.57', fundingRate: '0.00005', nextFundingTime: '1790006400000', bid1Price: '60420' };
const OPTION = { bidIv: '0', askIv: '0.4378', lastPrice: '0', markPrice: '23354.25', indexPrice: '60401', markPriceIv: '0.3757', underlyingPrice: '61466.1', delta: '-0.52', gamma: '0.00001', vega: '100.5', theta: '-40.25' };
const PUT = 'BTC-25JUN27-90000-P-USDT';
const [BTCUSDT, ETHUSDT] = ['tickers.BTCUSDT', 'tickers.ETHUSDT'] as const;

/** Silence is no matter here: markets of the tests speak when they are told to. */
const PATIENT = { staleMs: 60_000, firstDataMs: 60_000 };
const MARKETS = { BTCUSDT: BTC, ETHUSDT: { markPrice: '3100.5' } };

type Case = Readonly<{ venue: BybitVenue; followed: FollowedFeed; last: () => Tick | undefined }>;

async function following(topics: readonly string[], options: BybitOptions, limits: object = PATIENT): Promise<Case> {
  const venue = await startBybitVenue(options);
  const followed = follow(DIALECTS[options.kind], venue.stream, { limits });
  followed.feed.want(topics);
  return { venue, followed, last: () => followed.ticks.at(-1) };
}

const requests = ({ heard }: BybitVenue): readonly unknown[] => heard.map(({ text }): unknown => JSON.parse(text)).filter((request) => (request as { op: string }).op !== 'ping');
const markOf = (tick: Tick | undefined): string | undefined => (tick?.kind === 'quote' ? tick.markPrice : undefined);
const quote = (symbol: string): object => ({ kind: 'quote', venue: 'bybit', symbol, eventAt: expect.any(Number) as number });

describe('Bybit', () => {
  test('a linear perpetual: mark, index, last, funding; a delta changes what it names', async () => {
    const { venue, followed } = await following([BTCUSDT, 'tickers.1000PEPEUSDT'], { kind: 'linear', markets: { BTCUSDT: BTC, '1000PEPEUSDT': { markPrice: '0.01245', indexPrice: '0.01244' } } });
    await eventually('live', () => followed.state() === 'live');
    const whole = { ...quote('BTCUSDT'), markPrice: '60418.25', indexPrice: '60401.57', indexBase: 'BTC', indexQuote: 'USDT', lastPrice: '60420.10', fundingRate: '0.00005', nextFundingAt: 1_790_006_400_000 };
    expect(followed.ticks).toEqual([whole, { ...quote('1000PEPEUSDT'), markPrice: '0.01245', indexPrice: '0.01244', indexBase: 'PEPE', indexQuote: 'USDT', indexMultiplier: '1000' }]);
    expect(requests(venue)).toEqual([{ req_id: '1', op: 'subscribe', args: [BTCUSDT, 'tickers.1000PEPEUSDT'] }]);
    venue.change('BTCUSDT', { markPrice: '60419.30' });
    venue.change('BTCUSDT', { bid1Price: '60421' });
    venue.change('BTCUSDT', { indexPrice: '60402' }, 0);
    await eventually('three deltas', () => followed.ticks.length === 5);
    expect(followed.ticks.slice(2)).toEqual([{ ...whole, markPrice: '60419.30' }, { ...whole, markPrice: '60419.30' }, { ...whole, markPrice: '60419.30', indexPrice: '60402' }]);
  });

  test('an inverse perpetual', async () => {
    const { followed, last } = await following(['tickers.BTCUSD'], { kind: 'inverse', markets: { BTCUSD: BTC } });
    await eventually('live', () => followed.state() === 'live');
    expect(last()).toEqual({ ...quote('BTCUSD'), markPrice: '60418.25', indexPrice: '60401.57', indexBase: 'BTC', indexQuote: 'USD', lastPrice: '60420.10', fundingRate: '0.00005', nextFundingAt: 1_790_006_400_000 });
  });

  test('an option: volatilities and the venue’s Greeks; what is granted in part is refused in part', async () => {
    const { venue, followed, last } = await following([`tickers.${PUT}`, 'tickers.BTC-1JAN27-1-C'], { kind: 'option', markets: { [PUT]: OPTION } });
    await eventually('live', () => followed.topic(`tickers.${PUT}`) === 'live' && followed.topic('tickers.BTC-1JAN27-1-C') === 'refused');
    const whole = {
      ...quote(PUT), markPrice: '23354.25', indexPrice: '60401', indexBase: 'BTC', indexQuote: 'USDT',
      option: { markVolatility: '0.3757', askVolatility: '0.4378', underlyingPrice: '61466.1', greeks: { delta: '-0.52', gamma: '0.00001', vega: '100.5', theta: '-40.25' } },
    };
    expect(last()).toEqual(whole);
    expect(requests(venue)).toHaveLength(1);
    venue.change(PUT, { askIv: '0.45' });
    await eventually('a delta', () => followed.ticks.length === 2);
    expect(last()).toEqual({ ...whole, option: { ...whole.option, askVolatility: '0.45' } });
  });

  test.each(['linear', 'option'] as const)('%s: pings keep the connection, and their pongs are heard; without them it is closed', async (kind) => {
    const symbol = kind === 'linear' ? 'BTCUSDT' : PUT;
    const { venue, followed } = await following([`tickers.${symbol}`], { kind, markets: { [symbol]: kind === 'linear' ? BTC : OPTION }, idleMs: 300 });
    const silent = await streamClient(venue.stream);
    await eventually('the silent one is closed', () => silent.closed() !== null);
    expect(silent.closed()).toEqual({ code: 1000, reason: 'idle' });
    await eventually('many pings', () => venue.heard.filter(({ text }) => text.includes('"ping"')).length > 12);
    expect(followed.feed.health()).toMatchObject({ state: 'live', reconnects: 0, roundTripMs: expect.any(Number) as number });
  });

  test.each(['linear', 'inverse', 'option'] as const)('%s: pings every 15 s, by the stream’s own path', (kind) => {
    const { keepAlive, defaultUrl, venue }: VenueDialect = DIALECTS[kind];
    expect([keepAlive?.everyMs, keepAlive?.text(3), defaultUrl, venue]).toEqual([15_000, '{"req_id":"ping3","op":"ping"}', `wss://stream.bybit.com/v5/public/${kind}`, 'bybit']);
  });

  test('one unknown symbol fails its request; it is found and refused, and the others live', async () => {
    const { venue, followed } = await following([BTCUSDT, 'tickers.NOPEUSDT', ETHUSDT], { kind: 'linear', markets: MARKETS });
    await eventually('the others live', () => followed.topic(BTCUSDT) === 'live' && followed.topic(ETHUSDT) === 'live' && followed.topic('tickers.NOPEUSDT') === 'refused');
    expect(followed.feed.health().topics.find(({ state }) => state === 'refused')?.reason).toContain('handler not found,topic:tickers.NOPEUSDT');
    expect(venue.connectedAt).toHaveLength(1);
  });

  test('what is acknowledged and silent is stale, never live', async () => {
    const { venue, followed } = await following([BTCUSDT, ETHUSDT], { kind: 'linear', markets: MARKETS, silent: ['ETHUSDT'] }, {});
    const heart = setInterval(() => venue.change('BTCUSDT', { bid1Price: '60421' }), 20);
    await eventually('stale', () => followed.topic(ETHUSDT) === 'stale').finally(() => clearInterval(heart));
    expect(followed.topic(BTCUSDT)).toBe('live');
    expect(followed.ticks.some((tick) => tick.kind === 'quote' && tick.symbol === 'ETHUSDT')).toBe(false);
  });

  test('a topic that the venue thinks subscribed already is not refused', async () => {
    const { venue, followed } = await following([BTCUSDT, ETHUSDT], { kind: 'linear', markets: MARKETS, silent: ['ETHUSDT'], forgetsUnsubscribes: true }, {});
    const heart = setInterval(() => venue.change('BTCUSDT', { bid1Price: '60421' }), 20);
    await eventually('asked again', () => followed.feed.health().lastError?.includes('already subscribed') === true).finally(() => clearInterval(heart));
    expect(followed.topic(ETHUSDT)).toBe('stale');
  });

  test('fault 12, a delta before its snapshot is not applied: the topic is asked for again, and recovers', async () => {
    const { venue, followed, last } = await following([BTCUSDT], { kind: 'linear', markets: MARKETS, silent: ['BTCUSDT'] });
    await eventually('subscribed', () => venue.clients()[0]?.topics.has(BTCUSDT) === true);
    venue.change('BTCUSDT', { markPrice: '1' });
    venue.change('BTCUSDT', { markPrice: '2' });
    await eventually('asked for again', () => requests(venue).length === 3);
    expect(requests(venue).slice(1)).toEqual([{ req_id: '2', op: 'unsubscribe', args: [BTCUSDT] }, { req_id: '3', op: 'subscribe', args: [BTCUSDT] }]);
    expect(followed.ticks).toEqual([]);
    expect(followed.feed.health()).toMatchObject({ gaps: 1, lastGap: { what: 'BTCUSDT: a delta came before its snapshot' } });
    venue.say('BTCUSDT', { topic: BTCUSDT, type: 'snapshot', data: { symbol: 'BTCUSDT', markPrice: '60500' }, cs: 2000, ts: 1_790_000_100_000 });
    await eventually('live', () => followed.state() === 'live');
    expect(markOf(last())).toBe('60500');
  });

  test('a new connection knows nothing of the old one', async () => {
    const { venue, followed, last } = await following([BTCUSDT], { kind: 'linear', markets: MARKETS });
    await eventually('live', () => followed.state() === 'live');
    venue.deltaFirst('instead');
    venue.cut();
    await eventually('the gap is seen', () => followed.feed.health().gaps === 1);
    expect(followed.ticks).toHaveLength(1);
    expect(followed.state()).not.toBe('live');
    venue.deltaFirst('never');
    venue.change('BTCUSDT', { lastPrice: '60430' });
    followed.feed.reconnect();
    await eventually('live again', () => followed.state() === 'live');
    expect(last()).toMatchObject({ markPrice: '60418.25', lastPrice: '60430' });
  });

  test('a delta that overtakes the snapshot costs one more request, not the price', async () => {
    const venue = await startBybitVenue({ kind: 'linear', markets: MARKETS });
    venue.deltaFirst('before');
    const followed = follow(bybitLinearDialect, venue.stream, { limits: PATIENT });
    followed.feed.want([BTCUSDT]);
    await eventually('asked for again, and live', () => requests(venue).length === 3 && followed.state() === 'live');
    expect(markOf(followed.ticks.at(-1))).toBe('60418.25');
  });

  test('faults 13 and 14, duplicates and what is out of order change nothing', async () => {
    const { venue, followed, last } = await following([BTCUSDT], { kind: 'linear', markets: MARKETS });
    await eventually('live', () => followed.state() === 'live');
    venue.change('BTCUSDT', { markPrice: '60430' });
    venue.repeat('BTCUSDT');
    venue.late('BTCUSDT', { markPrice: '50000', fundingRate: '1' }, 1);
    venue.change('BTCUSDT', { lastPrice: '60431' });
    await eventually('the last delta', () => followed.ticks.length >= 3);
    expect(followed.ticks).toHaveLength(3);
    expect(last()).toMatchObject({ markPrice: '60430', lastPrice: '60431', fundingRate: '0.00005' });
    expect(followed.feed.health()).toMatchObject({ gaps: 0, malformed: 0, reconnects: 0 });
  });

  test('fault 16, a snapshot from before is not applied, and the topic is asked for again', async () => {
    const { venue, followed, last } = await following([BTCUSDT], { kind: 'linear', markets: MARKETS });
    await eventually('live', () => followed.state() === 'live');
    venue.change('BTCUSDT', { markPrice: '60430' });
    venue.late('BTCUSDT', { markPrice: '50000' }, 5, 'snapshot');
    await eventually('asked for again', () => requests(venue).length === 3 && followed.ticks.length === 3);
    expect(markOf(last())).toBe('60430');
    expect(followed.marks()).not.toContain('50000');
  });
});

const contract = (symbol: string, kind: Instrument['kind'], settlement: Instrument['settlement']): Instrument => ({ symbol, kind, settlement }) as Instrument;

describe('what Bybit is asked for', () => {
  const instruments = [
    contract('BTCUSDT', 'perpetual', 'linear'), contract('BTC-26MAR27', 'future', 'linear'), contract('1000PEPEUSDT', 'perpetual', 'linear'),
    contract('BTCUSD', 'perpetual', 'inverse'), contract('ETHUSDZ26', 'future', 'inverse'), contract(PUT, 'option', 'linear'), contract('BTC-26MAR27-80000-C', 'option', 'linear'), contract('BTCUSDC', 'spot', 'linear'),
  ];
  const assets = ['BTC', 'PEPE', 'SHIB', 'SOL', 'USDT', 'USDC', 'USD'];
  const linear = ['tickers.BTCUSDT', 'tickers.BTC-26MAR27', 'tickers.1000PEPEUSDT'];
  const inverse = ['tickers.BTCUSD', 'tickers.ETHUSDZ26'];

  test.each([
    ['linear', 'USDT', [...linear, 'tickers.SHIB1000USDT', 'tickers.SOLUSDT', 'tickers.USDCUSDT']],
    ['linear', 'USDC', [...linear, 'tickers.PEPEPERP', 'tickers.SHIBPERP', 'tickers.SOLPERP']],
    ['linear', 'USD', linear],
    ['inverse', 'USDT', inverse],
    ['inverse', 'USD', [...inverse, 'tickers.PEPEUSD', 'tickers.SHIBUSD', 'tickers.SOLUSD']],
    ['option', 'USDT', [`tickers.${PUT}`, 'tickers.BTC-26MAR27-80000-C']],
  ] as const)('%s, valued in %s', (kind, valuationCurrency, topics) => {
    expect(DIALECTS[kind].topicsFor({ instruments, assets, valuationCurrency })).toEqual(topics);
  });

  test.each(Object.entries(DIALECTS))('%s: nothing for an account that holds nothing', (_kind, dialect) => {
    expect(dialect.topicsFor({ instruments: [], assets: ['USDT'], valuationCurrency: 'USDT' })).toEqual([]);
  });

  test('as many names as one connection holds keep below the venue’s limit', () => {
    const { maxTopics = 0, batch, topicsFor } = bybitOptionDialect;
    const longest = Array.from({ length: maxTopics }, (_, at) => contract(`BTC-25JUN27-${100_000 + at}-P-USDT`, 'option', 'linear'));
    expect(JSON.stringify(topicsFor({ instruments: longest, assets: [], valuationCurrency: 'USDT' })).length).toBeLessThan(21_000);
    expect(batch).toBeLessThan(2000);
  });
});
