import { describe, expect, onTestFinished, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { startDemoExchange } from '../../../../src-main/exchange/demoExchange.ts';
import { binanceUsdmDialect } from '../../../../src-main/feeds/binance-usdm/dialect.ts';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { binanceMark, binanceTicker, startBinance } from '../../../support/venues/binance.ts';

const perpetual = (symbol: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'perpetual', settlement: 'linear', base: 'X', quote: 'USDT', settle: 'USDT', contractSize: '1', ...more }) as Instrument;
const wanted = (instruments: readonly Instrument[], assets: readonly string[] = [], valuationCurrency = 'USDT'): Wanted => ({ instruments, assets, valuationCurrency });
const { topicsFor } = binanceUsdmDialect;
const [MARK, TICKER] = ['btcusdt@markPrice@1s', 'btcusdt@ticker'];
const AT = 1_790_000_000_000;

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[]]>([
    ['nothing for nobody', wanted([]), []],
    ['mark and last price of each symbol, marks first', wanted([perpetual('BTCUSDT'), perpetual('ETHUSDT_270326', { kind: 'future' })]), [MARK, 'ethusdt_270326@markPrice@1s', TICKER, 'ethusdt_270326@ticker']],
    ['the index of collateral, with the mark of its symbol', wanted([], ['USDT', 'BTC', 'USDC']), [MARK, 'usdcusdt@markPrice@1s']],
    ['no second index for the base of a held symbol', wanted([perpetual('BTCUSDT')], ['BTC']), [MARK, TICKER]],
    ['an index of its own for the base of a twin in another currency', wanted([perpetual('BTCUSDC', { settle: 'USDC' })], ['BTC', 'USDC']), ['btcusdc@markPrice@1s', MARK, 'usdcusdt@markPrice@1s', 'btcusdc@ticker']],
    ['a multiplied symbol for a coin that has no other', wanted([], ['SHIB', 'BABYDOGE', 'MOG']), ['1000shibusdt@markPrice@1s', '1mbabydogeusdt@markPrice@1s', '1000000mogusdt@markPrice@1s']],
    ['no second index for the coin of a multiplied symbol, however it is named', wanted([perpetual('1000SHIBUSDT')], ['SHIB', '1000SHIB']), ['1000shibusdt@markPrice@1s', '1000shibusdt@ticker']],
    ['indices in dollars from their own stream, and of the quote of what is held', wanted([perpetual('ETHUSDT')], ['ETH', 'USDT', 'BNB', 'USD'], 'USD'), ['ethusdt@markPrice@1s', 'usdtusd@assetIndex', 'bnbusd@assetIndex', 'ethusdt@ticker']],
    ['no index in dollars for the coin of a multiplied symbol, however it is named', wanted([perpetual('1000SHIBUSDT')], ['SHIB', '1000SHIB'], 'USD'), ['1000shibusdt@markPrice@1s', '1000shibusdt@ticker']],
    ['nothing for what other streams serve', wanted([perpetual('BTCUSD_PERP', { settlement: 'inverse' }), perpetual('BTC-270326-60000-C', { kind: 'option' }), ...(['option', 'spot'] as const).map((kind) => perpetual('BTCUSDT', { kind })), perpetual('BTCUSDT', { settlement: 'inverse' })]), []],
    ['nothing that only looks like this market', wanted([perpetual('BTCUSD_PERP')]), []],
    ['a name that is also one of every object', wanted([], ['constructor']), ['constructorusdt@markPrice@1s']],
  ])('%s', (_name, want, topics) => {
    expect(topicsFor(want)).toEqual(topics);
  });

  test('a ticker may be slow, and marks and indices may not', () => {
    expect([MARK, 'usdtusd@assetIndex', TICKER].map((topic) => binanceUsdmDialect.cadenceOf?.(topic))).toEqual([1000, 1000, 60_000]);
  });
});

describe('the real client at a local Binance USD-M', () => {
  test('is live with mark, index, funding, last price and dollar index, to the digit', async () => {
    const venue = await startBinance();
    const { feed, ticks, state } = follow(binanceUsdmDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([MARK, 'usdtusd@assetIndex', TICKER]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(MARK, binanceMark('BTCUSDT', '60418.12345678901234', { i: '60401.50000000', r: '-0.00001000', T: AT + 5000, ap: '1', st: 1 }));
    venue.speak(TICKER, binanceTicker('BTCUSDT', '60410.10'));
    expect(state()).not.toBe('live');
    venue.speak('usdtusd@assetIndex', { e: 'assetIndexUpdate', E: AT, s: 'USDTUSD', i: '0.99987691' });
    await eventually('live', () => state() === 'live');
    expect(ticks).toEqual([
      { kind: 'quote', venue: 'binance-usdm', symbol: 'BTCUSDT', markPrice: '60418.12345678901234', indexPrice: '60401.50000000', indexBase: 'BTC', indexQuote: 'USDT', fundingRate: '-0.00001000', nextFundingAt: AT + 5000, eventAt: AT },
      { kind: 'quote', venue: 'binance-usdm', symbol: 'BTCUSDT', lastPrice: '60410.10', eventAt: AT },
      { kind: 'index', venue: 'binance-usdm', base: 'USDT', quote: 'USD', indexPrice: '0.99987691', eventAt: AT },
    ]);
  });

  test('what is no longer wanted is unsubscribed', async () => {
    const venue = await startBinance();
    const { feed } = follow(binanceUsdmDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([MARK, TICKER]);
    await eventually('both', () => venue.clients()[0]?.topics.size === 2);
    feed.want([MARK]);
    await eventually('one', () => venue.clients()[0]?.topics.size === 1);
    expect(venue.requests.map(({ method, params }) => [method, ...params])).toEqual([['SUBSCRIBE', MARK, TICKER], ['UNSUBSCRIBE', TICKER]]);
  });

  test('on another path everything is acknowledged and nothing is live', async () => {
    const venue = await startBinance();
    const { feed, state, topic } = follow(binanceUsdmDialect, `${venue.url}/public/ws`, { limits: { hopelessMs: 60_000 } });
    feed.want([MARK]);
    await eventually('the ack', () => feed.health().messages === 1);
    venue.speak(MARK, binanceMark('BTCUSDT', '1'));
    await eventually('stale', () => state() === 'stale');
    expect(topic(MARK)).toBe('stale');
    expect(feed.health().topics[0]?.reason).toBe('no data since it was asked for');
  });

  test('a topic that is acknowledged and silent is stale, never live, beside one that speaks', async () => {
    const silent = 'nosuchusdt@markPrice@1s';
    const venue = await startBinance({ silent: [silent] });
    const { feed, topic, states } = follow(binanceUsdmDialect, venue.streamUrl);
    feed.want([MARK, silent]);
    await eventually('the request', () => venue.requests.length === 1);
    const speaking = setInterval(() => { venue.speak(MARK, binanceMark('BTCUSDT', '1')); venue.speak(silent, binanceMark('NOSUCHUSDT', '1')); }, 20);
    await eventually('it is stale', () => topic(silent) === 'stale');
    clearInterval(speaking);
    expect(topic(MARK)).toBe('live');
    expect(states).not.toContain('live');
  });

  test('one stream that is refused is named; the others live', async () => {
    const bad = 'badusdt@markPrice@1s';
    const venue = await startBinance({ refused: [bad] });
    const { feed, topic, state } = follow(binanceUsdmDialect, venue.streamUrl, { limits: { staleMs: 60_000, firstDataMs: 60_000 } });
    feed.want([MARK, bad, 'ethusdt@markPrice@1s', TICKER]);
    await eventually('the refusal', () => topic(bad) === 'refused');
    await eventually('both halves', () => venue.clients()[0]?.topics.size === 3);
    venue.speak(MARK, binanceMark('BTCUSDT', '1'));
    venue.speak('ethusdt@markPrice@1s', binanceMark('ETHUSDT', '2'));
    venue.speak(TICKER, binanceTicker('BTCUSDT', '3'));
    await eventually('live', () => state() === 'live');
    expect(feed.health().topics.find((one) => one.topic === bad)?.reason).toBe(`Invalid request: unknown stream ${bad} (2)`);
  });

  test('too many requests refuses nothing: the topics are asked for again', async () => {
    const venue = await startBinance({ busy: 1 });
    const { feed, topic, state } = follow(binanceUsdmDialect, venue.streamUrl);
    feed.want([MARK]);
    await eventually('it is said', () => feed.health().lastError === 'Too many requests. (-1003)');
    expect(topic(MARK)).toBe('pending');
    await eventually('asked for again', () => venue.clients().some(({ topics }) => topics.has(MARK)));
    venue.speak(MARK, binanceMark('BTCUSDT', '1'));
    await eventually('live', () => state() === 'live');
  });

  test('a thousand topics are asked for in requests that no second holds ten of, and the venue cuts nobody', async () => {
    const venue = await startBinance();
    const { feed } = follow(binanceUsdmDialect, venue.streamUrl, { limits: { staleMs: 60_000, firstDataMs: 60_000 } });
    feed.want(Array.from({ length: 1000 }, (_, at) => `a${at}usdt@markPrice@1s`));
    await eventually('all of them', () => venue.clients()[0]?.topics.size === 1000);
    expect(venue.connectedAt).toHaveLength(1);
    const gaps = venue.requests.slice(1).map(({ at }, index) => at - (venue.requests[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(100);
    expect(binanceUsdmDialect.maxTopics).toBe(200);
  });

  test('the same frame twice changes nothing; a price that is none is said to be, and the feed goes on', async () => {
    const venue = await startBinance();
    const { feed, ticks, state } = follow(binanceUsdmDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([MARK]);
    await eventually('the request', () => venue.requests.length === 1);
    for (const price of ['5', '5', '0.00000000']) venue.speak(MARK, binanceMark('BTCUSDT', price));
    await eventually('all three', () => ticks.length === 3);
    expect(ticks[1]).toEqual(ticks[0]);
    expect(ticks[2]).toEqual({ kind: 'quote', venue: 'binance-usdm', symbol: 'BTCUSDT', bad: ['markPrice'], eventAt: AT });
    expect(feed.health()).toMatchObject({ malformed: 0, gaps: 0, reconnects: 0 });
    expect(state()).toBe('live');
  });

  test('a shutdown that is announced brings a second connection before the first is closed', async () => {
    const venue = await startBinance();
    const { feed, marks, states } = follow(binanceUsdmDialect, venue.streamUrl, { limits: { staleMs: 60_000, successorRetryMs: 0, overlapMs: 5000 } });
    feed.want([MARK, TICKER]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(MARK, binanceMark('BTCUSDT', '1'));
    venue.speak(TICKER, binanceTicker('BTCUSDT', '1'));
    await eventually('live', () => feed.health().state === 'live');
    venue.announceShutdown();
    await eventually('it is said', () => feed.health().planned === 'the server is about to shut down');
    await eventually('both connections ask for the same', () => venue.requests.length === 2 && venue.clients().length === 2);
    venue.speak(MARK, binanceMark('BTCUSDT', '2'));
    venue.speak(TICKER, binanceTicker('BTCUSDT', '2'));
    await eventually('the first is gone', () => venue.clients().length === 1 && venue.clients()[0]?.number === 2);
    venue.speak(MARK, binanceMark('BTCUSDT', '3'));
    await eventually('the price of the second', () => marks().at(-1) === '3');
    expect(states.slice(states.indexOf('live'))).toEqual(['live']);
  });

  test('after the cut of 24 hours nothing is live until it speaks again', async () => {
    const venue = await startBinance();
    const { feed, state, topic, marks } = follow(binanceUsdmDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([MARK]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(MARK, binanceMark('BTCUSDT', '1'));
    await eventually('live', () => state() === 'live');
    venue.expire();
    await eventually('asked for anew', () => venue.requests.some(({ client }) => client === 2));
    expect(topic(MARK)).toBe('pending');
    venue.speak(MARK, binanceMark('BTCUSDT', '2'));
    await eventually('live again', () => state() === 'live');
    expect(marks()).toEqual(['1', '2']);
    expect(feed.health().reconnects).toBe(1);
  });
});

describe('the real client at the demo exchange', () => {
  test('gets all that it asks for', async () => {
    const exchange = await startDemoExchange({ stepMs: 20 });
    onTestFinished(exchange.close);
    const { feed, ticks, state } = follow(binanceUsdmDialect, exchange.url, { limits: { staleMs: 5000 } });
    const topics = topicsFor(wanted([perpetual('ETHUSDT')], ['BTC']));
    feed.want(topics);
    await eventually('live', () => state() === 'live');
    expect(feed.health().topics.map(({ topic }) => topic)).toEqual(['ethusdt@markPrice@1s', MARK, 'ethusdt@ticker']);
    await eventually('the last price', () => ticks.some((tick) => tick.kind === 'quote' && tick.lastPrice !== undefined && tick.symbol === 'ETHUSDT'));
  });
});

describe('the local venue refuses what Binance refuses', () => {
  test.each<[string, string, object]>([
    ['no JSON', '{', { error: { code: 3, msg: expect.stringMatching(/^Invalid JSON/) }, id: null }],
    ['no id', '{"method":"SUBSCRIBE","params":[]}', { error: { code: 2, msg: 'Invalid request: missing field `id`' }, id: null }],
    ['an unknown method', '{"method":"BUY","params":[],"id":1}', { error: { code: 2, msg: 'Invalid request: unknown variant "BUY"' }, id: 1 }],
    ['streams that are no list', '{"method":"SUBSCRIBE","params":"x","id":1}', { error: { code: 1, msg: expect.stringMatching(/^Invalid value type/) }, id: 1 }],
  ])('%s', async (_name, text, answer) => {
    const venue = await startBinance();
    const socket = new WebSocket(venue.streamUrl);
    const answers: unknown[] = [];
    socket.onmessage = ({ data }) => void answers.push(JSON.parse(String(data)));
    socket.onopen = () => socket.send(text);
    await eventually('the answer', () => answers.length === 1);
    socket.close();
    expect(answers).toEqual([answer]);
  });
});
