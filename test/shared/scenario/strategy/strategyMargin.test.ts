import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StrategyBook, type StrategyOption, strategyRates } from '#shared/scenario/strategy/strategyLegs.ts';
import { strategyMargin } from '#shared/scenario/strategy/strategyMargin.ts';
import { Tableau } from '#shared/scenario/program/tableau.ts';
import { merged } from '#shared/scenario/strategy/lines.ts';
import { nearbyPairing } from '#shared/scenario/strategy/nearbyPairing.ts';
import { pairingProgram } from '#shared/scenario/strategy/pairingProgram.ts';
import { MOST_LINES } from '#shared/scenario/strategy/leastPairing.ts';
import { pairByRule } from '#shared/scenario/strategy/pairByRule.ts';
import { askedAfter } from '#shared/scenario/strategy/pairing.ts';
import { bruteLeast } from './bruteForce.ts';

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

/** Up to six single contracts, each another. */
const contracts = fc.uniqueArray(fc.record({
  sign: fc.constantFrom(1 as const, -1 as const), strike: fc.constantFrom(85, 90, 95, 100, 105, 110, 120), price: fc.integer({ min: 1, max: 20 }), quantity: fc.constantFrom(1, -1), days: fc.constantFrom(30, 60, 300),
}), { minLength: 1, maxLength: 6, selector: ({ sign, strike, days }) => `${sign} ${strike} ${days}` });

describe('strategy-based margin', () => {
  test('does not depend on the order of the legs', () => fc.assert(fc.property(legs, (own) => {
    expect(margin(own.toReversed())).toBeCloseTo(margin(own), 6);
  })));

  test('does not depend on a leg being two', () => fc.assert(fc.property(legs, (own) => {
    expect(margin(own.flatMap((one) => [{ ...one, quantity: one.quantity / 2 }, { ...one, quantity: one.quantity / 2 }]))).toBeCloseTo(margin(own), 6);
  })));

  test('does not depend on a leg being two of opposite sides', () => fc.assert(fc.property(legs, (own) => {
    const asked = (options: readonly StrategyOption[]) => { const { margin: own, before, after, cash } = strategyMargin(book(options), RATES); return [own, before, after, cash]; };
    const split = asked(own.flatMap((one) => [{ ...one, quantity: one.quantity * 2 }, { ...one, quantity: -one.quantity }]));
    for (const [at, value] of asked(own).entries()) expect(split[at]).toBeCloseTo(value, 6);
  })));

  test('shares of both sides are those that are left', () => {
    expect(margin([], [{ price: 100, quantity: 200 }, { price: 100, quantity: -100 }])).toBe(margin([], [{ price: 100, quantity: 100 }]));
  });

  test.each<[string, Partial<StrategyOption>]>([['strike', { strike: 0 }], ['strike', { strike: -5 }], ['price', { price: Number.NaN }], ['price', { price: -1 }], ['quantity', { quantity: Infinity }], ['days', { days: -1 }]])('a %s that cannot be is refused by its name: %o', (field, change) => {
    expect(() => margin([leg(), leg(change)])).toThrow(new RegExp(`^options\\.1\\.${field} is .*; expected `));
  });

  test('asks no more than in proportion: more contracts can only be paired better', () => fc.assert(fc.property(legs, (own) => {
    const after = (by: number) => strategyMargin(book(own.map((one) => ({ ...one, quantity: by * one.quantity }))), RATES).after;
    expect(after(3)).toBeLessThanOrEqual(3 * after(1) + 1e-6);
  })));

  test('asks the least over every lawful way to pair the contracts, not more and not less', () => fc.assert(fc.property(contracts, fc.integer({ min: -2, max: 2 }), (options, lots) => {
    const own = book(options, lots === 0 ? [] : [{ price: 98, quantity: lots * 100 }]);
    const { after, isLeast } = strategyMargin(own, RATES);
    expect(isLeast).toBe(true);
    expect(after).toBeCloseTo(bruteLeast(own, RATES), 6);
  }), { numRuns: 300 }));

  test('a tenth of a contract is paired as a whole one is', () => fc.assert(fc.property(contracts, (options) => {
    const after = (by: number) => strategyMargin(book(options.map((one) => ({ ...one, quantity: one.quantity * by }))), RATES).after;
    expect(after(0.1)).toBeCloseTo(0.1 * after(1), 6);
  })));

  test('longs of a later expiry go to the shorts where they save most', () => {
    const options = [leg({ strike: 110, days: 60, quantity: -1, price: 1 }), leg({ strike: 100, days: 30, quantity: -1, price: 1 }), leg({ strike: 105, days: 90, price: 1 }), leg({ strike: 115, days: 90, price: 1 })];
    // 100 with 105 and 110 with 115, not 110 with 105.
    expect(strategyMargin(book(options), RATES)).toMatchObject({ after: 1000, isLeast: true });
  });

  test('two butterflies that share their longs are whole only as two contracts each', () => {
    const books = (quantity: number) => [leg({ days: 30, quantity: -quantity, price: 1 }), leg({ days: 60, quantity: -quantity, price: 1 }), leg({ strike: 95, days: 90, quantity, price: 1 }), leg({ strike: 105, days: 90, quantity, price: 1 })];
    expect(strategyMargin(book(books(1)), RATES).after).toBe(500);
    expect(strategyMargin(book(books(2)), RATES).after).toBe(0);
  });

  test('a spread that would ask more than its short by itself is margined as if it were none', () => {
    const { parts, after } = strategyMargin(book([leg({ sign: -1, strike: 100, quantity: -1, price: 3 }), leg({ sign: -1, strike: 50, price: 1 })]), RATES);
    expect(parts.map(({ kind }) => kind)).toEqual(['naked', 'long']);
    expect(after).toBe(2000 + 100);
  });

  test('a naked call and a naked put pair whatever their expiries, those that save most', () => {
    // The far call asks 10 and 6 of premium: with the near put 15 are saved, with the far put 10.
    const [call, near, far] = [leg({ strike: 130, price: 6, days: 90, quantity: -1 }), leg({ sign: -1, strike: 95, price: 0.5, days: 30, quantity: -1 }), leg({ sign: -1, strike: 70, price: 10, days: 200, quantity: -1 })];
    expect(strategyMargin(book([call, near, far]), RATES).after).toBeCloseTo(1700, 9);
  });

  test('what must be naked has no margin without a price of the underlying, and that is said', () => {
    const options = [leg({ quantity: -1 }), leg({ strike: 105, price: 2 })];
    expect(strategyMargin({ ...book(options), underlying: null }, RATES).after).toBe(500 + 200 - 300);
    expect(() => strategyMargin({ ...book(options.slice(0, 1)), underlying: null }, RATES)).toThrow('underlying is not given; expected its price');
    expect(() => strategyMargin({ ...book(options), underlying: 0 }, RATES)).toThrow('underlying is 0; expected a price above 0');
  });

  test('a book too large to search is paired by rule, in any order; what is only cut is still lawful', () => {
    const options = Array.from({ length: MOST_LINES + 1 }, (_, at) => leg({ strike: 80 + at, quantity: at % 3 === 0 ? -1 : 1, sign: at % 2 === 0 ? 1 : -1 }));
    const found = strategyMargin(book(options), RATES);
    expect(found.isLeast).toBe(false);
    expect(strategyMargin(book(options.toReversed()), RATES)).toEqual(found);
    expect(strategyMargin(book(options.slice(0, 24)), RATES).isLeast).toBe(true);
  });

  test('a search that is cut says so, and still asks less than pairing by rule', () => {
    const options = Array.from({ length: MOST_LINES }, (_, at) => leg({ sign: at % 2 === 0 ? 1 : -1, strike: 80 + ((at * 37) % 41), price: 1 + ((at * 13) % 17), quantity: ((at * 29) % 5 < 2 ? -1 : 1) * (1 + ((at * 7) % 9)), days: 10 * (1 + ((at * 11) % 7)) }));
    const terms = { underlying: 100, multiplier: 100, rates: RATES, covers: { sign: 1, size: 0 } } as const;
    const { after, isLeast } = strategyMargin(book(options), RATES);
    expect(isLeast).toBe(false);
    expect(after).toBeLessThan(0.99 * askedAfter(pairByRule(merged(options), terms), terms));
  });

  test('a pairing near a point of parts of contracts is lawful: each contract is in one place, and spreads are what they may be', () => fc.assert(fc.property(legs, fc.integer({ min: 0, max: 3 }), (options, size) => {
    const terms = { underlying: 100, multiplier: 100, rates: RATES, covers: { sign: 1, size } } as const;
    const lines = merged(options);
    const program = pairingProgram(lines, terms, 1);
    const root = Tableau.of(program.program.gain, program.program.rows);
    expect(root.climb()).toBe(true);
    const { covered, spreads, naked, longs } = nearbyPairing(program, root.values(program.choices.length), terms, 1);
    expect(merged([...covered, ...longs, ...spreads.flat(), ...naked.flatMap((own) => own.legs.map((line) => ({ ...line, quantity: -own.size })))])).toEqual(lines);
    expect(covered.reduce((sum, { quantity }) => sum - quantity, 0)).toBeLessThanOrEqual(size);
    for (const spread of spreads) {
      const [ends, covers] = [-1, 1].map((side) => spread.filter(({ quantity }) => Math.sign(quantity) === side).map(({ days }) => days));
      expect(new Set(ends).size).toBe(1);
      expect(Math.min(...(covers ?? []))).toBeGreaterThanOrEqual(ends?.[0] ?? Infinity);
      for (const sign of [1, -1]) expect(spread.filter((line) => line.sign === sign).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(0);
    }
  })));

  test('pairing by rule is lawful: it never asks less than the least', () => fc.assert(fc.property(contracts, (options) => {
    const terms = { underlying: 100, multiplier: 100, rates: RATES, covers: { sign: 1, size: 0 } } as const;
    expect(askedAfter(pairByRule(options, terms), terms)).toBeGreaterThanOrEqual(bruteLeast(book(options), RATES) - 1e-6);
  })));

  test('a box that was sold asks its width, one that was bought its cost', () => {
    const box = (side: 1 | -1) => [leg({ strike: 90, price: 12, quantity: side }), leg({ strike: 100, price: 4, quantity: -side }), leg({ sign: -1, strike: 100, price: 4, quantity: side }), leg({ sign: -1, strike: 90, price: 2, quantity: -side })];
    expect(strategyMargin(book(box(-1)), RATES)).toMatchObject({ margin: 1000, before: 1000, after: 0 });
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
