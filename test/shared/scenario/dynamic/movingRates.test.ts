import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { antiProcyclical, impliedCoverage, largerDay, liquidityAddOn, volatilityScaled } from '#shared/scenario/dynamic/movingRates.ts';

describe('requirements that move', () => {
  test('a rate follows volatility between its floor and its cap', () => {
    expect([0.1, 0.5, 0.6, 9].map((volatility) => volatilityScaled(0.02, volatility, 0.5, 0.8, 2).multiplier)).toEqual([0.8, 1, 1.2, 2]);
  });

  test('a position that closes within the margin period adds nothing, a larger one no more than the cap', () => {
    const terms = { dailyVolume: 1000, participation: 0.1, marginDays: 2, identifyDays: 0.3, capDays: 8 };
    expect(liquidityAddOn(-100, 500, terms)).toEqual({ liquidationDays: 1.3, effectiveDays: 2, addOn: 0 });
    expect(liquidityAddOn(5000, 500, terms).addOn).toBe(500);
  });

  test('each tool against procyclicality', () => expect(antiProcyclical(100, 200, 120)).toEqual({ buffered: 125, stressWeighted: 125, floored: 120 }));

  test('half a percent at 80 % a year covers 0.12 of a day', () => {
    expect(impliedCoverage(0.005, 0.8 / Math.sqrt(365))).toBeCloseTo(0.119, 3);
    expect(impliedCoverage(0.005, 0)).toBeNull();
  });

  test('anti-procyclicality: never below the floor or the margin, and the stressed weight between the two observations', () => {
    const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(fc.property(amount, amount, amount, (margin, stressed, floor) => {
      const { buffered, stressWeighted, floored } = antiProcyclical(margin, stressed, floor);
      expect(floored).toBeGreaterThanOrEqual(Math.max(floor, margin));
      expect([margin, floor]).toContain(floored);
      expect(buffered).toBeGreaterThanOrEqual(margin);
      expect(stressWeighted).toBeGreaterThanOrEqual(Math.min(margin, stressed) * (1 - 1e-12));
      expect(stressWeighted).toBeLessThanOrEqual(Math.max(margin, stressed) * (1 + 1e-12));
    }));
  });

  test('a higher rate covers more and leaves a smaller chance, a higher σ the other way about', () => {
    const positive = fc.double({ min: 1e-6, max: 1, noNaN: true });
    fc.assert(fc.property(positive, positive, fc.double({ min: 1.01, max: 10, noNaN: true }), (rate, sigma, factor) => {
      const of = (own: number, deviation: number): number => impliedCoverage(own, deviation) ?? expect.fail('σ is known');
      expect(of(rate * factor, sigma)).toBeGreaterThan(of(rate, sigma));
      expect(of(rate, sigma * factor)).toBeLessThan(of(rate, sigma));
      expect(largerDay(of(rate * factor, sigma))).toBeLessThanOrEqual(largerDay(of(rate, sigma)));
      expect(largerDay(of(rate, sigma))).toBeLessThan(0.5);
    }));
  });

  test('of a normal distribution: one day in two moves against, one in 44 by two σ', () => {
    expect([0, 1, 2].map((coverage) => largerDay(coverage).toFixed(6))).toEqual(['0.500000', '0.158655', '0.022750']);
  });
});
