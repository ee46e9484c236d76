import { expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { createPegWatch, type Depeg } from '../../../src-main/hub/depeg.ts';
import { text } from './support/riskyAccount.ts';

const index = (venue: string, base: string, quote: string, price: string): Tick => ({ kind: 'index', venue, base, quote, indexPrice: text(price), eventAt: null });
const said = (depegs: readonly Depeg[]): readonly string[] => depegs.map(({ asset, low, high, quote }) => `${asset} ${low.price} ${low.venue}, ${high.price} ${high.venue} in ${quote}`);

test('two venues more than 2 % apart in the same currency are told, with both prices', () => {
  const watch = createPegWatch();
  watch.observe([index('okx', 'USDE', 'USDT', '0.98'), index('binance-usdm', 'USDE', 'USDT', '0.65')], 0);
  expect(said(watch.apart(['USDE', 'BTC'], [], 1000))).toEqual(['USDE 0.65 binance-usdm, 0.98 okx in USDT']);
});

test('up to 2 % is a spread; a notice that stands is kept until they are within 1.5 %', () => {
  const watch = createPegWatch();
  const apartAt = (price: string, now: number): boolean => {
    watch.observe([index('a', 'BTC', 'USD', price), index('b', 'BTC', 'USD', '100')], now);
    return watch.apart(['BTC'], [], now).length > 0;
  };
  expect([apartAt('98', 0), apartAt('97.9', 1), apartAt('98.3', 2), apartAt('98.6', 3), apartAt('98.1', 4)]).toEqual([false, true, true, false, false]);
});

test('other currencies are not compared with each other', () => {
  const watch = createPegWatch();
  watch.observe([index('a', 'BTC', 'USD', '100'), index('b', 'BTC', 'EUR', '90')], 0);
  expect(watch.apart(['BTC'], [], 0)).toEqual([]);
});

test('a stablecoin is compared with its currency where a venue quotes it in dollars', () => {
  const watch = createPegWatch();
  watch.observe([index('deribit', 'USDC', 'USD', '0.9')], 0);
  expect(said(watch.apart(['USDC'], ['USDC'], 0))).toEqual(['USDC 0.9 deribit, 1 its peg in USD']);
  expect(watch.apart(['USDC'], [], 0)).toEqual([]);
});

test('a price older than a minute says nothing any more', () => {
  const watch = createPegWatch();
  watch.observe([index('a', 'BTC', 'USD', '50')], 0);
  watch.observe([index('b', 'BTC', 'USD', '100')], 60_000);
  expect(watch.apart(['BTC'], [], 60_000)).toHaveLength(1);
  expect(watch.apart(['BTC'], [], 60_001)).toEqual([]);
});

test('a price per a thousand units is compared with none', () => {
  const watch = createPegWatch();
  watch.observe([{ kind: 'quote', venue: 'a', symbol: '1000SHIBUSDT', indexPrice: text('0.02'), indexBase: 'SHIB', indexQuote: 'USDT', indexMultiplier: text('1000'), eventAt: null }, index('b', 'SHIB', 'USDT', '0.00002')], 0);
  expect(watch.apart(['SHIB'], [], 0)).toEqual([]);
});
