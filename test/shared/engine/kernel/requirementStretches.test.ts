import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Leg, notionalAt } from '#shared/engine/kernel/contractTerms.ts';
import { deductions, isAboveLastTier, type Requirement, requirementAt, requirementStretches, stretchAt, tieredRequirement } from '#shared/engine/kernel/requirement.ts';
import { sizeLinearRule } from '#shared/engine/kernel/sizeLinear.ts';
import { Decimal, ZERO } from '#shared/num/units.ts';
import { dec, steps, tiers } from '../../../arbitraries/kernelPools.ts';

const settlement = fc.constantFrom('linear' as const, 'inverse' as const);
/** Worth up to 900,000 in the settle currency at prices of 1 to 900, so that every tier is reached. */
const leg = fc.record({ settlement, size: fc.integer({ min: 1, max: 1000 }), short: fc.boolean(), entry: fc.integer({ min: 1, max: 900 }) })
  .map(({ settlement: kind, size, short, entry }): Leg => ({ settlement: kind, quantity: dec(size).times(kind === 'inverse' ? 900 : 1).times(short ? -1 : 1), entryPrice: dec(entry) }));
const price = fc.integer({ min: 1, max: 90_000 }).map((cents) => dec(cents).div(100));

describe('the stretches of a requirement', () => {
  test('cover every price above 0 once, ascending', () => {
    fc.assert(fc.property(leg, steps, fc.constantFrom('mark' as const, 'entry' as const, 'larger' as const), (own, table, basis) => {
      const stretches = requirementStretches(own, tiers(table, { basis }));
      expect(stretches[0]?.floor.isZero()).toBe(true);
      expect(stretches.at(-1)?.ceiling).toBeNull();
      for (const [at, { floor, ceiling }] of stretches.entries()) {
        expect(ceiling?.toFixed()).toBe(stretches[at + 1]?.floor.toFixed());
        expect(ceiling === null || ceiling.gt(floor)).toBe(true);
      }
    }), { numRuns: 300 });
  });

  test('hold no empty one where the entry is the edge of a tier', () => {
    const table = deductions([{ floor: ZERO, rate: dec('0.01') }, { floor: dec(200), rate: dec('0.02') }]);
    for (const own of [{ settlement: 'linear' as const, quantity: dec(2), entryPrice: dec(100) }, { settlement: 'inverse' as const, quantity: dec(20_000), entryPrice: dec(100) }]) {
      expect(requirementStretches(own, tiers(table, { basis: 'larger' })).map(({ floor, ceiling }) => [floor.toFixed(), ceiling?.toFixed()])).toEqual([['0', '100'], ['100', undefined]]);
    }
  });

  test('hold no price of 0', () => {
    const own: Leg = { settlement: 'linear', quantity: dec(1), entryPrice: dec(100) };
    expect(() => stretchAt(requirementStretches(own, tiers(deductions([{ floor: ZERO, rate: dec('0.01') }]))), ZERO)).toThrow('stretches cover every price above 0');
  });
});

describe('a requirement in tiers of notional', () => {
  test('is the tier rule on the notional at the mark, at the entry, or at the one that asks for more, fee included', () => {
    fc.assert(fc.property(leg, steps, price, fc.constantFrom('0', '0.0006'), (own, table, mark, fee) => {
      const at = (where: Decimal): Decimal => tieredRequirement(table, notionalAt(own, where))?.plus(notionalAt(own, where).times(fee)) ?? ZERO;
      const [marked, entered] = [at(mark), at(own.entryPrice)];
      for (const [basis, expected] of [['mark', marked], ['entry', entered], ['larger', Decimal.max(marked, entered)]] as const) {
        expect(requirementAt(own, tiers(table, { basis, closingFee: dec(fee) }), mark).minus(expected).abs().lt('1e-60'), basis).toBe(true);
      }
    }), { numRuns: 300 });
  });
});

test('a notional on an edge is in the lower tier, linear or inverse', () => {
  const table = [{ floor: ZERO, rate: dec('0.01'), amount: ZERO }, { floor: dec(10), rate: dec('0.02'), amount: ZERO }];
  const inverse: Leg = { settlement: 'inverse', quantity: dec(100), entryPrice: dec(20) };
  const linear: Leg = { settlement: 'linear', quantity: dec(1), entryPrice: dec(20) };
  expect([inverse, linear].map((own) => requirementAt(own, tiers(table), dec(10)).toFixed())).toEqual(['0.1', '0.1']);
  expect([requirementAt(inverse, tiers(table), dec('9.99')), requirementAt(linear, tiers(table), dec('10.01'))].every((required) => required.gt('0.2'))).toBe(true);
});

describe('a requirement in tiers of contracts', () => {
  const table = [{ floor: ZERO, rate: dec('0.01'), amount: ZERO }, { floor: dec(500), rate: dec('0.02'), amount: ZERO }];
  const rule = (contracts?: number, cap?: number): Requirement => ({
    schedule: { kind: 'tiered', steps: table, unit: 'contracts', ...(contracts === undefined ? {} : { contracts: dec(contracts) }), ...(cap === undefined ? {} : { cap: dec(cap) }) }, basis: 'mark', closingFee: ZERO,
  });
  const own: Leg = { settlement: 'linear', quantity: dec(-10), entryPrice: dec(100) };

  test.each([[500, '10'], [501, '20']])('%i contracts keep %s at 100, and the same share at every price', (contracts, required) => {
    expect(requirementAt(own, rule(contracts), dec(100)).toFixed()).toBe(required);
    expect(requirementAt(own, rule(contracts), dec(100_000)).div(1000).toFixed()).toBe(required);
  });

  test('the size of the leg is its count where none is given', () => {
    const big: Leg = { ...own, quantity: dec(-501) };
    expect(requirementAt(own, rule(), dec(100)).toFixed()).toBe('10');
    expect(requirementAt(big, rule(), dec(100)).toFixed()).toBe('1002');
    expect([own, big].map((one) => isAboveLastTier(one, rule(undefined, 500), dec(1)))).toEqual([false, true]);
  });

  test('above the last tier it is refused, whatever the notional', () => {
    expect([900, 901].map((contracts) => isAboveLastTier(own, rule(contracts, 900), dec(100)))).toEqual([false, true]);
    expect(requirementAt(own, rule(900, 900), dec(100)).toFixed()).toBe('20');
    expect(() => requirementAt(own, rule(901, 900), dec(100))).toThrow('the position is above the last tier: its requirement is unknown');
  });
});

test('a rate that grows with size has no last tier', () => {
  expect(isAboveLastTier({ settlement: 'linear', quantity: dec(1e9), entryPrice: dec(100) }, sizeLinearRule(dec('0.01'), dec('0.00005'), ZERO), dec(100))).toBe(false);
});
