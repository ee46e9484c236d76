import { type Decimal, type Money, term } from '../num/units.ts';
import type { CollateralLine } from './book.ts';

/** What one collateral line adds to the account, in the valuation currency. */
export type CollateralTerms = Readonly<{
  /** amount · index, signed: a debt is negative. */
  value: Money;
  /** value · weight; a debt at weight 1. Null when no weight is known. */
  adjustedValue: Money | null;
}>;

/** @param index valuation currency per unit of the asset, > 0 */
export function collateralTermsOf(line: CollateralLine, index: Decimal): CollateralTerms {
  const value = line.amount.times(index);
  return { value: term(value), adjustedValue: line.weight === null ? null : term(value.times(line.weight)) };
}
