import { asMoney, type Decimal, ONE } from '../num/units.ts';
import type { Book } from './book.ts';
import type { CollateralLine } from './collateralLines.ts';
import type { Holding } from './holdings.ts';
import { collateralTermsOf } from './collateralTerms.ts';
import { addUnknownCharge, chargeTermsOf, replaceCharge, UNPRICED_CHARGE } from './orderCharge.ts';
import { type Prices, rateOf } from './prices.ts';
import { openProfitOf, type ProfitWeighing, weighedProfitOf } from './profitWeighing.ts';
import { countUnpriced, optionPricesOf, replaceOption } from './optionSums.ts';
import { optionTermsOf } from './optionTerms.ts';
import { orderMarginOf } from './reserve.ts';
import type { Row } from './row.ts';
import { type RowTerms, rowTermsOf } from './rowTerms.ts';
import { createSideBook } from './sideBook.ts';
import { emptySums, type MutableSums, type Sums } from './sums.ts';

/**
 * The whole account from nothing: the plain statement of the rules, against which the incremental ledger is held
 * equal to the last digit.
 */
export function recompute(book: Book, prices: Prices): Sums {
  const sums = emptySums();
  for (const line of book.collateral) addCollateral(sums, line, rateOf(line.collateral.asset, book.valuationCurrency, prices.index), isProfitKnown(book, line.collateral.asset, prices));
  const margins = createSideBook(book.rules.sides);
  for (const row of book.rows) if (row.option === null) addRow(sums, row, termsAt(row, prices, rateOf(row.instrument.settle, book.valuationCurrency, prices.index)), margins);
    else addOption(sums, book, row, prices);
  sums.maintenanceMargin = asMoney(sums.maintenanceMargin.plus(margins.maintenance()).plus(sums.optionMaintenance));
  sums.positionInitialMargin = asMoney(sums.positionInitialMargin.plus(margins.initial()).plus(sums.optionInitial));
  for (const weighing of book.weighings.values()) addWeighedProfit(sums, book, weighing, prices);
  for (const holding of book.holdings.values()) addOrders(sums, book, holding, prices);
  for (const [settle, holdings] of book.chargedBySettle) for (const holding of holdings) addCharge(sums, holding, rateOf(settle, book.valuationCurrency, prices.index));
  sums.maintenanceMargin = asMoney(sums.maintenanceMargin.plus(sums.orderMaintenance));
  return sums;
}

function addCollateral(sums: MutableSums, line: CollateralLine, index: Decimal | null, owes: boolean): void {
  if (index === null) {
    if (line.amount.isNegative()) sums.unpricedDebts += 1;
    else if (!line.amount.isZero()) sums.unpricedCollateral += 1;
    if (!line.owedMargin.isZero()) sums.unpricedOwed += 1;
    return;
  }
  const { value, adjustedValue, owedMargin } = collateralTermsOf(line, index, owes);
  sums.collateralValue = asMoney(sums.collateralValue.plus(value));
  sums.maintenanceMargin = asMoney(sums.maintenanceMargin.plus(owedMargin));
  sums.positionInitialMargin = asMoney(sums.positionInitialMargin.plus(owedMargin));
  if (adjustedValue === null) sums.unweightedCollateral += 1;
  else sums.adjustedCollateral = asMoney(sums.adjustedCollateral.plus(adjustedValue));
}

/** Whether every row has a price that is settled in a currency which is weighed after its profit: what pays a debt back, or makes it. */
function isProfitKnown(book: Book, asset: string, prices: Prices): boolean {
  if (!book.weighings.has(asset)) return true;
  const rate = rateOf(asset, book.valuationCurrency, prices.index);
  return (book.rowsBySettle.get(asset) ?? []).every((at) => book.rows[at] === undefined || termsAt(book.rows[at], prices, rate) !== null);
}

function termsAt(row: Row, prices: Prices, rate: Decimal | null): RowTerms | null {
  const mark = prices.mark.get(row.instrument.symbol);
  return mark === undefined || rate === null || row.unsupported !== null ? null : rowTermsOf(row, mark, rate === ONE ? null : rate);
}

function addRow(sums: MutableSums, row: Row, terms: RowTerms | null, margins: ReturnType<typeof createSideBook>): void {
  if (terms === null) {
    sums.unpricedRows += 1;
    return;
  }
  sums.unrealizedPnl = asMoney(sums.unrealizedPnl.plus(terms.unrealizedPnl));
  sums.notional = asMoney(sums.notional.plus(terms.notional));
  if (terms.maintenanceMargin === null) sums.unmarginedRows += 1;
  if (terms.initialMargin === null) sums.unmarginedInitialRows += 1;
  margins.replace(row, null, terms);
}

function addOption(sums: MutableSums, book: Book, row: Row, prices: Prices): void {
  if (row.option === null) return;
  countUnpriced(sums, row.option);
  replaceOption(sums, row.option, null, optionTermsOf(row.option, optionPricesOf(row, book.valuationCurrency, prices)));
}

function addWeighedProfit(sums: MutableSums, book: Book, weighing: ProfitWeighing, prices: Prices): void {
  const index = rateOf(weighing.asset, book.valuationCurrency, prices.index);
  const profits = (book.rowsBySettle.get(weighing.asset) ?? []).flatMap((at) => {
    const [row, mark] = [book.rows[at], prices.mark.get(book.rows[at]?.instrument.symbol ?? '')];
    return row === undefined || mark === undefined || row.unsupported !== null ? [] : [openProfitOf(row, mark)];
  });
  if (index === null || profits.length === 0) return;
  const { adjustment, owedMargin, isKnown } = weighedProfitOf(weighing, profits.reduce((sum, profit) => sum.plus(profit)), index, isProfitKnown(book, weighing.asset, prices));
  sums.weighedProfit = asMoney(sums.weighedProfit.plus(adjustment));
  sums.maintenanceMargin = asMoney(sums.maintenanceMargin.plus(owedMargin));
  sums.positionInitialMargin = asMoney(sums.positionInitialMargin.plus(owedMargin));
  if (!isKnown) sums.unweightedCollateral += 1;
}

function addOrders(sums: MutableSums, book: Book, holding: Holding, prices: Prices): void {
  if (holding.reserve === null) return;
  const mark = prices.mark.get(holding.symbol);
  const rate = rateOf(holding.instrument.settle, book.valuationCurrency, prices.index);
  const margin = mark === undefined || rate === null || holding.unsupported ? null : orderMarginOf(holding.reserve, mark, rate === ONE ? null : rate);
  if (margin === null) sums.unknownOrders += 1;
  else sums.orderMargin = asMoney(sums.orderMargin.plus(margin));
}

function addCharge(sums: MutableSums, { charge, unsupported }: Holding, rate: Decimal | null): void {
  addUnknownCharge(sums);
  if (charge !== null && rate !== null && !unsupported) replaceCharge(sums, UNPRICED_CHARGE, chargeTermsOf(charge, rate === ONE ? null : rate));
}
