import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Leg } from '#shared/engine/kernel/contractTerms.ts';
import { deductionOf, deductions, isAboveLastTier, rateAtMaxLeverage, requirementAt, stepOf, tieredRequirement } from '#shared/engine/kernel/requirement.ts';
import { Decimal, ZERO } from '#shared/num/units.ts';
import { dec, flatRate, steps, tiers } from '../../../arbitraries/kernelPools.ts';

const table = deductions([{ floor: ZERO, rate: dec('0.004') }, { floor: dec(1000), rate: dec('0.01') }, { floor: dec(5000), rate: dec('0.05') }]);
const long = (quantity: number | string, entry = 100): Leg => ({ settlement: 'linear', quantity: dec(quantity), entryPrice: dec(entry) });

describe('a tiered schedule', () => {
  test('a cap belongs to the tier below it', () => {
    expect(stepOf(table, dec(1000))?.rate.toFixed()).toBe('0.004');
    expect(stepOf(table, dec('1000.01'))?.rate.toFixed()).toBe('0.01');
    expect(stepOf(table, ZERO)?.rate.toFixed()).toBe('0.004');
  });

  test('above the last cap the requirement is unknown, never 0', () => {
    expect(tieredRequirement(table, dec(9000), dec(9000))?.toFixed()).toBe('244');
    expect(tieredRequirement(table, dec('9000.01'), dec(9000))).toBeNull();
    expect(isAboveLastTier(long(91), tiers(table, { cap: dec(9000) }), dec(100))).toBe(true);
    expect(isAboveLastTier(long(90), tiers(table, { cap: dec(9000) }), dec(100))).toBe(false);
    expect(isAboveLastTier(long(91), tiers(table), dec(100))).toBe(false);
  });

  test('deductions make it continuous, and it is the sum over the slices', () => {
    fc.assert(fc.property(steps, fc.integer({ min: 0, max: 400_000 }), (raw, notional) => {
      const own = deductions(raw);
      const slices = own.reduce<Decimal>((sum, { floor, rate }, at) => {
        const upper = Decimal.min(notional, own[at + 1]?.floor ?? notional);
        return upper.gt(floor) ? sum.plus(upper.minus(floor).times(rate)) : sum;
      }, ZERO);
      expect(tieredRequirement(own, dec(notional))?.toFixed()).toBe(slices.toFixed());
    }), { numRuns: 200 });
  });

  test('it never falls when the notional grows, by either rule', () => {
    fc.assert(fc.property(steps, fc.nat({ max: 400_000 }), fc.nat({ max: 50_000 }), (own, notional, more) => {
      const [less, greater] = [tieredRequirement(own, dec(notional)), tieredRequirement(own, dec(notional).plus(more))];
      expect(less !== null && greater !== null && greater.gte(less)).toBe(true);
    }), { numRuns: 200 });
  });

  test('a deduction follows from the step below', () => {
    expect(deductionOf(dec(50), dec('0.05'), { rate: dec('0.025'), amount: dec('0.56') }).toFixed()).toBe('1.81');
  });
});

describe('the price that a requirement is taken at', () => {
  const rule = (basis: 'mark' | 'entry' | 'larger') => ({ ...flatRate('0.01'), basis });

  test.each([['mark', '0.8', '1.2'], ['entry', '1', '1'], ['larger', '1', '1.2']] as const)('%s', (basis, low, high) => {
    expect(requirementAt(long(1), rule(basis), dec(80)).toFixed()).toBe(low);
    expect(requirementAt(long(1), rule(basis), dec(120)).toFixed()).toBe(high);
  });

  test('the larger of both is the one at the lower price for an inverse leg', () => {
    const leg: Leg = { settlement: 'inverse', quantity: dec(100), entryPrice: dec(100) };
    expect(requirementAt(leg, rule('larger'), dec(80)).toFixed()).toBe('0.0125');
    expect(requirementAt(leg, rule('larger'), dec(125)).toFixed()).toBe('0.01');
  });

  test('a closing fee is inside, on the notional', () => {
    expect(requirementAt(long(-2), { ...flatRate('0.01'), closingFee: dec('0.001') }, dec(100)).toFixed()).toBe('2.2');
  });
});

test('a market rate is half of the initial rate at its highest leverage', () => {
  expect(rateAtMaxLeverage(dec(50)).toFixed()).toBe('0.01');
});
