import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { binanceCoinmDialect } from '../../../../src-main/feeds/binance-coinm/dialect.ts';
import { dialectOfRecording } from '../../../../src-main/feeds/dialects.ts';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { binanceMark, binanceTicker, startBinance } from '../../../support/venues/binance.ts';

const contract = (symbol: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100', ...more }) as Instrument;
const wanted = (instruments: readonly Instrument[], assets: readonly string[] = [], valuationCurrency = 'USD'): Wanted => ({ instruments, assets, valuationCurrency });
const [MARK, INDEX, TICKER] = ['btcusd_perp@markPrice@1s', 'btcusd@indexPrice@1s', 'btcusd_perp@ticker'];
const AT = 1_790_000_000_000;
const indexFrame = (pair: string, price: string): object => ({ e: 'indexPriceUpdate', E: AT, i: pair, p: price });

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[]]>([
    ['nothing for nobody', wanted([]), []],
    ['mark, index and last price of a contract', wanted([contract('BTCUSD_PERP')], ['BTC']), [MARK, INDEX, TICKER]],
    ['one index for all contracts of a pair', wanted([contract('BTCUSD_PERP'), contract('BTCUSD_270326', { kind: 'future' })]), [MARK, 'btcusd_270326@markPrice@1s', INDEX, TICKER, 'btcusd_270326@ticker']],
    ['the index of collateral on which there is a contract', wanted([], ['BTC', 'ETH', 'USDT', 'PEPE', 'USD', 'constructor']), [INDEX, 'ethusd@indexPrice@1s']],
    ['the index of a contract’s pair, whatever else is listed', wanted([contract('PEPEUSD_PERP')]), ['pepeusd_perp@markPrice@1s', 'pepeusd@indexPrice@1s', 'pepeusd_perp@ticker']],
    ['no index of collateral in a currency that this market does not know', wanted([], ['BTC'], 'USDT'), []],
    ['nothing for what other streams serve', wanted([contract('BTCUSDT', { settlement: 'linear' }), contract('BTC-270326-60000-C', { kind: 'option' }), contract('BTCUSD_PERP', { settlement: 'linear' }), contract('BTCUSD_PERP', { kind: 'spot' }), contract('XBTUSD')]), []],
  ])('%s', (_name, want, topics) => {
    expect(binanceCoinmDialect.topicsFor(want)).toEqual(topics);
  });

  test('a ticker may be slow, and marks and indices may not', () => {
    expect([MARK, INDEX, TICKER].map((topic) => binanceCoinmDialect.cadenceOf?.(topic))).toEqual([1000, 1000, 60_000]);
  });

  test('a recording of this market is told from one of USD-M by its frames', () => {
    expect(dialectOfRecording('wss://dstream.binance.com/stream?streams=a', [JSON.stringify(binanceMark('BTCUSD_PERP', '1'))])?.id).toBe('binance-coinm');
    expect(dialectOfRecording(null, [JSON.stringify(binanceMark('BTCUSD_PERP', '1'))])?.id).toBe('binance-coinm');
    expect(dialectOfRecording(null, [JSON.stringify(binanceMark('BTCUSDT', '1'))])?.id).toBe('binance-usdm');
  });
});

describe('the real client at a local Binance COIN-M', () => {
  test('is live with mark, index, funding and last price, to the digit', async () => {
    const venue = await startBinance({ market: 'coinm' });
    const { feed, ticks, state } = follow(binanceCoinmDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([MARK, INDEX, TICKER]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(MARK, binanceMark('BTCUSD_PERP', '59012.56007222', { P: '58896.00503145', r: '0.00073689', T: AT + 5000 }));
    venue.speak(TICKER, binanceTicker('BTCUSD_PERP', '59011.1'));
    expect(state()).not.toBe('live');
    venue.speak(INDEX, indexFrame('BTCUSD', '58999.39675000'));
    await eventually('live', () => state() === 'live');
    expect(ticks).toEqual([
      { kind: 'quote', venue: 'binance-coinm', symbol: 'BTCUSD_PERP', markPrice: '59012.56007222', fundingRate: '0.00073689', nextFundingAt: AT + 5000, eventAt: AT },
      { kind: 'quote', venue: 'binance-coinm', symbol: 'BTCUSD_PERP', lastPrice: '59011.1', eventAt: AT },
      { kind: 'index', venue: 'binance-coinm', base: 'BTC', quote: 'USD', indexPrice: '58999.39675000', eventAt: AT },
    ]);
  });

  test('wrapped frames are the same frames', async () => {
    const venue = await startBinance({ market: 'coinm' });
    const { feed, marks } = follow(binanceCoinmDialect, `${venue.url}/stream`, { limits: { staleMs: 60_000 } });
    feed.want([MARK]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(MARK, binanceMark('BTCUSD_PERP', '7.5'));
    await eventually('the price', () => marks().length === 1);
    expect(marks()).toEqual(['7.5']);
  });

  test('an index that is acknowledged and silent is stale, and the mark beside it lives', async () => {
    const venue = await startBinance({ market: 'coinm', silent: [INDEX] });
    const { feed, topic, state } = follow(binanceCoinmDialect, venue.streamUrl);
    feed.want([MARK, INDEX]);
    await eventually('the request', () => venue.requests.length === 1);
    const speaking = setInterval(() => venue.speak(MARK, binanceMark('BTCUSD_PERP', '1')), 20);
    await eventually('it is stale', () => topic(INDEX) === 'stale');
    clearInterval(speaking);
    expect(topic(MARK)).toBe('live');
    expect(state()).toBe('stale');
  });

  test('one stream that is refused is named; the others live', async () => {
    const bad = 'badusd_perp@markPrice@1s';
    const venue = await startBinance({ market: 'coinm', refused: [bad] });
    const { feed, topic, state } = follow(binanceCoinmDialect, venue.streamUrl, { limits: { staleMs: 60_000, firstDataMs: 60_000 } });
    feed.want([bad, MARK]);
    await eventually('the refusal', () => topic(bad) === 'refused');
    await eventually('the other is granted', () => venue.clients()[0]?.topics.has(MARK) === true);
    venue.speak(MARK, binanceMark('BTCUSD_PERP', '1'));
    await eventually('live', () => state() === 'live');
  });

  test('after a cut nothing is live until it speaks again; the same frame twice changes nothing', async () => {
    const venue = await startBinance({ market: 'coinm' });
    const { feed, state, topic, ticks } = follow(binanceCoinmDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([INDEX]);
    await eventually('the request', () => venue.requests.length === 1);
    for (const price of ['1', '1']) venue.speak(INDEX, indexFrame('BTCUSD', price));
    await eventually('live', () => state() === 'live' && ticks.length === 2);
    expect(ticks[1]).toEqual(ticks[0]);
    venue.cut();
    await eventually('asked for anew', () => venue.requests.some(({ client }) => client === 2));
    expect(topic(INDEX)).toBe('pending');
    venue.speak(INDEX, indexFrame('BTCUSD', '2'));
    await eventually('live again', () => state() === 'live');
    expect(ticks.at(-1)).toMatchObject({ indexPrice: '2' });
  });
});
