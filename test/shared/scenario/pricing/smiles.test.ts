import { describe, expect, test } from 'vitest';
import { openShare, settlementForward } from '#shared/scenario/pricing/settlement.ts';
import { sviMoneyness, sviVolatility } from '#shared/scenario/pricing/svi.ts';

const FIT = { a: 0.01, b: 0.01, rho: -0.04, m: 0.03, sigma: 0.05, forward: 2000, years: 0.03287671232 };

describe('SVI', () => {
  test('is held where the fit ends: strikes farther out have the volatility of its edge', () => {
    expect(sviMoneyness(FIT, 2_000_000)).toBeCloseTo(0.409878, 6);
    expect(sviVolatility(FIT, 2_000_000)).toBe(sviVolatility(FIT, 20_000_000));
    expect(sviVolatility(FIT, 2000)).toBeLessThan(sviVolatility(FIT, 2_000_000));
  });

  test('a fit without variance is refused with what it gives', () => {
    expect(() => sviVolatility({ ...FIT, a: -1 }, 2000)).toThrow(/total variance/);
    expect(() => sviVolatility({ ...FIT, years: 0 }, 2000)).toThrow(/over 0 years/);
  });
});

describe('the averaging window', () => {
  test('what still moves shrinks from all to nothing, and its two parts are the expected settlement', () => {
    expect([-5, 0, 15, 30, 40].map((elapsed) => openShare({ length: 30, elapsed }))).toEqual([1, 1, 0.5, 0, 0]);
    expect(settlementForward({ length: 30, elapsed: 15 }, 100, 110)).toEqual({ fixed: 50, open: 55 });
    expect(settlementForward({ length: 30, elapsed: 0 }, 0, 110)).toEqual({ fixed: 0, open: 110 });
  });
});
