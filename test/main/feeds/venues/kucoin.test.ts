import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { kucoinFuturesDialect } from '../../../../src-main/feeds/kucoin/dialect.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { streamClient } from '../../../support/streamClient.ts';
import { startKucoin } from '../../../support/venues/kucoin.ts';

const held = (symbol: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', ...more }) as Instrument;
const wanted = (instruments: readonly Instrument[], assets: readonly string[] = [], valuationCurrency = 'USDT'): Wanted => ({ instruments, assets, valuationCurrency });
const instrument = (symbol: string): string => `/contract/instrument:${symbol}`;
const snapshot = (symbol: string): string => `/contractMarket/snapshot:${symbol}`;
const [XBT, ETH, GONE, LAST] = [instrument('XBTUSDTM'), instrument('ETHUSDTM'), instrument('GONEUSDTM'), snapshot('XBTUSDTM')];
const AT = 1_790_000_000_000;
/** Nothing is stale while a test looks elsewhere. */
const CALM = { limits: { staleMs: 60_000, firstDataMs: 60_000 } };
const { cadenceOf: _slow, ...bare } = kucoinFuturesDialect;
/** Every topic with the limits of a test. */
const QUICK = { ...bare, spacingMs: 5 };

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[]]>([
    ['nothing for nobody', wanted([]), []],
    ['marks, with the index, and the last price of each contract', wanted([held('XBTUSDTM'), held('ETHUSDTM')], ['BTC', 'ETH', 'USDT']), [XBT, LAST, ETH, snapshot('ETHUSDTM')]],
    ['inverse, dated and multiplied contracts', wanted([held('XBTUSDM', { settlement: 'inverse' }), held('XBTMZ26', { kind: 'future' }), held('1000BONKUSDTM')]), ['XBTUSDM', 'XBTMZ26', '1000BONKUSDTM'].flatMap((symbol) => [instrument(symbol), snapshot(symbol)])],
    ['a perpetual for the index of other collateral, by the venue’s name of it', wanted([held('ETHUSDTM')], ['BTC', 'ETH', 'SOL', 'USDT', 'USDC']), [ETH, snapshot('ETHUSDTM'), XBT, instrument('SOLUSDTM')]],
    ['no perpetual for an index that a held contract carries, if only a dated one', wanted([held('XBTMZ26', { kind: 'future' })], ['BTC'], 'USD'), [instrument('XBTMZ26'), snapshot('XBTMZ26')]],
    ['nor if only a multiplied one', wanted([held('1000BONKUSDTM')], ['BONK']), [instrument('1000BONKUSDTM'), snapshot('1000BONKUSDTM')]],
    ['in USD from the two inverse perpetuals that are left', wanted([], ['BTC', 'ETH', 'SOL', 'USDT'], 'USD'), [instrument('XBTUSDM'), instrument('ETHUSDM')]],
    ['in USDC from its own', wanted([], ['BTC', 'USDC'], 'USDC'), [instrument('XBTUSDCM')]],
    ['no index in a currency in which the venue has none', wanted([held('XBTUSDTM')], ['BTC', 'ETH'], 'EUR'), [XBT, LAST]],
    ['nothing for what is not of this market', wanted([held('BTC-USDT'), held('BTCUSDT'), held('PF_XBTUSD'), held('XBTUSDTM', { kind: 'option' }), held('XBTUSDTM', { kind: 'spot' }), held('constructor'), held('')]), []],
  ])('%s', (_name, want, topics) => {
    expect(kucoinFuturesDialect.topicsFor(want)).toEqual(topics);
  });

  test('funding and last price speak less often than marks', () => {
    expect([XBT, LAST, `${XBT} funding.rate`].map((topic) => kucoinFuturesDialect.cadenceOf?.(topic))).toEqual([1000, 20_000, 60_000]);
  });

  test('often enough for either ping interval that the venue has asked for', () => {
    expect(kucoinFuturesDialect.keepAlive?.everyMs).toBeLessThanOrEqual(18_000 / 1.5);
  });
});

describe('the answer to a request for a token', () => {
  const servers = [{ endpoint: 'wss://ws-api-futures.kucoin.com/', protocol: 'websocket', encrypt: true, pingInterval: 18_000, pingTimeout: 10_000 }];
  const read = (body: unknown): string | null => kucoinFuturesDialect.handshake?.read(typeof body === 'string' ? body : JSON.stringify(body), 'id-1')?.url ?? null;
  const answer = (data: unknown, code: unknown = '200000'): object => ({ code, data });

  test('gives the address, with the token and our own name for the connection', () => {
    expect(read(answer({ token: 'a=/+&b', instanceServers: servers }))).toBe('wss://ws-api-futures.kucoin.com/?token=a%3D%2F%2B%26b&connectId=id-1');
    expect(read(answer({ token: 'a', instanceServers: [{ endpoint: 'wss://ws-api-futures.kucoin.com/endpoint?acceptUserMessage=true' }] }))).toBe('wss://ws-api-futures.kucoin.com/endpoint?acceptUserMessage=true&token=a&connectId=id-1');
  });

  test('the first server that speaks WebSocket is taken', () => {
    expect(read(answer({ token: 'a', instanceServers: [null, { endpoint: 'https://x.kucoin.com/', protocol: 'poll' }, { endpoint: 7 }, ...servers] }))).toBe('wss://ws-api-futures.kucoin.com/?token=a&connectId=id-1');
  });

  test('every server that it may lead to is a host that is asked of the user beforehand', () => {
    expect(kucoinFuturesDialect.otherHosts).toContain(new URL(servers[0]?.endpoint ?? '').hostname);
  });

  test.each<[string, unknown]>([
    ['no JSON', '<html>busy</html>'], ['nothing', ''], ['a list', []], ['null', 'null'], ['another code', answer({ token: 'a', instanceServers: servers }, '429000')], ['a code of another type', answer({ token: 'a', instanceServers: servers }, 200_000)],
    ['no data', { code: '200000' }], ['no token', answer({ instanceServers: servers })], ['an empty token', answer({ token: '', instanceServers: servers })], ['a token that is no text', answer({ token: 5, instanceServers: servers })],
    ['no servers', answer({ token: 'a' })], ['an empty list of them', answer({ token: 'a', instanceServers: [] })], ['one without an address', answer({ token: 'a', instanceServers: [{}] })], ['an address that is none', answer({ token: 'a', instanceServers: [{ endpoint: 'here' }] })],
  ])('%s is no address', (_name, body) => {
    expect(read(body)).toBeNull();
  });
});

describe('the real client at a local KuCoin futures', () => {
  test('is live with marks, index, funding and last price, to the digit', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM', '1000BONKUSDTM'] });
    const { feed, ticks, state, topic } = follow(kucoinFuturesDialect, venue.api, CALM);
    const bonk = instrument('1000BONKUSDTM');
    feed.want([XBT, LAST, bonk]);
    await eventually('subscribed', () => venue.clients()[0]?.topics.size === 3);
    expect(venue.heard.filter(({ text }) => !text.includes('ping')).map(({ text }) => text)).toEqual([
      '{"id":"1","type":"subscribe","topic":"/contract/instrument:XBTUSDTM","privateChannel":false,"response":true}',
      '{"id":"2","type":"subscribe","topic":"/contractMarket/snapshot:XBTUSDTM","privateChannel":false,"response":true}',
      '{"id":"3","type":"subscribe","topic":"/contract/instrument:1000BONKUSDTM","privateChannel":false,"response":true}',
    ]);
    expect(state()).toBe('open');
    venue.marks('XBTUSDTM', `{"markPrice":60402.1234567890123,"indexPrice":60401.50,"granularity":1000,"timestamp":${AT}}`);
    venue.funding('XBTUSDTM', { granularity: 60_000, fundingRate: -7.6e-7, timestamp: AT });
    venue.funding('XBTUSDTM', { granularity: 28_800_000, fundingRate: 0.5, timestamp: AT });
    venue.last('XBTUSDTM', '{"symbol":"XBTUSDTM","volume":1,"lastPrice":60400.10,"ts":1790000000123456789}');
    await eventually('one of two', () => topic(XBT) === 'live' && topic(LAST) === 'live');
    expect(state()).toBe('open');
    venue.marks('1000BONKUSDTM', `{"markPrice":3.92e-06,"indexPrice":3.91e-06,"timestamp":${AT}}`);
    await eventually('live', () => state() === 'live');
    expect(ticks).toEqual([
      { kind: 'quote', venue: 'kucoin', symbol: 'XBTUSDTM', markPrice: '60402.1234567890123', indexPrice: '60401.5', indexBase: 'BTC', indexQuote: 'USDT', eventAt: AT },
      { kind: 'quote', venue: 'kucoin', symbol: 'XBTUSDTM', fundingRate: '-0.00000076', eventAt: AT },
      { kind: 'quote', venue: 'kucoin', symbol: 'XBTUSDTM', lastPrice: '60400.1', eventAt: AT + 123 },
      { kind: 'quote', venue: 'kucoin', symbol: '1000BONKUSDTM', markPrice: '0.00000392', indexPrice: '0.00000391', indexBase: 'BONK', indexQuote: 'USDT', indexMultiplier: '1000', eventAt: AT },
    ]);
    expect(feed.health()).toMatchObject({ malformed: 0, gaps: 0, lastError: null });
  });

  test('asks for nothing before the welcome', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'], welcomeAfterMs: 120 });
    const { feed, state } = follow(kucoinFuturesDialect, venue.api, CALM);
    feed.want([XBT]);
    await eventually('the request', () => venue.requests().length === 1);
    expect((venue.heard[0]?.at ?? 0) - (venue.connectedAt[0] ?? 0)).toBeGreaterThan(100);
    venue.marks('XBTUSDTM', { markPrice: 1 });
    await eventually('live', () => state() === 'live');
    expect(feed.health()).toMatchObject({ reconnects: 0, lastError: null });
  });

  test('a venue that never bids it welcome is left', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'], welcomeAfterMs: 60_000 });
    const { feed } = follow(kucoinFuturesDialect, venue.api, CALM);
    feed.want([XBT]);
    await eventually('a second connection', () => venue.connectedAt.length === 2);
    expect(venue.heard).toEqual([]);
    expect(feed.health().lastError).toBe('the handshake took too long');
  });

  test('a new token and a new name for every connection; everything is asked for again', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'] });
    const { feed, states } = follow(kucoinFuturesDialect, venue.api, CALM);
    feed.want([XBT]);
    const paths: string[] = [];
    const speaking = setInterval(() => venue.marks('XBTUSDTM', { markPrice: 60402 }), 20);
    for (const times of [1, 2, 3]) {
      await eventually('live', () => states.filter((each) => each === 'live').length === times);
      paths.push(venue.clients()[0]?.path ?? '');
      venue.cut();
    }
    clearInterval(speaking);
    const queries = paths.map((path) => new URL(path, 'ws://kucoin').searchParams);
    expect(queries.map((query) => query.get('token'))).toEqual(['token-1=/+', 'token-2=/+', 'token-3=/+']);
    expect(new Set(queries.map((query) => query.get('connectId'))).size).toBe(3);
    expect(venue.requests().slice(0, 3).map(({ client, topic }) => [client, topic])).toEqual([[1, XBT], [2, XBT], [3, XBT]]);
    const stolen = await streamClient(venue.url + (paths[0] ?? ''));
    await eventually('a token that was used is refused', () => stolen.closed() !== null);
  });

  test('a connection whose token is over is replaced with a new token', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'] });
    const { feed, state, states } = follow(kucoinFuturesDialect, venue.api, CALM);
    feed.want([XBT]);
    await eventually('subscribed', () => venue.clients()[0]?.topics.size === 1);
    venue.expire();
    await eventually('subscribed anew', () => venue.tokensAsked() === 2 && venue.clients()[0]?.topics.size === 1);
    expect(feed.health().lastError).toBe('token is expired (1000)');
    expect(states).not.toContain('live');
    venue.marks('XBTUSDTM', { markPrice: 60402 });
    await eventually('live', () => state() === 'live');
  });

  test('pings in its own words, often enough for a venue that cuts who does not', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'], pingWithinMs: 250 });
    const [pinging, mute] = [follow(kucoinFuturesDialect, venue.api, CALM), follow(kucoinFuturesDialect, venue.api, { limits: { ...CALM.limits, pingMs: 60_000 } })];
    pinging.feed.want([XBT]);
    mute.feed.want([XBT]);
    await eventually('one that does not ping is cut', () => mute.feed.health().reconnects > 1);
    expect(mute.feed.health().lastError).toBe('idle (1000)');
    expect(pinging.feed.health()).toMatchObject({ reconnects: 0, lastError: null });
    expect(pinging.feed.health().roundTripMs).not.toBeNull();
    expect(venue.heard.find(({ text }) => text.includes('ping'))?.text).toBe('{"id":"ping-1","type":"ping"}');
  });

  test('an unknown contract is refused with the venue’s words, and the others live', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'] });
    const { feed, topic, state } = follow(QUICK, venue.api, CALM);
    feed.want([XBT, GONE]);
    await eventually('the refusal', () => topic(GONE) === 'refused');
    venue.marks('XBTUSDTM', { markPrice: 60402 });
    await eventually('live', () => state() === 'live');
    expect(feed.health().topics[1]?.reason).toBe(`topic ${GONE} is not found (404)`);
  });

  test('so is one that the words do not name, by the number of its request', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'], refusal: 'bare' });
    const { feed, topic } = follow(QUICK, venue.api, CALM);
    feed.want([GONE, XBT]);
    await eventually('the refusal', () => topic(GONE) === 'refused');
    await eventually('the other', () => venue.clients()[0]?.topics.size === 1);
    expect(topic(XBT)).toBe('pending');
  });

  test('too many requests refuse nothing: it is asked for again', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM', 'ETHUSDTM'], busy: 1 });
    const { feed, state, topic } = follow(QUICK, venue.api);
    feed.want([XBT, ETH]);
    const speaking = setInterval(() => { venue.marks('XBTUSDTM', { markPrice: 1 }); venue.marks('ETHUSDTM', { markPrice: 2 }); }, 20);
    await eventually('the complaint', () => feed.health().lastError === 'exceed max permits per 10 seconds (509)');
    expect(topic(XBT)).not.toBe('refused');
    await eventually('live', () => state() === 'live');
    clearInterval(speaking);
    expect(venue.requests().filter((request) => request.type === 'subscribe' && request.topic === XBT)).toHaveLength(2);
  });

  test('a topic that is acknowledged and silent is stale, never live, whatever else is said', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM', 'ETHUSDTM'], silent: [ETH] });
    const { feed, topic, states } = follow(QUICK, venue.api);
    feed.want([XBT, ETH]);
    const speaking = setInterval(() => {
      venue.marks('XBTUSDTM', { markPrice: 60402 });
      // A funding rate proves nothing of the marks, nor does a trade.
      venue.send(`{"topic":"${ETH}","subject":"funding.rate","data":{"granularity":60000,"fundingRate":0.1,"timestamp":${AT}}}`, { topic: '/contractMarket/execution:ETHUSDTM', subject: 'match', data: {} });
    }, 20);
    await eventually('stale', () => topic(ETH) === 'stale');
    clearInterval(speaking);
    expect(topic(XBT)).toBe('live');
    expect(states).not.toContain('live');
    expect(feed.health().topics[1]?.reason).toBe('no data since it was asked for');
  });

  test('a message that comes twice changes nothing; what is missing in one is not taken from another', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM'] });
    const { feed, ticks, state } = follow(QUICK, venue.api, CALM);
    feed.want([XBT]);
    await eventually('subscribed', () => venue.clients()[0]?.topics.size === 1);
    for (const _time of [1, 2]) venue.marks('XBTUSDTM', { markPrice: 60402, indexPrice: 60401, timestamp: AT });
    venue.marks('XBTUSDTM', { markPrice: 60403, timestamp: AT + 1000 });
    await eventually('the ticks', () => ticks.length === 3);
    expect(ticks[1]).toEqual(ticks[0]);
    expect(ticks[2]).toEqual({ kind: 'quote', venue: 'kucoin', symbol: 'XBTUSDTM', markPrice: '60403', eventAt: AT + 1000 });
    expect(state()).toBe('live');
    expect(feed.health().gaps).toBe(0);
  });

  test('a price that can be none is said to be bad, a frame that cannot be read is counted, and what is wanted no more is left', async () => {
    const venue = await startKucoin({ contracts: ['XBTUSDTM', 'ETHUSDTM'] });
    const { feed, ticks, state } = follow(QUICK, venue.api, CALM);
    feed.want([XBT, ETH]);
    await eventually('both', () => venue.clients()[0]?.topics.size === 2);
    feed.want([XBT]);
    await eventually('one', () => venue.clients()[0]?.topics.size === 1);
    venue.marks('XBTUSDTM', { markPrice: {} });
    venue.marks('XBTUSDTM', `{"markPrice":0E-8,"indexPrice":60401.5,"timestamp":${AT}}`);
    await eventually('live', () => state() === 'live');
    expect(feed.health().malformed).toBe(1);
    expect(ticks).toEqual([{ kind: 'quote', venue: 'kucoin', symbol: 'XBTUSDTM', indexPrice: '60401.5', indexBase: 'BTC', indexQuote: 'USDT', eventAt: AT, bad: ['markPrice'] }]);
  });
});
