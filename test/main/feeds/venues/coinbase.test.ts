import { describe, expect, test } from 'vitest';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { coinbaseAdvancedDialect } from '../../../../src-main/feeds/coinbase/dialect.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { streamClient } from '../../../support/streamClient.ts';
import { startCoinbase } from '../../../support/venues/coinbase.ts';

const wanted = (assets: readonly string[], valuationCurrency = 'USD'): Wanted => ({ instruments: [], assets, valuationCurrency });
const [BTC, ETH, USDT, GONE] = ['ticker:BTC-USD', 'ticker:ETH-USD', 'ticker:USDT-USD', 'ticker:GONE-USD'];
/** Nothing is stale while a test looks elsewhere. */
const CALM = { limits: { staleMs: 60_000, firstDataMs: 60_000 } };
const QUICK = { ...coinbaseAdvancedDialect, spacingMs: 5 };
/** Requests as fast as a test makes them. */
const HASTE = { perSecond: 1000 };
const at: unknown = expect.any(Number);
const index = (base: string, indexPrice: string): object => ({ kind: 'index', venue: 'coinbase', base, quote: 'USD', indexPrice, eventAt: at });

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[]]>([
    ['nothing for nobody', wanted([]), []],
    ['each asset in US dollars, but the dollar', wanted(['BTC', 'USDT', 'USD']), [BTC, USDT]],
    ['whatever the account is valued in', wanted(['BTC'], 'USDT'), [BTC]],
    ['once', wanted(['BTC', 'BTC', 'ETH']), [BTC, ETH]],
    ['not USDC, which is the dollar’s own account there', wanted(['USDC', 'BTC'], 'USDC'), [BTC]],
    ['nothing that is no coin’s name', wanted(['1000PEPE', '1MBABYDOGE', 'btc', 'BTC-USD', '', '币安', '__proto__']), []],
    ['names that begin with a digit', wanted(['1INCH', '00']), ['ticker:1INCH-USD', 'ticker:00-USD']],
  ])('%s', (_name, want, topics) => {
    expect(coinbaseAdvancedDialect.topicsFor(want)).toEqual(topics);
  });
});

describe('the real client at a local Coinbase', () => {
  test('is live with a snapshot and updates of each product, to the digit', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.50', 'ETH-USD': null } });
    const { feed, ticks, state, topic } = follow(coinbaseAdvancedDialect, venue.url, CALM);
    feed.want([BTC, ETH]);
    await eventually('both are asked for', () => venue.clients()[0]?.topics.size === 2 && topic(BTC) === 'live');
    expect(venue.heard.map(({ text }) => text)).toEqual(['{"type":"subscribe","channel":"heartbeats"}', '{"type":"subscribe","product_ids":["BTC-USD"],"channel":"ticker"}', '{"type":"subscribe","product_ids":["ETH-USD"],"channel":"ticker"}']);
    expect(state()).toBe('open');
    venue.trade('ETH-USD', '3100.1234567890123');
    venue.trade('BTC-USD', '60401.00');
    await eventually('the ticks', () => ticks.length === 3);
    expect(state()).toBe('live');
    expect(ticks).toEqual([index('BTC', '60400.50'), index('ETH', '3100.1234567890123'), index('BTC', '60401.00')]);
    expect(ticks[0]?.eventAt).toBe(Date.parse('2026-09-21T14:13:20.123Z'));
    expect(feed.health()).toMatchObject({ malformed: 0, gaps: 0, lastError: null });
  });

  test('asks at once, for heartbeats first: who does not is cut, and so is a connection without news', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '1' }, firstWithinMs: 150, quietMs: 300, ...HASTE });
    const { feed } = follow(QUICK, venue.url, CALM);
    feed.want([BTC]);
    const [silent, quiet] = [await streamClient(venue.url), await streamClient(venue.url)];
    quiet.send('{"type":"subscribe","product_ids":["BTC-USD"],"channel":"ticker"}');
    await eventually('both are cut', () => silent.closed() !== null && quiet.closed() !== null);
    expect([silent.closed()?.reason, quiet.closed()?.reason]).toEqual(['no subscribe message', 'no updates']);
    expect(feed.health()).toMatchObject({ state: 'live', reconnects: 0, lastError: null });
  });

  test('no more than the eight requests a second that the venue takes', async () => {
    const names = Array.from({ length: 12 }, (_one, number) => `C${number}`);
    const venue = await startCoinbase({ products: Object.fromEntries(names.map((name) => [`${name}-USD`, '1'])) });
    const { feed, state } = follow(coinbaseAdvancedDialect, venue.url, CALM);
    feed.want(coinbaseAdvancedDialect.topicsFor(wanted(names)));
    await eventually('live', () => state() === 'live');
    expect(feed.health().lastError).toBeNull();
  });

  test('an unknown product is refused with the venue’s words, and the others live', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5', 'ETH-USD': '3100' }, ...HASTE });
    const { feed, topic, state } = follow(QUICK, venue.url, CALM);
    feed.want([BTC, GONE, ETH]);
    await eventually('the refusal', () => topic(GONE) === 'refused');
    await eventually('live', () => state() === 'live');
    expect(feed.health().topics[1]?.reason).toBe('failed to subscribe: GONE-USD is not a valid product (error)');
  });

  test('a refusal that names nobody is a complaint; its product is stale, and the others live', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5' }, refusal: 'bare', ...HASTE });
    const { feed, topic, states } = follow(QUICK, venue.url);
    feed.want([BTC, GONE]);
    const speaking = setInterval(() => venue.trade('BTC-USD', '60400.5'), 20);
    await eventually('stale', () => topic(GONE) === 'stale');
    clearInterval(speaking);
    expect(topic(BTC)).toBe('live');
    expect(feed.health().lastError).toBe('failed to subscribe: product is not valid (error)');
    expect(states).not.toContain('live');
  });

  test('too many requests refuse nothing', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5', 'ETH-USD': '3100' }, perSecond: 2 });
    const { feed, topic, state } = follow({ ...QUICK, spacingMs: 120 }, venue.url, { limits: { staleMs: 1500, firstDataMs: 1500, hopelessMs: 60_000 } });
    feed.want([BTC, ETH]);
    await eventually('the complaint', () => feed.health().lastError === 'rate limit exceeded (error)');
    expect(topic(ETH)).toBe('pending');
    const speaking = setInterval(() => venue.trade('BTC-USD', '60400.5'), 20);
    await eventually('live', () => state() === 'live');
    clearInterval(speaking);
  });

  test('a product that is acknowledged and silent is stale, never live, whatever the heartbeats say', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5', 'ETH-USD': null }, heartbeatMs: 10, ...HASTE });
    const { feed, topic, states } = follow(QUICK, venue.url);
    feed.want([BTC, ETH]);
    const speaking = setInterval(() => { venue.trade('BTC-USD', '60400.5'); venue.say('market_trades', [{ type: 'update', trades: [{ product_id: 'ETH-USD', price: '3100' }] }]); }, 20);
    await eventually('stale', () => topic(ETH) === 'stale');
    clearInterval(speaking);
    expect(topic(BTC)).toBe('live');
    expect(states).not.toContain('live');
    expect(feed.health().topics[1]?.reason).toBe('no data since it was asked for');
  });

  test('a coin that nobody trades is asked for again, and its snapshot makes it live', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5' }, ...HASTE });
    const { feed, ticks, state } = follow(QUICK, venue.url, { limits: { hopelessMs: 60_000 } });
    feed.want([BTC]);
    await eventually('three snapshots', () => ticks.length === 3);
    expect(venue.asked('subscribe').slice(0, 3)).toEqual(['BTC-USD', 'BTC-USD', 'BTC-USD']);
    await eventually('live', () => state() === 'live');
    expect(feed.health()).toMatchObject({ reconnects: 0, gaps: 0 });
  });

  test('a gap is counted, and every ticker is whole: nothing is asked for again', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5', 'ETH-USD': '3100' }, heartbeatMs: 60_000, ...HASTE });
    const { feed, ticks, state } = follow(QUICK, venue.url, CALM);
    feed.want([BTC, ETH]);
    await eventually('live', () => state() === 'live');
    await eventually('the answers', () => feed.health().messages === 5);
    venue.lose(3);
    venue.trade('BTC-USD', '60401');
    await eventually('the gap', () => feed.health().gaps === 1);
    expect(feed.health().lastGap?.what).toBe('message 8 after 4');
    expect([state(), ticks[2]]).toEqual(['live', index('BTC', '60401')]);
    expect([venue.asked('unsubscribe'), venue.asked('subscribe')]).toEqual([[], ['BTC-USD', 'ETH-USD']]);
    expect(feed.health()).toMatchObject({ gaps: 1, reconnects: 0 });
  });

  test('a message that comes twice, or after its time, changes nothing', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5' }, heartbeatMs: 60_000, ...HASTE });
    const { feed, ticks, state } = follow(QUICK, venue.url, CALM);
    feed.want([BTC]);
    await eventually('live', () => state() === 'live');
    for (const price of ['60401', '60402', '60403']) venue.trade('BTC-USD', price);
    venue.repeat();
    venue.late('BTC-USD', '1');
    venue.trade('BTC-USD', '60404');
    await eventually('the last', () => ticks.length === 5);
    expect(ticks).toEqual(['60400.5', '60401', '60402', '60403', '60404'].map((price) => index('BTC', price)));
    expect(feed.health()).toMatchObject({ gaps: 0, malformed: 0 });
  });

  test('a new connection counts anew, and everything is asked for again', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': '60400.5', 'ETH-USD': '3100' }, heartbeatMs: 20, ...HASTE });
    const { feed, states } = follow(QUICK, venue.url, CALM);
    feed.want([BTC, ETH]);
    await eventually('live', () => states.includes('live'));
    await eventually('some beats', () => feed.health().messages > 12);
    venue.cut();
    await eventually('live again', () => states.filter((each) => each === 'live').length === 2);
    expect(venue.asked('subscribe')).toEqual(['BTC-USD', 'ETH-USD', 'BTC-USD', 'ETH-USD']);
    expect(venue.heard.filter(({ text }) => text.includes('heartbeats')).map(({ client }) => client)).toEqual([1, 2]);
    expect(feed.health()).toMatchObject({ gaps: 0, reconnects: 1 });
  });

  test('a product that speaks under another name is that product, and never the one that was asked for', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USDC': '60400.5' }, aliases: { 'BTC-USDC': 'BTC-USD' }, ...HASTE });
    const { feed, ticks, topic, states } = follow(QUICK, venue.url);
    feed.want(['ticker:BTC-USDC']);
    await eventually('stale', () => topic('ticker:BTC-USDC') === 'stale');
    // It was not asked for under that name, and is nobody's.
    expect(ticks).toEqual([]);
    expect(states).not.toContain('live');
  });

  test('a price that can be none is no price, a row that cannot be read is counted, and what is wanted no more is left', async () => {
    const venue = await startCoinbase({ products: { 'BTC-USD': null, 'ETH-USD': null }, ...HASTE });
    const { feed, ticks } = follow(QUICK, venue.url, CALM);
    feed.want([BTC, ETH]);
    await eventually('both', () => venue.clients()[0]?.topics.size === 2);
    feed.want([BTC]);
    await eventually('one', () => venue.clients()[0]?.topics.size === 1);
    venue.say('ticker', [{ type: 'update', tickers: [{ product_id: 'BTC-USD', price: {} }] }]);
    venue.trade('BTC-USD', '0');
    venue.trade('BTC-USD', '60400.5');
    await eventually('the ticks', () => ticks.length === 2);
    expect(ticks).toEqual([{ kind: 'index', venue: 'coinbase', base: 'BTC', quote: 'USD', eventAt: at }, index('BTC', '60400.5')]);
    expect(feed.health().malformed).toBe(1);
  });
});
