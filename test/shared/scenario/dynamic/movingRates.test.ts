import { describe, expect, test } from 'vitest';
import { antiProcyclical, impliedCoverage, liquidityAddOn, volatilityScaled } from '#shared/scenario/dynamic/movingRates.ts';

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
});
