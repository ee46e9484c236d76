import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { krakenFuturesDialect } from '../../../../src-main/feeds/kraken/dialect.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { startKraken } from '../../../support/venues/kraken.ts';

const held = (symbol: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', ...more }) as Instrument;
const wanted = (instruments: readonly Instrument[], assets: readonly string[] = [], valuationCurrency = 'USD'): Wanted => ({ instruments, assets, valuationCurrency });
const [XBT, ETH] = ['ticker:PF_XBTUSD', 'ticker:PI_ETHUSD'];
const AT = 1_790_000_000_000;
/** Nothing is stale while a test looks elsewhere. */
const CALM = { limits: { staleMs: 60_000, firstDataMs: 60_000 } };

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[]]>([
    ['nothing for nobody', wanted([]), []],
    ['the ticker of each product, which has its index', wanted([held('PF_XBTUSD'), held('FF_XBTUSD_270326', { kind: 'future' })], ['BTC', 'USD']), [XBT, 'ticker:FF_XBTUSD_270326']],
    ['single-collateral products too', wanted([held('PI_XBTUSD', { settlement: 'inverse', settle: 'BTC' })], ['BTC']), ['ticker:PI_XBTUSD']],
    ['a perpetual for the index of other collateral, by the venue’s name of it', wanted([held('PI_ETHUSD', { base: 'ETH' })], ['ETH', 'BTC', 'EUR', 'AAPLx']), [ETH, XBT, 'ticker:PF_EURUSD', 'ticker:PF_AAPLxUSD']],
    ['no index in a currency in which the venue has none', wanted([held('PF_XBTUSD')], ['ETH', 'BTC'], 'USDT'), [XBT]],
    ['nothing for what is not of this market', wanted([held('XBTUSD'), held('BTC_USDT'), held('PF_XBTUSD', { kind: 'option' }), held('PF_XBTUSD', { kind: 'spot' }), held('constructor')]), []],
  ])('%s', (_name, want, topics) => {
    expect(krakenFuturesDialect.topicsFor(want)).toEqual(topics);
  });
});

describe('the real client at a local Kraken Futures', () => {
  test('is live with mark, index, last price and the relative funding rate, to the digit', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD', 'PI_ETHUSD'] });
    const { feed, ticks, state, topic } = follow(krakenFuturesDialect, venue.url, CALM);
    feed.want([XBT, ETH]);
    await eventually('the requests', () => venue.heard.length === 2);
    expect(venue.heard.map(({ text }) => text)).toEqual(['{"event":"subscribe","feed":"ticker","product_ids":["PF_XBTUSD"]}', '{"event":"subscribe","feed":"ticker","product_ids":["PI_ETHUSD"]}']);
    await eventually('the answers', () => feed.health().messages === 3);
    expect(state()).toBe('open');
    venue.send(`{"time":${AT},"product_id":"PF_XBTUSD","feed":"ticker","funding_rate":0.6,"relative_funding_rate":-9.6321875e-8,"next_funding_rate_time":${AT + 1000},"index":60401.52,"last":60399.5,"markPrice":60402.1234567890123}`);
    await eventually('one of two', () => topic(XBT) === 'live');
    expect(state()).toBe('open');
    venue.ticker('PI_ETHUSD', { index: 3100.4, last: 0, markPrice: 3100.25, relative_funding_rate: 0.0001, next_funding_rate_time: 0 });
    await eventually('live', () => state() === 'live');
    expect(ticks).toEqual([
      { kind: 'quote', venue: 'kraken', symbol: 'PF_XBTUSD', markPrice: '60402.1234567890123', indexPrice: '60401.52', indexBase: 'BTC', indexQuote: 'USD', lastPrice: '60399.5', fundingRate: '-0.000000096321875', nextFundingAt: AT + 1000, eventAt: AT },
      { kind: 'quote', venue: 'kraken', symbol: 'PI_ETHUSD', markPrice: '3100.25', indexPrice: '3100.4', indexBase: 'ETH', indexQuote: 'USD', fundingRate: '0.0001', eventAt: AT },
    ]);
    expect(feed.health()).toMatchObject({ malformed: 0, gaps: 0, lastError: null });
  });

  test('pings often enough for a venue that cuts who does not', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD'], pingWithinMs: 250 });
    const [pinging, mute] = [follow(krakenFuturesDialect, venue.url, CALM), follow(krakenFuturesDialect, venue.url, { limits: { ...CALM.limits, pingMs: 60_000 } })];
    pinging.feed.want([XBT]);
    mute.feed.want([XBT]);
    await eventually('one that does not ping is cut', () => mute.feed.health().reconnects > 1);
    expect(mute.feed.health().lastError).toBe('idle (1000)');
    expect(pinging.feed.health()).toMatchObject({ reconnects: 0, lastError: null });
    expect(pinging.feed.health().roundTripMs).not.toBeNull();
  });

  test('a product that is refused by name is refused, and the others live', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD'] });
    const { feed, topic, state } = follow(krakenFuturesDialect, venue.url, CALM);
    feed.want([XBT, 'ticker:PF_GONEUSD']);
    await eventually('the refusal', () => topic('ticker:PF_GONEUSD') === 'refused');
    venue.ticker('PF_XBTUSD', { markPrice: 60402 });
    await eventually('live', () => state() === 'live');
    expect(feed.health().topics[1]?.reason).toBe('? (subscribed_failed)');
  });

  test('a refusal that names nothing is a complaint; its product is stale, and the others live', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD'], refusal: 'bare' });
    const { feed, topic, states } = follow(krakenFuturesDialect, venue.url);
    feed.want([XBT, 'ticker:PF_GONEUSD']);
    const speaking = setInterval(() => venue.ticker('PF_XBTUSD', { markPrice: 60402 }), 20);
    await eventually('stale', () => topic('ticker:PF_GONEUSD') === 'stale');
    clearInterval(speaking);
    expect(topic(XBT)).toBe('live');
    expect(feed.health().lastError).toBe('Invalid product id (error)');
    expect(states).not.toContain('live');
  });

  test('a product that is acknowledged and silent is stale, never live', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD', 'PI_ETHUSD'], silent: ['PI_ETHUSD'] });
    const { feed, topic, states } = follow(krakenFuturesDialect, venue.url);
    feed.want([XBT, ETH]);
    const speaking = setInterval(() => { venue.ticker('PF_XBTUSD', { markPrice: 60402 }); venue.send({ feed: 'ticker_lite', product_id: 'PI_ETHUSD', bid: 3100 }, { feed: 'heartbeat', time: AT }); }, 20);
    await eventually('stale', () => topic(ETH) === 'stale');
    clearInterval(speaking);
    expect(feed.health().topics.map(({ reason }) => reason)).toEqual([undefined, 'no data since it was asked for']);
    expect(states).not.toContain('live');
    await eventually('it is asked for again', () => venue.heard.filter(({ text }) => text.includes('PI_ETHUSD')).length >= 3);
  });

  test('asks for everything again on a new connection', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD'] });
    const { feed, states } = follow(krakenFuturesDialect, venue.url, CALM);
    feed.want([XBT]);
    const speaking = setInterval(() => venue.ticker('PF_XBTUSD', { markPrice: 60402 }), 20);
    await eventually('live', () => states.includes('live'));
    venue.cut();
    await eventually('live again', () => states.filter((each) => each === 'live').length === 2);
    clearInterval(speaking);
    expect(venue.heard.map(({ client }) => client)).toEqual([1, 2]);
  });

  test('what is wanted no more is left', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD', 'PI_ETHUSD'] });
    const { feed } = follow(krakenFuturesDialect, venue.url, CALM);
    feed.want([XBT, ETH]);
    await eventually('both', () => venue.clients()[0]?.topics.size === 2);
    feed.want([ETH]);
    await eventually('one', () => venue.clients()[0]?.topics.size === 1);
    expect([...(venue.clients()[0]?.topics ?? [])]).toEqual([ETH]);
  });

  test('a price that can be none is said to be bad, a frame that cannot be read is counted, and it goes on', async () => {
    const venue = await startKraken({ products: ['PF_XBTUSD'] });
    const { feed, ticks, state } = follow(krakenFuturesDialect, venue.url, CALM);
    feed.want([XBT]);
    await eventually('the request', () => venue.heard.length === 1);
    venue.ticker('PF_XBTUSD', { markPrice: {} });
    venue.ticker('PF_XBTUSD', { markPrice: 0, index: 60401.5 });
    await eventually('live', () => state() === 'live');
    expect(feed.health().malformed).toBe(1);
    expect(ticks).toEqual([{ kind: 'quote', venue: 'kraken', symbol: 'PF_XBTUSD', indexPrice: '60401.5', indexBase: 'BTC', indexQuote: 'USD', eventAt: AT, bad: ['markPrice'] }]);
  });
});
