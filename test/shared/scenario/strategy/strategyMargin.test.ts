import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StrategyBook, type StrategyOption, strategyRates } from '#shared/scenario/strategy/strategyLegs.ts';
import { strategyMargin } from '#shared/scenario/strategy/strategyMargin.ts';

const RATES = strategyRates(false, 1);
const leg = (change: Partial<StrategyOption> = {}): StrategyOption => ({ sign: 1, strike: 100, price: 3, quantity: 1, days: 30, ...change });
const book = (options: readonly StrategyOption[], shares: StrategyBook['shares'] = []): StrategyBook => ({ underlying: 100, multiplier: 100, options, shares });
const margin = (options: readonly StrategyOption[], shares: StrategyBook['shares'] = []): number => strategyMargin(book(options, shares), RATES).margin;

const legs = fc.array(fc.record({
  sign: fc.constantFrom(1 as const, -1 as const), strike: fc.constantFrom(80, 90, 95, 100, 105, 110), price: fc.integer({ min: 1, max: 20 }),
  quantity: fc.integer({ min: -4, max: 4 }).filter((own) => own !== 0), days: fc.constantFrom(30, 60),
}), { minLength: 1, maxLength: 6 })
  // The same contract has one price.
  .map((all) => all.map((own) => ({ ...own, price: all.find(({ sign, strike, days }) => sign === own.sign && strike === own.strike && days === own.days)?.price ?? own.price })));

describe('strategy-based margin', () => {
  test('does not depend on the order of the legs', () => fc.assert(fc.property(legs, (own) => {
    expect(margin(own.toReversed())).toBeCloseTo(margin(own), 6);
  })));

  test('does not depend on a leg being two', () => fc.assert(fc.property(legs, (own) => {
    expect(margin(own.flatMap((one) => [{ ...one, quantity: one.quantity / 2 }, { ...one, quantity: one.quantity / 2 }]))).toBeCloseTo(margin(own), 6);
  })));

  test('does not depend on a leg being two of opposite sides', () => fc.assert(fc.property(legs, (own) => {
    const asked = (options: readonly StrategyOption[]) => { const { parts: _parts, ...totals } = strategyMargin(book(options), RATES); return Object.values(totals); };
    const split = asked(own.flatMap((one) => [{ ...one, quantity: one.quantity * 2 }, { ...one, quantity: -one.quantity }]));
    for (const [at, value] of asked(own).entries()) expect(split[at]).toBeCloseTo(value, 6);
  })));

  test('shares of both sides are those that are left', () => {
    expect(margin([], [{ price: 100, quantity: 200 }, { price: 100, quantity: -100 }])).toBe(margin([], [{ price: 100, quantity: 100 }]));
  });

  test.each<[string, Partial<StrategyOption>]>([['strike', { strike: 0 }], ['strike', { strike: -5 }], ['price', { price: Number.NaN }], ['price', { price: -1 }], ['quantity', { quantity: Infinity }], ['days', { days: -1 }]])('a %s that cannot be is refused by its name: %o', (field, change) => {
    expect(() => margin([leg(), leg(change)])).toThrow(new RegExp(`^options\\.1\\.${field} is .*; expected `));
  });

  test('is in proportion to the book', () => fc.assert(fc.property(legs, (own) => {
    expect(margin(own.map((one) => ({ ...one, quantity: 3 * one.quantity })))).toBeCloseTo(3 * margin(own), 6);
  })));

  test('a box that was sold asks its width, one that was bought its cost', () => {
    const box = (side: 1 | -1) => [leg({ strike: 90, price: 12, quantity: side }), leg({ strike: 100, price: 4, quantity: -side }), leg({ sign: -1, strike: 100, price: 4, quantity: side }), leg({ sign: -1, strike: 90, price: 2, quantity: -side })];
    expect(strategyMargin(book(box(-1)), RATES)).toMatchObject({ before: 1600, after: 0 });
    expect(margin(box(1))).toBe(1000);
  });

  test('which short goes naked is the one that leaves the least to ask, whatever is paired first', () => {
    const [long, near, far] = [leg({ strike: 105, price: 2 }), leg({ strike: 100, price: 4, quantity: -1 }), leg({ strike: 110, price: 1, quantity: -1 })];
    // Naked 110: 11 + (5 + 2 − 4) after proceeds 1; naked 100: 24 and a debit spread.
    expect(strategyMargin(book([long, near, far]), RATES).parts.map(({ kind }) => kind).toSorted()).toEqual(['naked', 'spread']);
    expect(strategyMargin(book([long, near, far]), RATES).after).toBeCloseTo(300 + 1000, 9);
  });

  test('a long that ends before the short covers nothing', () => {
    expect(margin([leg({ strike: 95, price: 6, days: 10 }), leg({ quantity: -1 })])).toBe(600 + 2300);
    expect(margin([leg({ strike: 95, price: 6, days: 60 }), leg({ quantity: -1 })])).toBe(300);
  });

  test('shares cover as many calls as they are whole contracts of, the dearest first', () => {
    const covered = strategyMargin(book([leg({ quantity: -2 })], [{ price: 98, quantity: 150 }]), RATES);
    expect(covered.parts.map(({ kind }) => kind)).toEqual(['covered', 'naked']);
    expect(covered.margin).toBe(0.5 * 98 * 150 + 2300);
  });

  test('a call and a put that are naked ask for the dearer one and the premium of the other', () => {
    expect(margin([leg({ quantity: -1, price: 5 }), leg({ sign: -1, quantity: -1, price: 4 })])).toBe((20 + 5 + 4) * 100);
  });
});
