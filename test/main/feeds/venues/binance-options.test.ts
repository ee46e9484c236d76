import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { binanceOptionsDialect } from '../../../../src-main/feeds/binance-options/dialect.ts';
import { dialectOfRecording } from '../../../../src-main/feeds/dialects.ts';
import type { Wanted } from '../../../../src-main/feeds/feed.ts';
import { eventually } from '../../../support/eventually.ts';
import { follow } from '../../../support/followedFeed.ts';
import { startBinance } from '../../../support/venues/binance.ts';

const option = (symbol: string, more: Partial<Instrument> = {}): Instrument => ({ symbol, kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', ...more }) as Instrument;
const wanted = (...instruments: readonly Instrument[]): Wanted => ({ instruments, assets: ['USDT', 'BTC'], valuationCurrency: 'USDT' });
const [BTC, ETH] = ['btcusdt@optionMarkPrice', 'ethusdt@optionMarkPrice'];
const AT = 1_790_000_000_000;
const CALL = 'BTC-270326-60000-C';
/** A row of a chain, as the venue writes it. */
const row = (symbol: string, mark: string, more: object = {}): object => ({
  s: symbol, mp: mark, E: AT, e: 'markPrice', i: '60401.50000000', P: '0.000', bo: '0.000', ao: '0.000', bq: '0.00', aq: '0.00', b: '-1.0', a: '0.55', hl: '9', ll: '1', vo: '0.525', rf: '0.05',
  d: '0.51', t: '-22.5', g: '0.00003', v: '90.125', ...more,
});

describe('what is asked for', () => {
  test.each<[string, Wanted, readonly string[]]>([
    ['nothing for nobody', wanted(), []],
    ['one stream for all options of an underlying', wanted(option(CALL), option('BTC-270326-60000-P'), option('ETH-261225-3000.5-C')), [BTC, ETH]],
    ['nothing for what other streams serve', wanted(option('BTCUSDT', { kind: 'perpetual' }), option('BTC-27MAR26-60000-C'), option(CALL, { kind: 'future' })), []],
  ])('%s', (_name, want, topics) => {
    expect(binanceOptionsDialect.topicsFor(want)).toEqual(topics);
  });

  test('at most 200 streams of a connection', () => expect(binanceOptionsDialect.maxTopics).toBe(200));

  test('a recording from the host that it shares with USD-M is told by its frames', () => {
    expect(dialectOfRecording('wss://fstream.binance.com/market/stream?streams=btcusdt@optionMarkPrice', [JSON.stringify([row(CALL, '1')])])?.id).toBe('binance-options');
  });
});

describe('the real client at a local Binance options', () => {
  test('is live with mark, index, volatilities and Greeks, to the digit; what nobody quotes is absent', async () => {
    const venue = await startBinance({ market: 'options' });
    const { feed, ticks, state } = follow(binanceOptionsDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(BTC, [row(CALL, '809.784'), row('BTC-270326-60000-P', '0.1234567890123456789', { b: '0.5', d: '-0.49' })]);
    await eventually('live', () => state() === 'live');
    const quote = { kind: 'quote', venue: 'binance-options', indexPrice: '60401.50000000', indexBase: 'BTC', indexQuote: 'USDT', eventAt: AT };
    const greeks = { delta: '0.51', gamma: '0.00003', vega: '90.125', theta: '-22.5' };
    expect(ticks).toEqual([
      { ...quote, symbol: CALL, markPrice: '809.784', option: { markVolatility: '0.525', askVolatility: '0.55', greeks } },
      { ...quote, symbol: 'BTC-270326-60000-P', markPrice: '0.1234567890123456789', option: { markVolatility: '0.525', bidVolatility: '0.5', askVolatility: '0.55', greeks: { ...greeks, delta: '-0.49' } } },
    ]);
  });

  test('a chain of 750 options is one frame; a bad row of it is counted and the others go on', async () => {
    const venue = await startBinance({ market: 'options' });
    const { feed, ticks, state } = follow(binanceOptionsDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(BTC, [...Array.from({ length: 750 }, (_, at) => row(`BTC-270326-${1000 * (at + 1)}-C`, '1.5')), row(CALL, 'none')]);
    await eventually('all of them', () => ticks.length === 750);
    expect(state()).toBe('live');
    expect(feed.health()).toMatchObject({ malformed: 1, reconnects: 0 });
  });

  test('on another path everything is acknowledged and nothing is live', async () => {
    const venue = await startBinance({ market: 'options' });
    const { feed, state } = follow(binanceOptionsDialect, `${venue.url}/public/ws`, { limits: { hopelessMs: 60_000 } });
    feed.want([BTC]);
    await eventually('the ack', () => feed.health().messages === 1);
    venue.speak(BTC, [row(CALL, '1')]);
    await eventually('stale', () => state() === 'stale');
  });

  test('one underlying that is refused is named; an acknowledged and silent one is stale; the third lives', async () => {
    const [bad, silent] = ['badusdt@optionMarkPrice', 'dogeusdt@optionMarkPrice'];
    const venue = await startBinance({ market: 'options', refused: [bad], silent: [silent] });
    const { feed, topic, state } = follow(binanceOptionsDialect, venue.streamUrl);
    feed.want([BTC, bad, silent]);
    const speaking = setInterval(() => venue.speak(BTC, [row(CALL, '1')]), 20);
    await eventually('each as it is', () => topic(bad) === 'refused' && topic(silent) === 'stale' && topic(BTC) === 'live');
    clearInterval(speaking);
    expect(state()).toBe('stale');
  });

  test('a mark of zero is said to be none; after a cut nothing is live until it speaks again', async () => {
    const venue = await startBinance({ market: 'options' });
    const { feed, state, topic, ticks } = follow(binanceOptionsDialect, venue.streamUrl, { limits: { staleMs: 60_000 } });
    feed.want([BTC]);
    await eventually('the request', () => venue.requests.length === 1);
    venue.speak(BTC, [row(CALL, '0.000')]);
    await eventually('live', () => state() === 'live');
    expect(ticks[0]).toMatchObject({ symbol: CALL, indexPrice: '60401.50000000', bad: ['markPrice'] });
    expect(ticks[0]).not.toHaveProperty('markPrice');
    venue.expire();
    await eventually('asked for anew', () => venue.requests.some(({ client }) => client === 2));
    expect(topic(BTC)).toBe('pending');
    venue.speak(BTC, [row(CALL, '2')]);
    await eventually('live again', () => state() === 'live');
  });
});
