import { asMoney, type Money, ONE, term, ZERO } from '../num/units.ts';
import type { Book, Row } from './book.ts';
import { weightingOf } from './collateralWeight.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import type { RowTerms } from './rowTerms.ts';

/**
 * Adjusted equity with one row closed at its mark, without a fee: its P&L becomes cash in the settle currency, which
 * counts by the weight of that asset from then on.
 *
 * @param terms    the row at its mark
 * @param adjusted adjusted equity with the row
 * @returns valuation currency; null when the weight of the settle currency is unknown
 * @source docs/margin-models.md, "Without this row"
 */
export function adjustedEquityWithout(book: Book, ledger: Ledger, row: Row, terms: RowTerms, adjusted: Money): Money | null {
  const { settle, symbol } = row.instrument;
  const [at] = book.collateralByAsset.get(settle) ?? [];
  const line = at === undefined ? undefined : book.collateral[at];
  const weighting = line?.weighting ?? weightingOf({ asset: settle }, book.portfolio);
  if (weighting.full) return adjusted;
  const { mark, index } = ledger.prices();
  const [price, rate] = [mark.get(symbol), rateOf(settle, book.valuationCurrency, index)];
  if (price === undefined || rate === null) return null;
  const amount = line?.amount ?? ZERO;
  const after = weighting.counted(amount.plus(row.size.times(price.minus(row.entryPrice))));
  const before = line === undefined ? ZERO : line.countedAmount;
  if (after === null || before === null) return null;
  const value = (counted: typeof ZERO): Money => term(rate === ONE ? counted : counted.times(rate));
  return asMoney(adjusted.minus(terms.unrealizedPnl).plus(value(after)).minus(value(before)));
}
