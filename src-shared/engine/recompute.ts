import { asMoney, type Decimal, ONE } from '../num/units.ts';
import type { Book, CollateralLine, Holding, Row } from './book.ts';
import { collateralTermsOf } from './collateralTerms.ts';
import { orderMarginOf } from './orderMargin.ts';
import { type Prices, rateOf } from './prices.ts';
import { rowTermsOf } from './rowTerms.ts';
import { emptySums, type MutableSums, type Sums } from './sums.ts';

/**
 * The whole account from nothing: the plain statement of the rules, against which the incremental ledger is held
 * equal to the last digit.
 */
export function recompute(book: Book, prices: Prices): Sums {
  const sums = emptySums();
  for (const line of book.collateral) addCollateral(sums, line, rateOf(line.collateral.asset, book.valuationCurrency, prices.index));
  for (const row of book.rows) addRow(sums, row, prices, rateOf(row.instrument.settle, book.valuationCurrency, prices.index));
  for (const holding of book.holdings.values()) addOrders(sums, book, holding, prices);
  return sums;
}

function addCollateral(sums: MutableSums, line: CollateralLine, index: Decimal | null): void {
  if (index === null) {
    if (line.amount.isNegative()) sums.unpricedDebts += 1;
    else if (!line.amount.isZero()) sums.unpricedCollateral += 1;
    return;
  }
  const { value, adjustedValue } = collateralTermsOf(line, index);
  sums.collateralValue = asMoney(sums.collateralValue.plus(value));
  if (adjustedValue === null) sums.unweightedCollateral += 1;
  else sums.adjustedCollateral = asMoney(sums.adjustedCollateral.plus(adjustedValue));
}

function addRow(sums: MutableSums, row: Row, prices: Prices, rate: Decimal | null): void {
  const mark = prices.mark.get(row.instrument.symbol);
  if (mark === undefined || rate === null || row.unsupported !== null) {
    sums.unpricedRows += 1;
    return;
  }
  const terms = rowTermsOf(row, mark, rate === ONE ? null : rate);
  sums.unrealizedPnl = asMoney(sums.unrealizedPnl.plus(terms.unrealizedPnl));
  sums.notional = asMoney(sums.notional.plus(terms.notional));
  if (terms.maintenanceMargin === null) sums.unmarginedRows += 1;
  else sums.maintenanceMargin = asMoney(sums.maintenanceMargin.plus(terms.maintenanceMargin));
  if (terms.initialMargin === null) sums.unmarginedInitialRows += 1;
  else sums.positionInitialMargin = asMoney(sums.positionInitialMargin.plus(terms.initialMargin));
}

function addOrders(sums: MutableSums, book: Book, holding: Holding, prices: Prices): void {
  if (!holding.reserves) return;
  const mark = prices.mark.get(holding.symbol);
  const rate = rateOf(holding.instrument.settle, book.valuationCurrency, prices.index);
  const margin = mark === undefined || rate === null ? null : orderMarginOf(book, holding, mark, rate === ONE ? null : rate);
  if (margin === null) sums.unknownOrders += 1;
  else sums.orderMargin = asMoney(sums.orderMargin.plus(margin));
}
