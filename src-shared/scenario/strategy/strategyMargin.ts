import { leastPairing } from './leastPairing.ts';
import { meanPrice, merged, stepOf } from './lines.ts';
import { type Pairing, partsOf } from './pairing.ts';
import { assertBook, type StrategyBook, type StrategyOption, type StrategyPart, type StrategyRates, type StrategyTerms } from './strategyLegs.ts';

/**
 * Totals of all parts, in money. `before` and `after` the proceeds of shorts; `margin` as the venues' own examples state it.
 * `isLeast`: no lawful pairing asks less after proceeds. Without it the figures are those of a lawful pairing: at least the least.
 */
export type StrategyMargin = Readonly<{ parts: readonly StrategyPart[]; margin: number; before: number; after: number; cash: number; isLeast: boolean }>;

/**
 * Strategy-based margin of one underlying, of all lawful pairings the one that asks least after proceeds. Shares cover shorts;
 * longs cover shorts of the same kind that expire no later, those of one expiry together; what is left is naked, a call with a
 * put where that asks less, whatever their expiries.
 *
 * @throws RangeError that names the field, for a number that cannot be
 * @source FINRA rule 4210, CBOE margin manual
 */
export function strategyMargin(book: StrategyBook, rates: StrategyRates): StrategyMargin {
  assertBook(book);
  const lines = merged(book.options);
  const terms = termsOf(book, lines, rates);
  const { pairing, isLeast } = leastPairing(lines, terms);
  const parts = [...sharesPart(book, pairing, rates), ...partsOf(pairing, terms)];
  const sumOf = (of: (part: StrategyPart) => number): number => parts.reduce((sum, part) => sum + of(part), 0);
  const totals = { margin: sumOf(({ margin }) => margin), before: sumOf(({ before }) => before), after: sumOf(({ after }) => after), cash: sumOf(({ cash }) => cash) };
  if (!Number.isFinite(totals.after)) throw new RangeError('underlying is not given; expected its price, as some shorts are covered by nothing');
  return { parts, ...totals, isLeast };
}

/** Shares cover as many shorts as they are whole contracts of, or whole steps in which the book is traded. */
function termsOf({ underlying, multiplier, shares }: StrategyBook, lines: readonly StrategyOption[], rates: StrategyRates): StrategyTerms {
  const held = shares.reduce((sum, { quantity }) => sum + quantity, 0);
  const step = stepOf(lines) ?? 1;
  return { underlying, multiplier, rates, covers: { sign: held > 0 ? 1 : -1, size: Math.floor(Math.abs(held) / (multiplier * step) + 1e-9) * step } };
}

/** Of a covered position only the side of the shares is margined. */
function sharesPart({ shares }: StrategyBook, { covered }: Pairing, rates: StrategyRates): readonly StrategyPart[] {
  const held = shares.reduce((sum, { quantity }) => sum + quantity, 0);
  if (held === 0) return [];
  const cost = Math.abs(held) * meanPrice(shares);
  const margin = cost * (held > 0 ? rates.longShares : rates.shortShares);
  return [{ kind: covered.length > 0 ? 'covered' : 'shares', before: margin, after: margin, margin, cash: held > 0 ? cost : 0 }];
}
