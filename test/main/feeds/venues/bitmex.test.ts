import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { bitmexDialect } from '../../../../src-main/feeds/bitmex/dialect.ts';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { startBitmex } from '../../../support/venues/bitmex.ts';

const held = (symbol: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '1', ...more }) as Instrument;
const wanted = (instruments: readonly Instrument[], assets: readonly string[] = [], valuationCurrency = 'USD'): Wanted => ({ instruments, assets, valuationCurrency });
const [XBT, ETH, INDEX] = ['instrument:XBTUSD', 'instrument:ETHUSD', 'instrument:.BXBT'];
const AT = 1_790_000_000_000;
const ISO = '2026-09-21T14:13:20.000Z';
const XBTUSD = { underlying: 'XBT', quoteCurrency: 'USD', settlCurrency: 'XBt', multiplier: -100_000_000, markPrice: 60402.5, indicativeSettlePrice: 60401.52, lastPrice: 60400, fundingRate: 0.0001, fundingTimestamp: '2026-09-21T20:00:00.000Z', timestamp: ISO };
const ETHUSD = { underlying: 'ETH', quoteCurrency: 'USD', settlCurrency: 'XBt', isQuanto: true, markPrice: 3100.5, indicativeSettlePrice: 3100.4, lastPrice: null, timestamp: ISO };
const BXBT = { underlying: 'XBT', quoteCurrency: 'USD', markMethod: 'LastPrice', lastPrice: 60401.52, markPrice: 60401.52, timestamp: ISO };

/** Nothing is stale while a test looks elsewhere. */
const CALM = { limits: { staleMs: 60_000, firstDataMs: 60_000 } };

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[]]>([
    ['nothing for nobody', wanted([]), []],
    ['the row of each contract, which has its index', wanted([held('XBTUSD'), held('XBTZ26', { kind: 'future' }), held('ETHUSD_ETH', { base: 'ETH' })], ['BTC', 'ETH', 'USD']), [XBT, 'instrument:XBTZ26', 'instrument:ETHUSD_ETH']],
    ['the index of other collateral', wanted([held('ETHUSD', { base: 'ETH', settlement: 'quanto' })], ['ETH', 'BTC', 'SOL', 'USDT']), [ETH, INDEX, 'instrument:.BSOL', 'instrument:.BUSDT']],
    ['indices in USDT and EUR have names of their own', wanted([held('XBTUSD')], ['BTC', 'LINK'], 'USDT'), [XBT, 'instrument:.BXBTT', 'instrument:.BLINKT']],
    ['in EUR', wanted([], ['BTC'], 'EUR'), ['instrument:.BXBTEUR']],
    ['no index in a currency in which the venue names none', wanted([held('XBTUSD')], ['BTC'], 'toString'), [XBT]],
    ['spot has no index', wanted([held('XBT_USDT', { kind: 'spot', quote: 'USDT' })], ['BTC'], 'USDT'), ['instrument:XBT_USDT', 'instrument:.BXBTT']],
    ['nothing for what is not of this market', wanted([held('BTC-PERPETUAL'), held('XBTUSD', { kind: 'option' }), held('btcusd')]), []],
  ])('%s', (_name, want, topics) => {
    expect(bitmexDialect.topicsFor(want)).toEqual(topics);
  });

  test('an index may be slow, and a contract may not', () => {
    expect([XBT, INDEX].map((topic) => bitmexDialect.cadenceOf?.(topic))).toEqual([5000, 30_000]);
  });
});

describe('the real client at a local BitMEX', () => {
  test('is live with mark, index, last price and funding from the partial on, to the digit', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD, ETHUSD, '.BXBT': BXBT } });
    const { feed, ticks, state } = follow(bitmexDialect, venue.url, CALM);
    feed.want([XBT, ETH, INDEX]);
    await eventually('live', () => state() === 'live' && ticks.length === 3);
    expect(ticks).toEqual([
      { kind: 'quote', venue: 'bitmex', symbol: 'XBTUSD', markPrice: '60402.5', indexPrice: '60401.52', indexBase: 'BTC', indexQuote: 'USD', lastPrice: '60400', fundingRate: '0.0001', nextFundingAt: AT + 20_800_000, eventAt: AT },
      { kind: 'quote', venue: 'bitmex', symbol: 'ETHUSD', markPrice: '3100.5', indexPrice: '3100.4', indexBase: 'ETH', indexQuote: 'USD', eventAt: AT },
      { kind: 'index', venue: 'bitmex', base: 'BTC', quote: 'USD', indexPrice: '60401.52', eventAt: AT },
    ]);
    venue.update('XBTUSD', { openInterest: 5 });
    venue.publish(XBT, '{"table":"instrument","action":"update","data":[{"symbol":"XBTUSD","markPrice":6.04021234567890123e4,"timestamp":"2026-09-21T14:13:25.000Z"}]}');
    venue.update('.BXBT', { lastPrice: 60405.5, markPrice: 60405.5 });
    await eventually('the updates', () => ticks.length === 6);
    const merged = { kind: 'quote', venue: 'bitmex', symbol: 'XBTUSD', indexPrice: '60401.52', indexBase: 'BTC', indexQuote: 'USD', lastPrice: '60400', fundingRate: '0.0001', nextFundingAt: AT + 20_800_000 };
    expect(ticks.slice(3)).toEqual([
      { ...merged, markPrice: '60402.5', eventAt: null },
      { ...merged, markPrice: '60402.1234567890123', eventAt: AT + 5000 },
      { kind: 'index', venue: 'bitmex', base: 'BTC', quote: 'USD', indexPrice: '60405.5', eventAt: null },
    ]);
    expect(feed.health()).toMatchObject({ malformed: 0, gaps: 0, lastError: null });
  });

  test('says ping often enough for a venue that cuts who is silent', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD }, idleMs: 250 });
    const [pinging, mute] = [follow(bitmexDialect, venue.url, CALM), follow(bitmexDialect, venue.url, { limits: { ...CALM.limits, pingMs: 60_000 } })];
    pinging.feed.want([XBT]);
    mute.feed.want([XBT]);
    await eventually('one that says nothing is cut', () => mute.feed.health().reconnects > 1);
    expect(mute.feed.health().lastError).toBe('idle (1000)');
    expect(pinging.feed.health()).toMatchObject({ reconnects: 0, lastError: null });
    expect(pinging.feed.health().roundTripMs).not.toBeNull();
    expect(venue.heard.some(({ text }) => text === 'ping')).toBe(true);
  });

  test.each([['that names it', true], ['that repeats the request alone', false]])('an unknown symbol is refused by an error %s, and the others live', async (_name, names) => {
    const venue = await startBitmex({ instruments: { XBTUSD, ETHUSD }, names });
    const { feed, topic, state } = follow(bitmexDialect, venue.url, CALM);
    feed.want([XBT, 'instrument:XBTU17', ETH]);
    await eventually('live', () => state() === 'live');
    expect([XBT, 'instrument:XBTU17', ETH].map(topic)).toEqual(['live', 'refused', 'live']);
    expect(feed.health().topics[1]?.reason).toMatch(/^Unknown or expired symbol.*\(400\)$/);
  });

  test('a topic that is acknowledged and silent is stale, never live', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD, ETHUSD }, silent: ['ETHUSD'] });
    const { feed, topic, states } = follow(bitmexDialect, venue.url);
    feed.want([XBT, ETH]);
    const speaking = setInterval(() => venue.update('XBTUSD', { markPrice: 60402.5 }), 20);
    await eventually('stale', () => topic(ETH) === 'stale');
    clearInterval(speaking);
    expect(topic(XBT)).toBe('live');
    expect(states).not.toContain('live');
  });

  test('fault 12, an update before its partial is not taken; it is asked for again, once, and then live', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD } });
    venue.holdBack(1);
    const { feed, ticks, state } = follow(bitmexDialect, venue.url, CALM);
    feed.want([XBT]);
    await eventually('the request', () => venue.clients()[0]?.topics.size === 1);
    venue.update('XBTUSD', { lastPrice: 60500 });
    venue.update('XBTUSD', { lastPrice: 60501 });
    await eventually('live', () => state() === 'live');
    expect(ticks).toMatchObject([{ markPrice: '60402.5', lastPrice: '60501' }]);
    expect(feed.health()).toMatchObject({ gaps: 1, lastGap: { what: 'an update came before its partial' } });
    expect(venue.heard.map(({ text }) => text).filter((text) => text !== 'ping')).toEqual(['subscribe', 'unsubscribe', 'subscribe'].map((op) => JSON.stringify({ op, args: [XBT] })));
  });

  test('what was merged dies with the connection', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD } });
    const { feed, ticks, states } = follow(bitmexDialect, venue.url, CALM);
    feed.want([XBT]);
    await eventually('live', () => states.includes('live'));
    venue.holdBack(1);
    venue.cut();
    await eventually('a new connection', () => venue.connectedAt.length === 2 && venue.clients().some(({ number, topics }) => number === 2 && topics.has(XBT)));
    const before = ticks.length;
    venue.update('XBTUSD', { lastPrice: 1 });
    await eventually('the partial is asked for', () => feed.health().gaps === 1);
    expect(ticks).toHaveLength(before);
    await eventually('live again', () => states.filter((each) => each === 'live').length === 2);
    expect(ticks.at(-1)).toMatchObject({ markPrice: '60402.5', lastPrice: '1' });
  });

  test('fault 13, the same message twice changes nothing, and null is none from now on', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD } });
    const { feed, ticks } = follow(bitmexDialect, venue.url, CALM);
    feed.want([XBT]);
    await eventually('the partial', () => ticks.length === 1);
    venue.update('XBTUSD', { markPrice: 60403.5 });
    venue.update('XBTUSD', { markPrice: 60403.5 });
    venue.update('XBTUSD', { lastPrice: null, fundingRate: null });
    await eventually('the updates', () => ticks.length === 4);
    expect(ticks[2]).toEqual(ticks[1]);
    expect(ticks[3]).toEqual({ kind: 'quote', venue: 'bitmex', symbol: 'XBTUSD', markPrice: '60403.5', indexPrice: '60401.52', indexBase: 'BTC', indexQuote: 'USD', nextFundingAt: AT + 20_800_000, eventAt: null });
  });

  test('a row that is gone is stale', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD, ETHUSD } });
    const { feed, topic, state } = follow(bitmexDialect, venue.url);
    feed.want([XBT, ETH]);
    await eventually('live', () => state() === 'live');
    const speaking = setInterval(() => venue.update('XBTUSD', { markPrice: 60402.5 }), 20);
    venue.remove('ETHUSD');
    await eventually('it is asked for again, and refused', () => topic(ETH) === 'refused');
    clearInterval(speaking);
    expect(topic(XBT)).toBe('live');
  });

  test('a topic that is asked for twice is not refused', async () => {
    const venue = await startBitmex({ instruments: { XBTUSD } });
    const { feed, state } = follow(bitmexDialect, venue.url, CALM);
    feed.want([XBT]);
    await eventually('live', () => state() === 'live');
    venue.send({ status: 400, error: `You are already subscribed to this topic: ${XBT}`, meta: {}, request: { op: 'subscribe', args: [XBT] } }, { status: 429, error: 'Rate limit exceeded, retry in 1 seconds.', meta: {}, request: { op: 'subscribe', args: [XBT] } });
    await eventually('the complaint', () => feed.health().lastError === 'Rate limit exceeded, retry in 1 seconds. (429)');
    expect(state()).toBe('live');
  });
});
