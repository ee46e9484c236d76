import fc from 'fast-check';
import type { CrossPosition } from '#shared/engine/kernel/crossPool.ts';
import { deductions, type Requirement, type Step } from '#shared/engine/kernel/requirement.ts';
import { Decimal, ZERO } from '#shared/num/units.ts';

/** Cross positions as the kernels see them. */

export const dec = (value: number | string): Decimal => new Decimal(value);

export const tiers = (steps: readonly Step[], rest: Partial<Pick<Requirement, 'basis' | 'closingFee'>> & Readonly<{ cap?: Decimal }> = {}): Requirement =>
  ({ schedule: { kind: 'tiered', steps, unit: 'notional', ...(rest.cap === undefined ? {} : { cap: rest.cap }) }, basis: rest.basis ?? 'mark', closingFee: rest.closingFee ?? ZERO });

export const flatRate = (rate: number | string): Requirement => tiers([{ floor: ZERO, rate: dec(rate), amount: ZERO }]);

/** Ascending floors and rates, continuous or with jumps. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.tuple(fc.array(fc.record({ span: fc.integer({ min: 1, max: 60 }), rise: fc.integer({ min: 1, max: 40 }) }), { minLength: 1, maxLength: 5 }), fc.boolean()).map(([rows, progressive]) => {
  let [floor, rate] = [ZERO, ZERO];
  const ascending = rows.map(({ span, rise }, at) => {
    floor = at === 0 ? ZERO : floor.plus(span * 1_000);
    rate = rate.plus(rise / 1000);
    return { floor, rate };
  });
  return progressive ? deductions(ascending) : ascending.map((step) => ({ ...step, amount: ZERO }));
});

const position = (group: string, settlement: 'linear' | 'inverse'): fc.Arbitrary<CrossPosition> =>
  fc.record({ worth: fc.integer({ min: 50, max: 90_000 }), short: fc.boolean(), profit: fc.integer({ min: -30, max: 30 }), mark: fc.integer({ min: 5, max: 500 }), steps })
    .map(({ worth, short, profit, mark, steps: own }) => ({
      group, mark: dec(mark), requirement: tiers(own), leverage: null,
      leg: { settlement, quantity: dec(worth).times(settlement === 'inverse' ? mark : 1).div(settlement === 'inverse' ? 1 : mark).toDecimalPlaces(8).times(short ? -1 : 1), entryPrice: dec(mark).times(1 + profit / 100) },
    }));

/** Positions of one to three groups, each at one mark; a group may hold both legs of a hedge. */
export const book = (settlement: 'linear' | 'inverse'): fc.Arbitrary<readonly CrossPosition[]> =>
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }).chain((groups) => fc.tuple(...groups.map((group) => fc.array(position(group, settlement), { minLength: 1, maxLength: 2 }).map(
    ([first, ...rest]) => (first === undefined ? [] : [first, ...rest.map((other) => ({ ...other, mark: first.mark }))]),
  )))).map((found) => found.flat());
