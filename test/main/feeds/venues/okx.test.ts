import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Tick } from '#shared/domain/tick.ts';
import type { VenueDialect } from '../../../../src-main/feeds/feed.ts';
import { okxDialect } from '../../../../src-main/feeds/okx/dialect.ts';
import { eventually } from '../../../support/eventually.ts';
import { type FollowedFeed, follow } from '../../../support/followedFeed.ts';
import { streamClient } from '../../../support/streamClient.ts';
import { type OkxOptions, type OkxVenue, startOkxVenue } from '../../../support/venues/okx.ts';

const SWAP = 'BTC-USDT-SWAP';
const CALL = 'BTC-USD-261225-60000-C';
const MARK = `mark-price:${SWAP}`;
const OTHER = 'mark-price:ETH-USDT-SWAP';
const OPTION = { instId: CALL, delta: '-3.41', gamma: '2.2', vega: '0.001', theta: '-0.0008', markVol: '0.468', bidVol: '0', askVol: '5', deltaBS: '-0.92', gammaBS: '0.00005', vegaBS: '49.1', thetaBS: '22.1', fwdPx: '60926.37' };
const MARKET = {
  [MARK]: [{ instId: SWAP, markPx: '60418.2' }],
  'index-tickers:BTC-USDT': [{ instId: 'BTC-USDT', idxPx: '60401.5' }],
  [`tickers:${SWAP}`]: [{ instId: SWAP, last: '60420.1', bidPx: '' }],
  [`funding-rate:${SWAP}`]: [{ instId: SWAP, fundingRate: '0.00005', fundingTime: '1790006400000', nextFundingTime: '1790035200000', nextFundingRate: '' }],
  'opt-summary:BTC-USD': [OPTION, { ...OPTION, instId: 'BTC-USD-261225-70000-C', markVol: '' }],
  [OTHER]: [{ instId: 'ETH-USDT-SWAP', markPx: '3100.55' }],
};

/** The same stream with short limits for every channel, whose own are too long for a test; requests as fast as they can be. */
const { cadenceOf: _slow, ...bare } = okxDialect;
const QUICK: VenueDialect = { ...bare, spacingMs: 10 };
const PATIENT = { staleMs: 60_000, firstDataMs: 60_000 };

async function following(topics: readonly string[], options: Partial<OkxOptions> = {}, limits: object = PATIENT, dialect: VenueDialect = QUICK): Promise<Readonly<{ venue: OkxVenue; followed: FollowedFeed }>> {
  const venue = await startOkxVenue({ topics: MARKET, ...options });
  const followed = follow(dialect, venue.stream, { limits });
  followed.feed.want(topics);
  return { venue, followed };
}

const at: unknown = expect.any(Number);
const quote = (symbol: string, fields: object): object => ({ kind: 'quote', venue: 'okx', symbol, eventAt: at, ...fields });
const marks = (ticks: readonly Tick[]): readonly (string | undefined)[] => ticks.map((tick) => (tick.kind === 'quote' ? tick.markPrice : tick.indexPrice));

describe('OKX', () => {
  test('mark, index, last, funding and options, asked for in one request', async () => {
    const { venue, followed } = await following(Object.keys(MARKET), {}, PATIENT, okxDialect);
    await eventually('live', () => followed.state() === 'live');
    const option = { bidVolatility: undefined, askVolatility: '5', underlyingPrice: '60926.37', greeks: { delta: '-0.92', gamma: '0.00005', vega: '49.1', theta: '22.1' }, coinGreeks: { delta: '-3.41', gamma: '2.2', vega: '0.001', theta: '-0.0008' } };
    expect(followed.ticks).toEqual([
      quote(SWAP, { markPrice: '60418.2' }),
      { kind: 'index', venue: 'okx', base: 'BTC', quote: 'USDT', indexPrice: '60401.5', eventAt: at },
      quote(SWAP, { lastPrice: '60420.1' }),
      quote(SWAP, { fundingRate: '0.00005', nextFundingAt: 1_790_006_400_000 }),
      quote(CALL, { option: { ...option, markVolatility: '0.468' } }),
      quote('BTC-USD-261225-70000-C', { option }),
      quote('ETH-USDT-SWAP', { markPrice: '3100.55' }),
    ]);
    expect(venue.asked('subscribe')).toEqual([Object.keys(MARKET).length]);
    expect(JSON.parse(venue.heard[0]?.text ?? '')).toMatchObject({ id: '1', op: 'subscribe', args: [{ channel: 'mark-price', instId: SWAP }, { channel: 'index-tickers', instId: 'BTC-USDT' }, {}, {}, { channel: 'opt-summary', instFamily: 'BTC-USD' }, {}] });
  });

  test('text pings keep the connection; who says nothing is closed with 4004', async () => {
    const { venue, followed } = await following([MARK], { idleMs: 300 });
    const silent = await streamClient(venue.stream);
    await eventually('the silent one is closed', () => silent.closed() !== null);
    expect(silent.closed()).toEqual({ code: 4004, reason: 'No data received in 30s.' });
    await eventually('many pings', () => venue.heard.filter(({ text }) => text === 'ping').length > 12);
    expect(followed.feed.health()).toMatchObject({ state: 'live', reconnects: 0, roundTripMs: at });
    expect(okxDialect.keepAlive?.everyMs).toBe(15_000);
  });

  test('a client that is closed for its silence says why, and comes back', async () => {
    const { venue, followed } = await following([MARK], { idleMs: 150 }, { ...PATIENT, pingMs: 60_000, transportDeadMs: 60_000 });
    await eventually('a second connection', () => venue.connectedAt.length >= 2);
    expect(followed.feed.health().lastError).toBe('No data received in 30s. (4004)');
    await eventually('live again', () => followed.state() === 'live');
  });

  test('unknown instruments are refused by name while the others live', async () => {
    const { venue, followed } = await following([MARK, 'mark-price:NOPE-USDT-SWAP', 'opt-summary:NOPE-USD', OTHER]);
    await eventually('live and refused', () => [MARK, OTHER].every((topic) => followed.topic(topic) === 'live') && ['mark-price:NOPE-USDT-SWAP', 'opt-summary:NOPE-USD'].every((topic) => followed.topic(topic) === 'refused'));
    expect(followed.feed.health().topics.find(({ topic }) => topic === 'opt-summary:NOPE-USD')?.reason).toContain("instFamily:NOPE-USD doesn't exist");
    expect(venue.asked('subscribe')).toEqual([4]);
  });

  test('what is acknowledged and silent is stale, never live', async () => {
    const { venue, followed } = await following([MARK, OTHER], { topics: { ...MARKET, [OTHER]: [] } }, {});
    const heart = setInterval(() => venue.push(MARK, MARKET[MARK]), 20);
    await eventually('stale', () => followed.topic(OTHER) === 'stale').finally(() => clearInterval(heart));
    expect(followed.topic(MARK)).toBe('live');
  });

  test('a channel speaks as often as the venue’s documents say: slow ones are not called stale', () => {
    const { cadenceOf = () => 0, cadenceMs } = okxDialect;
    expect([MARK, 'opt-summary:BTC-USD', 'index-tickers:BTC-USDT', `funding-rate:${SWAP}`, `tickers:${SWAP}`].map(cadenceOf)).toEqual([cadenceMs, cadenceMs, 25_000, 90_000, 120_000]);
  });

  test('requests are spaced for the token bucket, and many names cost one', async () => {
    const { venue, followed } = await following([MARK], {}, PATIENT, okxDialect);
    await eventually('live', () => followed.state() === 'live');
    for (const topic of [OTHER, 'index-tickers:BTC-USDT', `tickers:${SWAP}`]) followed.feed.want([MARK, topic]);
    const times = (): readonly number[] => venue.heard.filter(({ text }) => text !== 'ping').map((entry) => entry.at);
    await eventually('all asked', () => times().length === 6);
    for (const [index, time] of times().slice(1).entries()) expect(time - (times()[index] ?? 0)).toBeGreaterThan(340);
  });

  test('requests beyond the bucket refuse nothing', async () => {
    const { venue, followed } = await following([MARK], { tokens: 1 });
    await eventually('live', () => followed.state() === 'live');
    followed.feed.want([MARK, OTHER]);
    await eventually('too many', () => followed.feed.health().lastError?.includes('60014') === true);
    expect(followed.topic(OTHER)).toBe('pending');
    followed.feed.reconnect();
    await eventually('live on a new connection', () => followed.topic(OTHER) === 'live');
    expect(venue.connectedAt).toHaveLength(2);
  });

  test('faults 20 and 21, before an upgrade a second connection takes over, and no price ages for it', async () => {
    const { venue, followed } = await following([MARK, OTHER]);
    await eventually('live', () => followed.state() === 'live');
    venue.upgrade(300);
    await eventually('a second connection took over', () => venue.connectedAt.length === 2 && venue.clients().length === 1);
    venue.push(MARK, [{ instId: SWAP, markPx: '60500' }]);
    await eventually('its prices', () => followed.marks().includes('60500'));
    expect(followed.states).toEqual(['connecting', 'open', 'live']);
    expect(followed.feed.health().lastError).toBeNull();
  });

  test('pushes are whole: what a new connection says replaces what the old one said', async () => {
    const { venue, followed } = await following([MARK]);
    await eventually('live', () => followed.state() === 'live');
    venue.push(MARK, [{ instId: SWAP, markPx: '60430' }]);
    await eventually('a push', () => followed.ticks.length === 2);
    venue.cut();
    await eventually('live again', () => venue.connectedAt.length === 2 && followed.state() === 'live');
    venue.push(MARK, [{ instId: SWAP, markPx: '60431' }]);
    await eventually('a push', () => followed.ticks.length >= 4);
    expect(marks(followed.ticks)).toEqual(['60418.2', '60430', '60430', '60431']);
  });

  test('a damaged row among good ones is counted, and the good ones are used', async () => {
    const { venue, followed } = await following(['opt-summary:BTC-USD']);
    await eventually('live', () => followed.state() === 'live');
    venue.push('opt-summary:BTC-USD', [{ ...OPTION, markVol: 'high' }, { ...OPTION, markVol: '0.5' }]);
    await eventually('the good row', () => followed.ticks.length === 3);
    expect(followed.feed.health().malformed).toBe(1);
  });
});

const contract = (symbol: string, kind: Instrument['kind']): Instrument => ({ symbol, kind }) as Instrument;

describe('what OKX is asked for', () => {
  test.each([
    ['a perpetual, its index once', [contract(SWAP, 'perpetual')], ['BTC', 'USDT'], 'USDT', [MARK, 'index-tickers:BTC-USDT', `tickers:${SWAP}`, `funding-rate:${SWAP}`]],
    ['an inverse perpetual beside a currency of account', [contract('ETH-USD-SWAP', 'perpetual')], ['ETH'], 'USDT', ['mark-price:ETH-USD-SWAP', 'index-tickers:ETH-USD', 'tickers:ETH-USD-SWAP', 'funding-rate:ETH-USD-SWAP', 'index-tickers:ETH-USDT']],
    ['a dated future pays no funding', [contract('BTC-USD-261225', 'future')], [], 'USD', ['mark-price:BTC-USD-261225', 'index-tickers:BTC-USD', 'tickers:BTC-USD-261225']],
    ['a perpetual that is called a future does', [contract('BTC-USD_UM_XPERP-310404', 'future')], [], 'USD', ['mark-price:BTC-USD_UM_XPERP-310404', 'index-tickers:BTC-USD', 'tickers:BTC-USD_UM_XPERP-310404', 'funding-rate:BTC-USD_UM_XPERP-310404']],
    ['options by family, each once', [contract(CALL, 'option'), contract('BTC-USD-261225-70000-C', 'option')], [], 'USD', [`mark-price:${CALL}`, 'index-tickers:BTC-USD', `tickers:${CALL}`, 'opt-summary:BTC-USD', 'mark-price:BTC-USD-261225-70000-C', 'tickers:BTC-USD-261225-70000-C']],
    ['an option of a USD-margined family', [contract('SOL-USD_UM-261225-150-P', 'option')], [], 'USD', ['mark-price:SOL-USD_UM-261225-150-P', 'index-tickers:SOL-USD', 'tickers:SOL-USD_UM-261225-150-P', 'opt-summary:SOL-USD_UM']],
    ['collateral alone', [], ['BTC', 'USDC', 'USDT'], 'USDT', ['index-tickers:BTC-USDT', 'index-tickers:USDC-USDT']],
    ['a currency without indices', [], ['BTC'], 'EUR', []],
    ['spot and what is no symbol of the venue', [contract('BTC-USDT', 'spot'), contract('BTCUSDT', 'perpetual'), contract('BTC-USDT', 'perpetual')], [], 'USDT', []],
  ] as const)('%s', (_name, instruments, assets, valuationCurrency, topics) => {
    expect(okxDialect.topicsFor({ instruments, assets, valuationCurrency })).toEqual(topics);
  });
});
