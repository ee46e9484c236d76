import { asMoney, type Decimal, type Money, term, ZERO } from '../num/units.ts';
import type { CollateralLine } from './collateralLines.ts';

/** What one collateral line adds to the account, in the valuation currency. */
export type CollateralTerms = Readonly<{
  /** amount · index, signed: a debt is negative. */
  value: Money;
  /** What counts of it: Σ part · weight · index; a debt in full. Null when no weight is known. */
  adjustedValue: Money | null;
  /** What a debt adds to initial and maintenance margin, ≥ 0. */
  owedMargin: Money;
}>;

const NOTHING = asMoney(ZERO);

/**
 * @param index valuation currency per unit of the asset, > 0
 * @param owes  false where an open profit that is not known may pay the debt back: it asks for at least nothing then
 * @source docs/margin-models.md, "Collateral"
 */
export function collateralTermsOf(line: CollateralLine, index: Decimal, owes = true): CollateralTerms {
  return { value: term(line.amount.times(index)), adjustedValue: line.countedAmount === null ? null : term(line.countedAmount.times(index)), owedMargin: !owes || line.owedMargin.isZero() ? NOTHING : term(line.owedMargin.times(index)) };
}
