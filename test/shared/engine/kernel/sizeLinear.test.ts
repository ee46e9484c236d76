import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Leg, notionalAt, profitCurve } from '#shared/engine/kernel/contractTerms.ts';
import { isolatedLiquidation, losingSide } from '#shared/engine/kernel/isolated.ts';
import { valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { requirementAt } from '#shared/engine/kernel/requirement.ts';
import { sizeLinearRate, sizeLinearRule } from '#shared/engine/kernel/sizeLinear.ts';
import { ZERO } from '#shared/num/units.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const rule = sizeLinearRule(dec('0.01'), dec('0.00005'), ZERO);
const leg = (settlement: 'linear' | 'inverse', quantity: number): Leg => ({ settlement, quantity: dec(quantity), entryPrice: dec(50_000) });

describe('a rate that grows with size', () => {
  test('counts base units when linear and coins at the mark when inverse', () => {
    expect(sizeLinearRate(leg('linear', -350), dec('0.02'), dec('0.00005'), dec(1)).toFixed()).toBe('0.0375');
    expect(sizeLinearRate(leg('inverse', 1_000_000), dec('0.01'), dec('0.00005'), dec(50_000)).toFixed()).toBe('0.011');
    expect(sizeLinearRate(leg('inverse', 1_000_000), dec('0.01'), dec('0.00005'), dec(25_000)).toFixed()).toBe('0.012');
  });

  test('is charged on all of the notional', () => {
    fc.assert(fc.property(fc.constantFrom('linear' as const, 'inverse' as const), fc.integer({ min: -900_000, max: 900_000 }), fc.integer({ min: 1, max: 90_000 }), (settlement, quantity, mark) => {
      const own = leg(settlement, quantity);
      const owed = notionalAt(own, dec(mark)).times(sizeLinearRate(own, dec('0.01'), dec('0.00005'), dec(mark)));
      expect(requirementAt(own, rule, dec(mark)).minus(owed).abs().lt('1e-50')).toBe(true);
    }), { numRuns: 200 });
  });

  test('two positions in one need more than apart', () => {
    const alone = requirementAt(leg('linear', 100), rule, dec(50_000));
    expect(requirementAt(leg('linear', 200), rule, dec(50_000)).gt(alone.times(2))).toBe(true);
  });

  test('liquidates where equity is what it asks for, on the losing side of the mark', () => {
    fc.assert(fc.property(fc.constantFrom('linear' as const, 'inverse' as const), fc.boolean(), fc.integer({ min: 3, max: 60 }), (settlement, short, percent) => {
      const size = settlement === 'linear' ? 20 : 1_000_000;
      const own = leg(settlement, short ? -size : size);
      const margin = notionalAt(own, own.entryPrice).times(percent).div(100);
      const found = isolatedLiquidation(own, margin, rule);
      if (found.status === 'none') throw new Error('a margin below the value is liquidated somewhere');
      expect(margin.plus(valueAt(profitCurve(own), found.price)).minus(requirementAt(own, rule, found.price)).abs().lt('1e-40')).toBe(true);
      expect(found.price.minus(own.entryPrice).times(losingSide(own)).gt(0)).toBe(true);
    }), { numRuns: 100 });
  });
});
