import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Tick } from '#shared/domain/tick.ts';
import { dydxDialect } from '../../../../src-main/feeds/dydx/dialect.ts';
import type { VenueDialect } from '../../../../src-main/feeds/feed.ts';
import { eventually } from '../../../support/eventually.ts';
import { type FollowedFeed, follow } from '../../../support/followedFeed.ts';
import { streamClient } from '../../../support/streamClient.ts';
import { type DydxOptions, type DydxVenue, startDydx } from '../../../support/venues/dydx.ts';

const MARKETS = 'v4_markets';
const AT = Date.parse('2026-09-21T14:13:20.000Z');
const FIRST = { 'BTC-USD': { oraclePrice: '60387.123456789012345', nextFundingRate: '0.0000135' }, 'ETH-USD': { oraclePrice: '3000.25', nextFundingRate: '-0.00001' }, 'NEW-USD': { oraclePrice: null } };

/** The same stream with requests as fast as the test allows. */
const QUICK: VenueDialect = { ...dydxDialect, spacingMs: 10 };
const PATIENT = { staleMs: 60_000, firstDataMs: 60_000 };

async function following(options: Partial<DydxOptions> = {}, limits: object = PATIENT, dialect: VenueDialect = QUICK): Promise<Readonly<{ venue: DydxVenue; followed: FollowedFeed }>> {
  const venue = await startDydx({ markets: FIRST, perSecond: 100, ...options });
  const followed = follow(dialect, venue.stream, { limits });
  followed.feed.want([MARKETS]);
  return { venue, followed };
}

const quote = (symbol: string, price: string, fundingRate: string, eventAt: number | null = null): object => ({ kind: 'quote', venue: 'dydx', symbol, markPrice: price, indexPrice: price, indexBase: symbol.replace('-USD', ''), indexQuote: 'USDC', fundingRate, eventAt });
const pricesOf = (ticks: readonly Tick[], symbol: string): readonly (string | undefined)[] => ticks.flatMap((tick) => (tick.kind === 'quote' && tick.symbol === symbol ? [tick.markPrice] : []));
const asked = ({ requests }: DydxVenue): readonly string[] => requests.map(({ type }) => type);

describe('dYdX', () => {
  test('oracle prices are mark and index; funding; what a block leaves out has not changed', async () => {
    const { venue, followed } = await following({}, PATIENT, dydxDialect);
    await eventually('live', () => followed.state() === 'live');
    venue.trading({ 'ETH-USD': { nextFundingRate: '0.00002' } });
    venue.prices({ 'BTC-USD': '60400.5' });
    await eventually('the block', () => followed.ticks.length === 4);
    expect(followed.ticks).toEqual([
      quote('BTC-USD', '60387.123456789012345', '0.0000135'), quote('ETH-USD', '3000.25', '-0.00001'),
      quote('BTC-USD', '60400.5', '0.0000135', AT), quote('ETH-USD', '3000.25', '0.00002'),
    ]);
    expect(venue.requests).toEqual([{ client: 1, type: 'subscribe', channel: MARKETS, batched: true }]);
  });

  test('nothing is asked for before the venue says that it is connected', async () => {
    const { venue, followed } = await following({ connectedAfterMs: 150 });
    await eventually('live', () => followed.state() === 'live');
    expect((venue.heard[0]?.at ?? 0) - (venue.connectedAt[0] ?? 0)).toBeGreaterThan(140);
  });

  test('a first state that takes its time is waited for, as long as the venue may take', async () => {
    const { venue, followed } = await following({ snapshotMs: 500 }, { staleMs: 200, firstDataMs: 1500 });
    await eventually('live', () => followed.states.includes('live'));
    expect(asked(venue)).toEqual(['subscribe']);
    expect(followed.states).toEqual(['connecting', 'open', 'live']);
    expect(dydxDialect.firstDataMs).toBeGreaterThan(20_000);
  });

  test('the venue’s pings are answered; who answers none is closed with 1011', async () => {
    const { venue, followed } = await following({ pingEveryMs: 30, pongWithinMs: 100 });
    const silent = await streamClient(venue.stream, { autoPong: false });
    await eventually('the silent one is closed', () => silent.closed() !== null);
    expect(silent.closed()).toEqual({ code: 1011, reason: 'Heartbeat timeout' });
    expect(followed.feed.health()).toMatchObject({ state: 'live', reconnects: 0 });
  });

  test('trading figures alone keep no price fresh', async () => {
    const { venue, followed } = await following({}, { firstDataMs: 5_000, hopelessMs: 60_000 });
    await eventually('live', () => followed.state() === 'live');
    const heart = setInterval(() => venue.trading({ 'BTC-USD': { openInterest: '1.5' } }), 20);
    await eventually('stale', () => followed.states.includes('stale')).finally(() => clearInterval(heart));
    expect(new Set(pricesOf(followed.ticks, 'BTC-USD'))).toEqual(new Set(['60387.123456789012345']));
  });

  test('any oracle price keeps all of them fresh', async () => {
    const { venue, followed } = await following({}, { firstDataMs: 5_000 });
    await eventually('live', () => followed.state() === 'live');
    for (let block = 0; block < 30; block += 1) {
      venue.prices({ 'ETH-USD': `30${10 + block}.5` });
      const count = followed.ticks.length;
      await eventually('a block', () => followed.ticks.length > count);
    }
    expect(pricesOf(followed.ticks, 'BTC-USD')).toHaveLength(31);
    expect(followed.states).toEqual(['connecting', 'open', 'live']);
  });

  test('what is acknowledged by nothing is stale, never live', async () => {
    const { followed } = await following({ snapshotMs: 60_000 }, { hopelessMs: 60_000 });
    await eventually('stale', () => followed.topic(MARKETS) === 'stale');
    expect(followed.states).not.toContain('live');
  });

  test('a message that is missing: the state is dropped, asked for again, and only then used', async () => {
    const { venue, followed } = await following();
    await eventually('live', () => followed.state() === 'live');
    venue.lose();
    venue.prices({ 'BTC-USD': '60400.5' });
    await eventually('live again', () => asked(venue).length === 3 && followed.state() === 'live' && followed.ticks.length === 4);
    expect(asked(venue)).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
    expect(followed.ticks.slice(2)).toEqual([quote('BTC-USD', '60400.5', '0.0000135'), quote('ETH-USD', '3000.25', '-0.00001')]);
    expect(followed.feed.health()).toMatchObject({ gaps: 1, lastGap: { what: 'message 2 is missing' }, reconnects: 0 });
  });

  test('what was here before, or is old, changes nothing', async () => {
    const { venue, followed } = await following();
    await eventually('live', () => followed.state() === 'live');
    venue.prices({ 'BTC-USD': '60400.5' });
    venue.prices({ 'BTC-USD': '60401.5' });
    venue.repeat();
    venue.late({ 'BTC-USD': '1.0' });
    venue.prices({ 'ETH-USD': '3001.5' });
    await eventually('the last block', () => pricesOf(followed.ticks, 'ETH-USD').includes('3001.5'));
    expect(pricesOf(followed.ticks, 'BTC-USD')).toEqual(['60387.123456789012345', '60400.5', '60401.5', '60401.5']);
    expect(followed.feed.health()).toMatchObject({ gaps: 0, malformed: 0, reconnects: 0 });
  });

  test('a change before the first state is not applied, and the state is asked for', async () => {
    const { venue, followed } = await following({ changesFirst: true, snapshotMs: 50 });
    await eventually('live', () => followed.state() === 'live');
    expect(pricesOf(followed.ticks, 'BTC-USD')[0]).toBe('60387.123456789012345');
    expect(followed.feed.health().lastGap?.what).toContain('snapshot');
    expect(venue.connectedAt).toHaveLength(1);
  });

  test('a new connection has nothing of the old one: its changes wait for its own first state', async () => {
    const { venue, followed } = await following({ snapshotMs: 80 });
    await eventually('live', () => followed.state() === 'live');
    const before = followed.ticks.length;
    venue.cut();
    await eventually('a second subscription', () => venue.requests.length === 2);
    venue.send({ type: 'channel_data', connection_id: 'connection-2', message_id: 2, channel: MARKETS, contents: { oraclePrices: { 'BTC-USD': { oraclePrice: '1.0' } } } });
    await eventually('live again', () => followed.ticks.length > before && followed.state() === 'live');
    expect(pricesOf(followed.ticks, 'BTC-USD')).not.toContain('1.0');
  });

  test('a restart of the venue is planned, and no failure of the line', async () => {
    const { venue, followed } = await following();
    await eventually('live', () => followed.state() === 'live');
    venue.restart();
    await eventually('it is said', () => followed.feed.health().planned?.includes('Service restarting') === true);
    await eventually('live again', () => venue.connectedAt.length === 2 && followed.state() === 'live');
  });

  test('a first state that could not be fetched is asked for again', async () => {
    const { venue, followed } = await following({ failures: 1 }, { hopelessMs: 60_000 });
    await eventually('it is said', () => followed.feed.health().lastError?.startsWith('Internal error, could not fetch data') === true);
    await eventually('live', () => followed.state() === 'live');
    expect(asked(venue)).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
    expect(followed.feed.health().reconnects).toBe(0);
  });

  test('no second holds more subscriptions than the venue takes, however many gaps there are', async () => {
    const { venue, followed } = await following({ perSecond: 2 }, PATIENT, dydxDialect);
    for (let gaps = 1; gaps <= 3; gaps += 1) {
      await eventually('live', () => followed.state() === 'live');
      venue.lose();
      venue.prices({ 'BTC-USD': '60400.5' });
      await eventually('the gap', () => followed.feed.health().gaps === gaps);
    }
    await eventually('live at last', () => followed.state() === 'live');
    expect(followed.feed.health().reconnects).toBe(0);
  }, 15_000);

  const market = (symbol: string, kind = 'perpetual'): object => ({ symbol, kind });
  test.each([
    ['all markets for one of them', [market('BTC-USD')], [], 'USDC', [MARKETS]],
    ['all markets once', [market('BTC-USD'), market('ETH-USD')], ['BTC', 'ETH'], 'USDC', [MARKETS]],
    ['all markets for an asset’s index', [], ['ETH'], 'USDC', [MARKETS]],
    ['nothing for what the venue has not', [market('BTCUSDT'), market('BTC-USD', 'option')], ['USDC'], 'USD', []],
  ])('asks for %s', (_name, instruments, assets, valuationCurrency, topics) => {
    expect(dydxDialect.topicsFor({ instruments: instruments as unknown as readonly Instrument[], assets, valuationCurrency })).toEqual(topics);
  });
});
