import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DailyClose } from '#shared/domain/dailyClose.ts';
import { isPriceText } from '#shared/num/units.ts';
import { dailyReturns, jointReturns, type Returns } from '#shared/scenario/risk/dailyReturns.ts';
import { FILTER_START, filteredMoves, historicalMoves } from '#shared/scenario/risk/historicalMoves.ts';
import { DAILY_LAMBDA, LEAST_RETURNS, measuredMarket } from '#shared/scenario/risk/measuredMarket.ts';

const close = (asset: string, currency: string, day: number, value: number): DailyClose => {
  const price = value.toFixed(10);
  if (!isPriceText(price)) throw new Error(`${price} is no price`);
  return { asset, currency, day, price };
};
const daily = (...values: readonly number[]): Returns => new Map(values.map((value, day) => [day, value]));
const number = fc.integer({ min: -2000, max: 2000 }).map((own) => own / 10_000);
const series = fc.array(number, { minLength: LEAST_RETURNS, maxLength: 80 });

describe('daily returns', () => {
  test('are logarithms of closes of one day and the next; a gap has none', () => {
    const found = dailyReturns([close('BTC', 'USDT', 4, 110), close('BTC', 'USDT', 3, 100), close('BTC', 'USDT', 6, 90), close('BTC', 'USDT', 7, 99)], 'BTC', 'USDT');
    expect([...found.keys()]).toEqual([4, 7]);
    expect(found.get(4)).toBeCloseTo(Math.log(1.1), 12);
    expect(found.get(7)).toBeCloseTo(Math.log(1.1), 12);
  });

  test('are converted at the closes of the currency on their own days; without one there is none', () => {
    const usd = [close('BTC', 'USD', 1, 100), close('BTC', 'USD', 2, 110), close('BTC', 'USD', 3, 120)];
    expect(dailyReturns(usd, 'BTC', 'USDT').size).toBe(0);
    const found = dailyReturns([...usd, close('USDT', 'USD', 1, 1), close('USDT', 'USD', 2, 0.5)], 'BTC', 'USDT');
    expect([...found]).toEqual([[2, expect.closeTo(Math.log(2.2), 12)]]);
  });

  test('the direct one comes first, and none is from a price of one currency to that of another', () => {
    const found = dailyReturns([close('BTC', 'USDT', 1, 100), close('BTC', 'USDT', 2, 101), close('BTC', 'USD', 1, 100), close('BTC', 'USD', 2, 150), close('BTC', 'USD', 3, 150), close('USDT', 'USD', 1, 1), close('USDT', 'USD', 2, 1), close('USDT', 'USD', 3, 1)], 'BTC', 'USDT');
    expect([...found]).toEqual([[2, expect.closeTo(Math.log(1.01), 12)], [3, 0]]);
  });

  test('joint ones are of the days that all have; the others are counted', () => {
    expect(jointReturns([new Map([[1, 0.1], [2, 0.2], [4, 0.4]]), new Map([[2, -0.2], [3, -0.3], [4, -0.4]])])).toEqual({ days: [2, 4], rows: [[0.2, -0.2], [0.4, -0.4]], partial: 2 });
  });
});

describe('a measured market', () => {
  test('the sample of ± 2 % in turns has a σ of 2 % · √(n / (n − 1)), and moves of the opposite sign a correlation of −1', () => {
    const turns = Array.from({ length: 40 }, (_, day) => (day % 2 === 0 ? 0.02 : -0.02));
    const market = measuredMarket(new Map([['BTC', daily(...turns)], ['ETH', daily(...turns.map((own) => -2 * own))]]), 'sample');
    expect(market.sigmas[0]).toBeCloseTo(0.02 * Math.sqrt(40 / 39), 12);
    expect(market.sigmas[1]).toBeCloseTo(0.04 * Math.sqrt(40 / 39), 12);
    expect(market.correlation[0]?.[1]).toBeCloseTo(-1, 12);
    expect(market.span).toEqual({ fewest: 40, most: 40, first: 0, last: 39 });
  });

  test('exponential weights follow a change that a sample hardly sees', () => {
    const changed = daily(...Array.from({ length: 200 }, (_, day) => (day % 2 === 0 ? 1 : -1) * (day < 170 ? 0.01 : 0.05)));
    const [ewma, sample] = (['ewma', 'sample'] as const).map((method) => measuredMarket(new Map([['BTC', changed]]), method).sigmas[0] ?? 0);
    const weight = DAILY_LAMBDA ** 30;
    expect(ewma).toBeCloseTo(Math.sqrt((1 - weight) * 0.05 ** 2 + weight * 0.01 ** 2), 10);
    expect(sample).toBeLessThan(0.03);
  });

  test('an asset with too few returns, or with none that moves, is not measured and named; a pair with too few days in common has no correlation', () => {
    const many = Array.from({ length: 60 }, (_, day) => Math.sin(day));
    const market = measuredMarket(new Map([['BTC', daily(...many)], ['NEW', daily(...many.slice(0, LEAST_RETURNS - 1))], ['PEG', daily(...many.map(() => 0))], ['LATE', new Map(many.slice(0, 40).map((own, day) => [day + 50, own]))]]), 'sample');
    expect(market.assets).toEqual(['BTC', 'LATE']);
    expect(market.kept).toEqual([{ asset: 'NEW', returns: LEAST_RETURNS - 1 }, { asset: 'PEG', returns: 60 }]);
    expect(market.correlation).toEqual([[1, null], [null, 1]]);
    expect(market.span).toEqual({ fewest: 40, most: 60, first: 0, last: 89 });
    expect(measuredMarket(new Map([['NEW', daily(0.1)]]), 'ewma')).toMatchObject({ assets: [], span: null, shrinkage: null });
  });

  test('shrinking brings every correlation nearer to 0 by one weight, and leaves σ as it is', () => fc.assert(fc.property(series, fc.array(number, { minLength: 80, maxLength: 80 }), fc.array(number, { minLength: 80, maxLength: 80 }), (one, two, three) => {
    const returns = new Map([['A', daily(...one)], ['B', daily(...two)], ['C', daily(...three)]]);
    const [shrunk, sample] = [measuredMarket(returns, 'shrinkage'), measuredMarket(returns, 'sample')];
    fc.pre(sample.assets.length === 3 && shrunk.shrinkage !== null);
    expect(shrunk.sigmas).toEqual(sample.sigmas);
    expect(shrunk.shrinkage).toBeGreaterThanOrEqual(0);
    expect(shrunk.shrinkage).toBeLessThanOrEqual(1);
    for (const [row, column] of [[0, 1], [0, 2], [1, 2]] as const) expect(shrunk.correlation[row]?.[column]).toBeCloseTo((sample.correlation[row]?.[column] ?? Number.NaN) * (1 - (shrunk.shrinkage ?? Number.NaN)), 12);
  })));

  test('correlations are symmetric and within ± 1, whatever the returns', () => fc.assert(fc.property(fc.array(series, { minLength: 1, maxLength: 4 }), fc.constantFrom('ewma', 'sample', 'shrinkage'), (all, method) => {
    const { correlation, sigmas } = measuredMarket(new Map(all.map((own, place) => [`A${place}`, daily(...own)])), method);
    expect(sigmas.every((own) => own > 0 && Number.isFinite(own))).toBe(true);
    for (const [row, own] of correlation.entries()) {
      for (const [column, value] of own.entries()) {
        expect(value).toBe(correlation[column]?.[row]);
        expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(1);
      }
    }
  })));
});

describe('moves of the past', () => {
  test('are those of the prices', () => {
    expect(historicalMoves([[Math.log(0.8), Math.log(1.25)]])).toEqual([[expect.closeTo(-0.2, 12), expect.closeTo(0.25, 12)]]);
  });

  test('restated, days of one volatility stay as they are but for those that set the filter up', () => {
    const rows = Array.from({ length: 100 }, (_, day) => [day % 2 === 0 ? 0.02 : -0.02]);
    const moves = filteredMoves(rows, DAILY_LAMBDA);
    expect(moves).toHaveLength(100 - FILTER_START);
    for (const [day, [move]] of moves.entries()) expect(move).toBeCloseTo(Math.expm1((day + FILTER_START) % 2 === 0 ? 0.02 : -0.02), 12);
  });

  test('restated, calm days are as large as those of a market that is wild now, and none falls by all of a price', () => {
    const rows = Array.from({ length: 200 }, (_, day) => [(day % 2 === 0 ? 1 : -1) * (day < 150 ? 0.01 : 0.4)]);
    const moves = filteredMoves(rows, DAILY_LAMBDA).map(([move]) => move ?? 0);
    // Those of the calm days: a fall of 1 % at a deviation of 1 %, at one of nearly 40 %.
    expect(moves[1]).toBeLessThan(-0.3);
    expect(Math.min(...moves)).toBeGreaterThan(-1);
  });
});
