import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addRequirements, borrowRequirement, orderRequirement, perpRequirement, type QuotedPerp, sizePremiumRatio, weightedProfit } from '#shared/engine/kernel/weightedHealth.ts';
import { ONE, ZERO } from '#shared/num/units.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const perp = (rest: Partial<QuotedPerp> = {}): QuotedPerp => ({ size: dec(10), price: dec(100), quote: dec(-900), ratio: dec('0.1'), sizeFactor: ZERO, ...rest });

describe('profit as collateral', () => {
  test('a gain counts by its weight, a loss in full', () => {
    expect(weightedProfit(perp(), dec('0.5')).toFixed()).toBe('50');
    expect(weightedProfit(perp({ quote: dec(-1100) }), dec('0.5')).toFixed()).toBe('-100');
    expect(weightedProfit(perp({ size: ZERO, quote: dec(10) }), ZERO).toFixed()).toBe('0');
  });
});

describe('requirements', () => {
  test('a short needs what a long needs; the buffer counts on the notional', () => {
    expect(perpRequirement(perp({ size: dec(-10) }), dec('0.01'))).toEqual({ required: dec(100), withBuffer: dec(110) });
  });

  test('the size premium never falls when the size grows, and never goes below the ratio', () => {
    fc.assert(fc.property(fc.nat({ max: 1_000_000 }), fc.nat({ max: 1_000_000 }), (size, more) => {
      const [less, greater] = [sizePremiumRatio(dec('0.05'), dec(size), dec('0.0001')), sizePremiumRatio(dec('0.05'), dec(size).plus(more).neg(), dec('0.0001'))];
      expect(greater.gte(less) && less.gte('0.05')).toBe(true);
    }), { numRuns: 100 });
    expect(sizePremiumRatio(ZERO, ZERO, ONE).toFixed()).toBe('0.00001');
    expect(sizePremiumRatio(dec('0.05'), dec(1e6), ZERO).toFixed()).toBe('0.05');
    expect(sizePremiumRatio(dec('0.05'), dec(1e6), dec('0.0001')).toFixed(6)).toBe('0.140000');
  });

  test('the program keeps the buffer on top of a borrow; the client library counts it in the weight too', () => {
    const borrow = { amount: dec(40), price: dec('2.5'), weight: ONE };
    expect(borrowRequirement(borrow, dec('0.1'), 'top')).toEqual({ required: dec(100), withBuffer: dec(110) });
    expect(borrowRequirement(borrow, dec('0.1'), 'weightAndTop')).toEqual({ required: dec(110), withBuffer: dec(121) });
    for (const bufferIn of ['top', 'weightAndTop'] as const) expect(borrowRequirement({ ...borrow, weight: dec('1.2') }, ZERO, bufferIn)).toEqual({ required: dec(120), withBuffer: dec(120) });
  });

  test('they add up, orders included', () => {
    expect(addRequirements([orderRequirement(dec(2), dec('0.01')), { required: ONE, withBuffer: dec(2) }])).toEqual({ required: dec('1.02'), withBuffer: dec('2.02') });
    expect(addRequirements([])).toEqual({ required: ZERO, withBuffer: ZERO });
  });
});
