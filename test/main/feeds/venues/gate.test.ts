import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { gateBtcDialect, gateUsdtDialect } from '../../../../src-main/feeds/gate/dialect.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { startGate } from '../../../support/venues/gate.ts';

const held = (symbol: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', ...more }) as Instrument;
const wanted = (instruments: readonly Instrument[], assets: readonly string[] = [], valuationCurrency = 'USDT'): Wanted => ({ instruments, assets, valuationCurrency });
const [BTC, ETH, SOL, GONE] = ['futures.tickers:BTC_USDT', 'futures.tickers:ETH_USDT', 'futures.tickers:SOL_USDT', 'futures.tickers:GONE_USDT'];
const AT = 1_790_000_000_123;
/** Nothing is stale while a test looks elsewhere. */
const CALM = { limits: { staleMs: 60_000, firstDataMs: 60_000 } };
const isRequest = ({ text }: Readonly<{ text: string }>): boolean => !text.includes('futures.ping');

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[], readonly string[]]>([
    ['nothing for nobody', wanted([]), [], []],
    ['the ticker of each perpetual, on the stream of its settlement', wanted([held('BTC_USDT'), held('BTC_USD', { settlement: 'inverse' }), held('ETH_USD', { settlement: 'quanto' })]), [BTC], ['futures.tickers:BTC_USD', 'futures.tickers:ETH_USD']],
    ['and of other collateral', wanted([held('BTC_USDT')], ['BTC', 'ETH', 'USDT', 'USDC']), [BTC, ETH, 'futures.tickers:USDC_USDT'], []],
    ['in USD from the other stream, which has no dollars', wanted([held('BTC_USDT')], ['BTC', 'USDT', 'USDC', 'USD'], 'USD'), [BTC], ['futures.tickers:BTC_USD']],
    ['digits and letters of any kind', wanted([held('1INCH_USDT'), held('币安_USDT')]), ['futures.tickers:1INCH_USDT', 'futures.tickers:币安_USDT'], []],
    ['nothing for what other streams serve', wanted([held('BTC_USDT_20270326', { kind: 'future' }), held('BTC_USDT_20270326'), held('BTC_USDT-20270326-60000-C', { kind: 'option' }), held('BTC_USDT', { kind: 'spot' }), held('BTCUSDT'), held('constructor')]), [], []],
  ])('%s', (_name, want, usdt, btc) => {
    expect([gateUsdtDialect.topicsFor(want), gateBtcDialect.topicsFor(want)]).toEqual([usdt, btc]);
  });

  test('each stream has a path of its own', () => {
    expect([gateUsdtDialect.defaultUrl, gateBtcDialect.defaultUrl].map((url) => new URL(url).pathname)).toEqual(['/v4/ws/usdt', '/v4/ws/btc']);
  });
});

describe('the real client at a local Gate', () => {
  test('is live with mark, index, last price and funding, to the digit, in either form of the list', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT', 'ETH_USDT'] });
    const { feed, ticks, state, topic } = follow(gateUsdtDialect, venue.url, CALM);
    feed.want([BTC, ETH]);
    await eventually('the answer', () => venue.clients()[0]?.topics.size === 2);
    const [asked, ...more] = venue.heard.filter(isRequest).map(({ text }): unknown => JSON.parse(text));
    expect(asked).toEqual({ time: expect.any(Number), id: 1, channel: 'futures.tickers', event: 'subscribe', payload: ['BTC_USDT', 'ETH_USDT'] });
    expect(more).toEqual([]);
    expect(state()).toBe('open');
    venue.tickers([{ contract: 'BTC_USDT', last: '60400.5', mark_price: '60402.1234567890123', index_price: '60401.5', funding_rate: '0.0001', funding_rate_indicative: '0.5', quanto_base_rate: '' }]);
    await eventually('one of two', () => topic(BTC) === 'live');
    expect(state()).toBe('open');
    venue.tickers([{ contract: 'ETH_USDT', last: '', mark_price: '3100.50', index_price: '3100.40' }], true);
    await eventually('live', () => state() === 'live');
    expect(ticks).toEqual([
      { kind: 'quote', venue: 'gate', symbol: 'BTC_USDT', markPrice: '60402.1234567890123', indexPrice: '60401.5', indexBase: 'BTC', indexQuote: 'USDT', lastPrice: '60400.5', fundingRate: '0.0001', eventAt: AT },
      { kind: 'quote', venue: 'gate', symbol: 'ETH_USDT', markPrice: '3100.50', indexPrice: '3100.40', indexBase: 'ETH', indexQuote: 'USDT', eventAt: AT },
    ]);
    expect(feed.health()).toMatchObject({ malformed: 0, gaps: 0, lastError: null });
  });

  test('the stream of BTC contracts reads inverse and quanto ones in USD', async () => {
    const venue = await startGate({ contracts: ['BTC_USD', 'ETH_USD'] });
    const { feed, ticks, state } = follow(gateBtcDialect, venue.url, CALM);
    feed.want(['futures.tickers:BTC_USD', 'futures.tickers:ETH_USD']);
    await eventually('the answer', () => venue.clients()[0]?.topics.size === 2);
    venue.tickers([{ contract: 'BTC_USD', mark_price: '60402', index_price: '60401' }, { contract: 'ETH_USD', mark_price: '3100', index_price: '3099', quanto_base_rate: '0.05' }]);
    await eventually('live', () => state() === 'live');
    expect(ticks).toMatchObject([{ symbol: 'BTC_USD', markPrice: '60402', indexBase: 'BTC', indexQuote: 'USD' }, { symbol: 'ETH_USD', markPrice: '3100', indexBase: 'ETH', indexQuote: 'USD' }]);
  });

  test('pings often enough for a venue that cuts who does not', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT'], pingWithinMs: 250 });
    const [pinging, mute] = [follow(gateUsdtDialect, venue.url, CALM), follow(gateUsdtDialect, venue.url, { limits: { ...CALM.limits, pingMs: 60_000 } })];
    pinging.feed.want([BTC]);
    mute.feed.want([BTC]);
    await eventually('one that does not ping is cut', () => mute.feed.health().reconnects > 1);
    expect(mute.feed.health().lastError).toBe('idle (1000)');
    expect(pinging.feed.health()).toMatchObject({ reconnects: 0, lastError: null });
    expect(pinging.feed.health().roundTripMs).not.toBeNull();
  });

  test('an unknown contract fails the whole request; it is found, and the others live', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT', 'ETH_USDT', 'SOL_USDT'] });
    const { feed, topic, state } = follow(gateUsdtDialect, venue.url, CALM);
    feed.want([BTC, ETH, GONE, SOL]);
    await eventually('the refusal', () => topic(GONE) === 'refused');
    await eventually('the others', () => venue.clients()[0]?.topics.size === 3);
    for (const contract of ['BTC_USDT', 'ETH_USDT', 'SOL_USDT']) venue.tickers([{ contract, mark_price: '5' }]);
    await eventually('live', () => state() === 'live');
    expect(feed.health().topics[2]?.reason).toBe('unknown contract GONE_USDT (2)');
  });

  test('a fault of the venue refuses nothing', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT'], faults: 1 });
    const { feed, state } = follow(gateUsdtDialect, venue.url);
    feed.want([BTC]);
    await eventually('the complaint', () => feed.health().lastError === 'internal error (3)');
    await eventually('it is asked for again', () => venue.clients()[0]?.topics.size === 1);
    venue.tickers([{ contract: 'BTC_USDT', mark_price: '5' }]);
    await eventually('live', () => state() === 'live');
  });

  test('a contract that is acknowledged and silent is stale, never live', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT', 'ETH_USDT'], silent: ['ETH_USDT'] });
    const { feed, topic, states } = follow(gateUsdtDialect, venue.url);
    feed.want([BTC, ETH]);
    const speaking = setInterval(() => venue.tickers([{ contract: 'BTC_USDT', mark_price: '5' }]), 20);
    await eventually('stale', () => topic(ETH) === 'stale');
    clearInterval(speaking);
    expect(topic(BTC)).toBe('live');
    expect(states).not.toContain('live');
    expect(feed.health().topics[1]?.reason).toBe('no data since it was asked for');
  });

  test('asks for everything again on a new connection', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT'] });
    const { feed, states } = follow(gateUsdtDialect, venue.url, CALM);
    feed.want([BTC]);
    const speaking = setInterval(() => venue.tickers([{ contract: 'BTC_USDT', mark_price: '5' }]), 20);
    await eventually('live', () => states.includes('live'));
    venue.cut();
    await eventually('live again', () => states.filter((each) => each === 'live').length === 2);
    clearInterval(speaking);
    expect(venue.heard.filter(isRequest).map(({ client }) => client)).toEqual([1, 2]);
  });

  test('an upgrade that is announced is met with a second connection, and nothing is lost', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT'] });
    const { feed, state, states } = follow(gateUsdtDialect, venue.url, CALM);
    feed.want([BTC]);
    const speaking = setInterval(() => venue.tickers([{ contract: 'BTC_USDT', mark_price: '5' }]), 20);
    await eventually('live', () => state() === 'live');
    venue.announceUpgrade();
    await eventually('the second takes over', () => venue.connectedAt.length === 2 && venue.clients().length === 1 && venue.clients()[0]?.number === 2);
    await eventually('live', () => state() === 'live');
    clearInterval(speaking);
    expect(states).not.toContain('stale');
    expect(states).not.toContain('waiting');
  });

  test('what is wanted no more is left, and a row that cannot be read is counted beside a good one', async () => {
    const venue = await startGate({ contracts: ['BTC_USDT', 'ETH_USDT'] });
    const { feed, ticks } = follow(gateUsdtDialect, venue.url, CALM);
    feed.want([BTC, ETH]);
    await eventually('both', () => venue.clients()[0]?.topics.size === 2);
    feed.want([BTC]);
    await eventually('one', () => venue.clients()[0]?.topics.size === 1);
    venue.tickers([{ contract: 'BTC_USDT', mark_price: '0', index_price: '5' }, { contract: 'ETH_USDT', mark_price: 'high' }]);
    await eventually('the tick', () => ticks.length === 1);
    expect(feed.health().malformed).toBe(1);
    expect(ticks).toMatchObject([{ bad: ['markPrice'], indexPrice: '5' }]);
  });
});
