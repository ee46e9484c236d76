import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { black76 } from '#shared/scenario/pricing/black76.ts';
import { impliedVolatility, type Quoted } from '#shared/scenario/pricing/impliedVolatility.ts';

const call: Quoted = { sign: 1, forward: 50_000, strike: 45_000, years: 0.0822, rate: 0.05, price: 6000 };

describe('implied volatility', () => {
  test('is the volatility that the price was made with', () => fc.assert(fc.property(
    fc.constantFrom(1 as const, -1 as const), fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: 0.003, max: 2, noNaN: true }),
    fc.double({ min: 0.05, max: 3, noNaN: true }), fc.double({ min: -0.05, max: 0.15, noNaN: true }),
    (sign, moneyness, years, volatility, rate) => {
      const strike = 50_000 * moneyness;
      const { price, vega } = black76({ sign, strike, years, volatility }, 50_000, rate);
      const found = impliedVolatility({ sign, forward: 50_000, strike, years, rate, price });
      if (found.volatility === null || (vega ?? 0) < 1e-3) return;
      expect(black76({ sign, strike, years, volatility: found.volatility }, 50_000, rate).price).toBeCloseTo(price, 7);
      if (found.status === 'ok') expect(found.volatility).toBeCloseTo(volatility, 6);
    },
  )));

  test.each([
    ['below_intrinsic', { price: 4900 }], ['above_max', { price: 50_100 }], ['at_max', { price: 50_000 * Math.exp(-0.05 * 0.0822) }],
    ['expired', { years: 0 }], ['expired', { years: -1 }], ['negative_price', { price: -1 }], ['nan_price', { price: null }], ['nan_price', { price: Number.NaN }],
  ] as const)('says %s of %o instead of a clamped figure', (status, change) => expect(impliedVolatility({ ...call, ...change })).toEqual({ status, volatility: null }));

  test('is 0 for the intrinsic value itself', () => {
    expect(impliedVolatility({ ...call, price: 5000 * Math.exp(-0.05 * 0.0822) })).toEqual({ status: 'at_intrinsic', volatility: 0 });
    expect(impliedVolatility({ ...call, strike: 55_000, price: 0 })).toEqual({ status: 'at_intrinsic', volatility: 0 });
  });

  test('is found, and called ill-conditioned, where the price hardly depends on it', () => {
    const { price } = black76({ sign: 1, strike: 60_000, years: 1 / 365, volatility: 0.5 }, 50_000);
    expect(price).toBeLessThan(1e-9 * 50_000);
    const found = impliedVolatility({ sign: 1, forward: 50_000, strike: 60_000, years: 1 / 365, rate: 0, price });
    expect(found.status).toBe('ill_conditioned');
    expect(found.volatility).toBeCloseTo(0.5, 6);
  });
});
