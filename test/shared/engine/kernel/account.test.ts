import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collateralOf, convertedFor, countedAmount, isLiquidated, progressiveWeight, venueRatio } from '#shared/engine/kernel/account.ts';
import { ONE, ZERO } from '#shared/num/units.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

describe('collateral', () => {
  test('a debt counts in full whatever the weight', () => {
    expect(countedAmount({ amount: dec(-100), weight: dec('0.98') }).toFixed()).toBe('-100');
    expect(collateralOf([{ amount: dec(2), index: dec(60_000), weight: dec('0.95') }, { amount: dec(-30_000), index: ONE, weight: dec('0.98') }])).toEqual({ value: dec(90_000), adjusted: dec(84_000) });
  });

  test('weights never raise it', () => {
    const line = fc.record({ amount: fc.integer({ min: -1000, max: 1000 }).map(dec), index: fc.integer({ min: 1, max: 9 }).map(dec), weight: fc.integer({ min: 0, max: 100 }).map((per) => dec(per).div(100)) });
    fc.assert(fc.property(fc.array(line), (lines) => {
      const { value, adjusted } = collateralOf(lines);
      expect(adjusted.lte(value)).toBe(true);
    }), { numRuns: 100 });
  });

  test('a progressive weight counts each part by its step, and nothing beyond the last', () => {
    const steps = [{ from: ZERO, to: dec(10), weight: dec('0.9') }, { from: dec(10), to: dec(30), weight: dec('0.5') }];
    expect(['5', '10', '20', '99'].map((amount) => progressiveWeight(dec(amount), steps).toFixed())).toEqual(['4.5', '9', '14', '19']);
  });

  test('a last step without an end counts all that is above it', () => {
    const steps = [{ from: ZERO, to: dec(10), weight: dec('0.9') }, { from: dec(10), to: null, weight: dec('0.5') }];
    expect(['10', '1010'].map((amount) => progressiveWeight(dec(amount), steps).toFixed())).toEqual(['9', '509']);
  });

  test('a conversion takes more than the debt', () => {
    expect(convertedFor(dec(-975), dec('0.975')).toFixed()).toBe('1000');
  });
});

describe('being liquidated', () => {
  test('equality is, nothing at all is not, and a debt without a position is', () => {
    expect(isLiquidated(dec(5), dec(5))).toBe(true);
    expect(isLiquidated(dec(5), dec('5.01'))).toBe(false);
    expect(isLiquidated(ZERO, ZERO)).toBe(false);
    expect(isLiquidated(ZERO, dec(-1))).toBe(true);
  });

  test('a ratio is none on nothing and below 0 on negative equity', () => {
    expect(venueRatio(dec(5), ZERO)).toBeNull();
    expect(venueRatio(dec(5), dec(-20))?.toFixed()).toBe('-0.25');
  });
});
