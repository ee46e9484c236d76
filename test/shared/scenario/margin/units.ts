import fc from 'fast-check';
import type { Expiry, OptionLine, RiskUnit } from '#shared/scenario/margin/riskUnit.ts';

/** Books for tests: one underlying at 100, two expiries. */
export const SPOT = 100;
export const EXPIRIES: readonly Expiry[] = [7, 60].map((days) => ({ years: days / 365, open: SPOT + days / 100, fixed: 0, forward: SPOT + days / 100, rate: 0.03, confidence: 1 }));

export const book = (change: Partial<RiskUnit> = {}): RiskUnit => ({
  spot: SPOT, spotConfidence: 1, perpetualConfidence: 1, stable: 1, expiries: EXPIRIES, options: [], futures: [], perpetuals: [], holdings: [], cash: 0, profit: 0, ...change,
});

export const option = (change: Partial<OptionLine> = {}): OptionLine => ({ id: 'o', sign: 1, strike: 100, quantity: 1, volatility: 0.6, expiry: 0, ...change });

const line: fc.Arbitrary<OptionLine> = fc.record({
  id: fc.constant('o'), sign: fc.constantFrom(1 as const, -1 as const), strike: fc.integer({ min: 60, max: 150 }),
  quantity: fc.integer({ min: -20, max: 20 }).filter((own) => own !== 0), volatility: fc.double({ min: 0.2, max: 1.5, noNaN: true }), expiry: fc.constantFrom(0, 1),
});

export const books: fc.Arbitrary<RiskUnit> = fc.record({ options: fc.array(line, { minLength: 1, maxLength: 8 }), perp: fc.integer({ min: -10, max: 10 }), cash: fc.integer({ min: 0, max: 1000 }) })
  .map(({ options, perp, cash }) => book({ options, cash, perpetuals: perp === 0 ? [] : [{ id: 'p', quantity: perp, price: SPOT }] }));
