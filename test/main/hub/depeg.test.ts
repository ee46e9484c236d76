import { expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { createPegWatch, type Depeg } from '../../../src-main/hub/depeg.ts';
import { text } from './support/riskyAccount.ts';

const index = (venue: string, base: string, quote: string, price: string): Tick => ({ kind: 'index', venue, base, quote, indexPrice: text(price), eventAt: null });
const said = (depegs: readonly Depeg[]): readonly string[] => depegs.map(({ asset, low, high }) => `${asset} ${low.price} ${low.venue}, ${high.price} ${high.venue}`);

test('two venues more than 2 % apart in the same currency are told, with both prices', () => {
  const watch = createPegWatch();
  watch.observe([index('okx', 'USDE', 'USDT', '0.98'), index('binance-usdm', 'USDE', 'USDT', '0.65')], 0);
  expect(said(watch.apart(['USDE', 'BTC'], ['USDT'], 1000))).toEqual(['USDE 0.65 USDT binance-usdm, 0.98 USDT okx']);
});

test('up to 2 % is a spread; a notice that stands is kept until they are within 1.5 %', () => {
  const watch = createPegWatch();
  const apartAt = (price: string, now: number): boolean => {
    watch.observe([index('a', 'BTC', 'USD', price), index('b', 'BTC', 'USD', '100')], now);
    return watch.apart(['BTC'], [], now).length > 0;
  };
  expect([apartAt('98', 0), apartAt('97.9', 1), apartAt('98.3', 2), apartAt('98.6', 3), apartAt('98.1', 4)]).toEqual([false, true, true, false, false]);
});

test('prices in other currencies are compared in dollars: the same coin cheaper in USDT than in dollars is apart, whichever of the two is off', () => {
  const watch = createPegWatch();
  watch.observe([index('binance-usdm', 'BTC', 'USDT', '100000'), index('coinbase', 'BTC', 'USD', '80000')], 0);
  expect(said(watch.apart(['BTC'], ['USDT'], 0))).toEqual(['BTC 80000 USD coinbase, 100000 USDT binance-usdm']);
  watch.observe([index('coinbase', 'USDT', 'USD', '0.8')], 0);
  expect(watch.apart(['BTC'], ['USDT'], 0)).toEqual([]);
  expect(said(watch.apart(['USDT'], ['USDT'], 0))).toEqual(['USDT 0.8 USD coinbase, 1 USD its peg']);
});

test('a currency that nobody values in dollars is compared with none', () => {
  const watch = createPegWatch();
  watch.observe([index('a', 'BTC', 'USD', '100'), index('b', 'BTC', 'EUR', '90')], 0);
  expect(watch.apart(['BTC'], [], 0)).toEqual([]);
});

test('a stablecoin is compared with its dollar, also where it is quoted in another stablecoin alone', () => {
  const watch = createPegWatch();
  watch.observe([index('deribit', 'USDC', 'USD', '0.9'), index('binance-usdm', 'USDE', 'USDT', '0.65')], 0);
  expect(said(watch.apart(['USDC', 'USDE'], ['USDC', 'USDT', 'USDE'], 0))).toEqual(['USDC 0.9 USD deribit, 1 USD its peg', 'USDE 0.65 USDT binance-usdm, 1 USD its peg']);
  expect(createPegWatch().apart(['USDC'], ['USDC'], 0)).toEqual([]);
});

test('silence neither raises nor clears: an old price is compared with none, and a notice that stands goes on', () => {
  const watch = createPegWatch();
  watch.observe([index('a', 'BTC', 'USD', '50')], 0);
  watch.observe([index('b', 'BTC', 'USD', '100')], 130_001);
  expect(watch.apart(['BTC'], [], 130_001)).toEqual([]);
  watch.observe([index('a', 'BTC', 'USD', '50')], 131_000);
  expect(watch.apart(['BTC'], [], 131_000)).toHaveLength(1);
  expect(watch.apart(['BTC'], [], 900_000)).toHaveLength(1);
  watch.observe([index('a', 'BTC', 'USD', '100'), index('b', 'BTC', 'USD', '100')], 900_000);
  expect(watch.apart(['BTC'], [], 900_000)).toEqual([]);
});

test('a price per a thousand units is compared with none', () => {
  const watch = createPegWatch();
  watch.observe([{ kind: 'quote', venue: 'a', symbol: '1000SHIBUSDT', indexPrice: text('0.02'), indexBase: 'SHIB', indexQuote: 'USDT', indexMultiplier: text('1000'), eventAt: null }, index('b', 'SHIB', 'USDT', '0.00002')], 0);
  expect(watch.apart(['SHIB'], [], 0)).toEqual([]);
});
