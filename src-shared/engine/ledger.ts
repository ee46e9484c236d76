import { asMoney, type Decimal, type Money, ONE, type Price, ZERO } from '../num/units.ts';
import type { Book, Holding } from './book.ts';
import { type CollateralTerms, collateralTermsOf } from './collateralTerms.ts';
import { addUnknownCharge, type ChargeTerms, chargeTermsOf, replaceCharge, UNPRICED_CHARGE } from './orderCharge.ts';
import { type Prices, rateOf } from './prices.ts';
import { createProfitBook } from './profitBook.ts';
import type { WeighedProfit } from './profitWeighing.ts';
import { orderMarginOf } from './reserve.ts';
import { type RowTerms, rowTermsOf } from './rowTerms.ts';
import { createSideBook, type RowChange } from './sideBook.ts';
import { isShort, type SideMargins } from './sides.ts';
import { emptySums, replaced, type Sums } from './sums.ts';

/** The account kept up to date price by price. Its sums equal `recompute` over the same prices to the last digit. */
export type Ledger = Readonly<{
  /** A new mark, or null when it is no longer known. Costs the rows of this symbol, however many others there are. */
  setMark: (symbol: string, mark: Price | null) => void;
  /** A new index in the valuation currency. Costs the collateral in the asset and the rows settled in it. */
  setIndex: (asset: string, index: Price | null) => void;
  /** The living sums: what they say changes with the next price. */
  sums: () => Sums;
  prices: () => Prices;
  rowTerms: (at: number) => RowTerms | null;
  collateralTerms: (at: number) => CollateralTerms | null;
  /** What a row adds to the maintenance margin of the account, ≥ 0: its own, or 0 on the smaller side where only the larger is asked for. */
  requiredOf: (at: number) => Money;
  /** Maintenance margin of the account if some rows of one underlying had other terms. */
  maintenanceAfter: (changes: readonly RowChange[]) => Money;
  sideMargins: (base: string) => SideMargins;
  /** What the open orders of a symbol reserve; null when unknown. */
  orderMargin: (symbol: string) => Money | null;
  /** What the open orders of a symbol ask for beyond it; null when the rules ask for nothing. */
  chargeTerms: (symbol: string) => ChargeTerms | null;
  /** Open profit of the priced rows settled in a currency that is weighed after it, in its own units, signed; 0 for any other. */
  profitIn: (asset: string) => Decimal;
  /** What weighing that profit changes; null for a currency that is not weighed after it. */
  weighedProfit: (asset: string) => WeighedProfit | null;
}>;

export function createLedger(book: Book): Ledger {
  const mark = new Map<string, Price>();
  const index = new Map<string, Price>();
  const sums = emptySums();
  const rowTerms: (RowTerms | null)[] = book.rows.map(() => null);
  const collateralTerms: (CollateralTerms | null)[] = book.collateral.map(() => null);
  const orderMargins = new Map<string, Money | null>();
  const charges = new Map<string, ChargeTerms>();
  const holdingsBySettle = Map.groupBy(book.holdings.values(), (holding) => holding.instrument.settle);

  sums.unpricedRows = book.rows.length;
  for (const line of book.collateral) {
    if (line.amount.isNegative()) sums.unpricedDebts += 1;
    else if (!line.amount.isZero()) sums.unpricedCollateral += 1;
    if (!line.owedMargin.isZero()) sums.unpricedOwed += 1;
  }
  for (const holding of book.holdings.values()) if (holding.reserve !== null) sums.unknownOrders += 1;
  for (const holding of [...book.chargedBySettle.values()].flat()) {
    charges.set(holding.symbol, UNPRICED_CHARGE);
    addUnknownCharge(sums);
  }

  const margins = createSideBook(book.rules.sides);
  const profits = createProfitBook(book);
  let owed = asMoney(ZERO);

  const rateFor = (asset: string): Decimal | null => rateOf(asset, book.valuationCurrency, index);

  function addUpMargins(): void {
    const asked = sums.orderMaintenance.isZero() ? margins.maintenance() : asMoney(margins.maintenance().plus(sums.orderMaintenance));
    sums.maintenanceMargin = owed.isZero() ? asked : asMoney(asked.plus(owed));
    sums.positionInitialMargin = owed.isZero() ? margins.initial() : asMoney(margins.initial().plus(owed));
  }

  function replaceRow(at: number, next: RowTerms | null): void {
    const last = rowTerms[at] ?? null;
    if (last === null && next === null) return;
    rowTerms[at] = next;
    sums.unrealizedPnl = replaced(sums.unrealizedPnl, last?.unrealizedPnl, next?.unrealizedPnl);
    sums.notional = replaced(sums.notional, last?.notional, next?.notional);
    const row = book.rows[at];
    if (row !== undefined) {
      margins.replace(row, last, next);
      addUpMargins();
    }
    sums.unpricedRows += count(next === null) - count(last === null);
    sums.unmarginedRows += count(next?.maintenanceMargin === null) - count(last?.maintenanceMargin === null);
    sums.unmarginedInitialRows += count(next?.initialMargin === null) - count(last?.initialMargin === null);
  }

  function priceRow(at: number, price: Price | null, rate: Decimal | null): void {
    const row = book.rows[at];
    if (row === undefined) return;
    const known = price !== null && rate !== null && row.unsupported === null;
    replaceRow(at, known ? rowTermsOf(row, price, rate === ONE ? null : rate) : null);
    profits.replace(at, known ? price : null);
  }

  function priceOrders(holding: Holding, price: Price | null, rate: Decimal | null): void {
    if (holding.reserve === null) return;
    const last = orderMargins.get(holding.symbol) ?? null;
    const next = price === null || rate === null || holding.unsupported ? null : orderMarginOf(holding.reserve, price, rate === ONE ? null : rate);
    orderMargins.set(holding.symbol, next);
    sums.orderMargin = replaced(sums.orderMargin, last, next);
    sums.unknownOrders += count(next === null) - count(last === null);
  }

  function priceHolding(holding: Holding): void {
    const price = mark.get(holding.symbol) ?? null;
    const rate = rateFor(holding.instrument.settle);
    for (const at of holding.rows) priceRow(at, price, rate);
    priceOrders(holding, price, rate);
  }

  /** After its rows: open profit of a currency, where it is weighed with the balance. */
  function weigh(asset: string): void {
    if (!book.weighings.has(asset)) return;
    const [margin, unknown] = [profits.owedMargin(), profits.unweighted()];
    profits.weigh(asset, rateFor(asset));
    sums.weighedProfit = profits.adjustment();
    sums.unweightedCollateral += profits.unweighted() - unknown;
    if (profits.owedMargin().eq(margin)) return;
    owed = replaced(owed, margin, profits.owedMargin());
    addUpMargins();
  }

  function priceCollateral(at: number): void {
    const line = book.collateral[at];
    if (line === undefined) return;
    const rate = rateFor(line.collateral.asset);
    const last = collateralTerms[at] ?? null;
    const next = rate === null ? null : collateralTermsOf(line, rate);
    collateralTerms[at] = next;
    sums.collateralValue = replaced(sums.collateralValue, last?.value, next?.value);
    sums.adjustedCollateral = replaced(sums.adjustedCollateral, last?.adjustedValue, next?.adjustedValue);
    if (!line.owedMargin.isZero()) {
      owed = replaced(owed, last?.owedMargin, next?.owedMargin);
      sums.unpricedOwed += count(next === null) - count(last === null);
      addUpMargins();
    }
    sums.unweightedCollateral += count(next?.adjustedValue === null) - count(last?.adjustedValue === null);
    const change = count(next === null) - count(last === null);
    if (line.amount.isNegative()) sums.unpricedDebts += change;
    else if (!line.amount.isZero()) sums.unpricedCollateral += change;
  }

  /** Orders are charged at their own prices: only their settle currency moves what they ask for. */
  function priceCharge({ symbol, charge, unsupported }: Holding, rate: Decimal | null): void {
    const next = charge === null || rate === null || unsupported ? UNPRICED_CHARGE : chargeTermsOf(charge, rate === ONE ? null : rate);
    replaceCharge(sums, charges.get(symbol) ?? UNPRICED_CHARGE, next);
    charges.set(symbol, next);
    addUpMargins();
  }

  function priceAsset(asset: string): void {
    for (const at of book.collateralByAsset.get(asset) ?? []) priceCollateral(at);
    for (const holding of holdingsBySettle.get(asset) ?? []) priceHolding(holding);
    for (const holding of book.chargedBySettle.get(asset) ?? []) priceCharge(holding, rateFor(asset));
    weigh(asset);
  }

  priceAsset(book.valuationCurrency);
  return {
    setMark: (symbol, price) => {
      const holding = book.holdings.get(symbol);
      if (holding === undefined) return;
      put(mark, symbol, price);
      priceHolding(holding);
      weigh(holding.instrument.settle);
    },
    setIndex: (asset, price) => {
      if (asset === book.valuationCurrency) return;
      put(index, asset, price);
      priceAsset(asset);
    },
    sums: () => sums,
    prices: () => ({ mark, index }),
    rowTerms: (at) => rowTerms[at] ?? null,
    collateralTerms: (at) => collateralTerms[at] ?? null,
    requiredOf: (at) => requiredOf(book, margins.sides, at, rowTerms[at] ?? null),
    maintenanceAfter: (changes) => asMoney(margins.after(changes).plus(sums.orderMaintenance).plus(owed)),
    sideMargins: margins.sides,
    orderMargin: (symbol) => (book.holdings.get(symbol)?.reserve === null ? asMoney(ZERO) : orderMargins.get(symbol) ?? null),
    chargeTerms: (symbol) => charges.get(symbol) ?? null,
    profitIn: profits.profitIn,
    weighedProfit: profits.weighed,
  };
}

function requiredOf(book: Book, sides: (base: string) => SideMargins, at: number, terms: RowTerms | null): Money {
  const [row, own] = [book.rows[at], terms?.maintenanceMargin ?? asMoney(ZERO)];
  if (row === undefined || book.rules.sides === 'sum') return own;
  const { long, short } = sides(row.instrument.base);
  return isShort(row) === short.gt(long) ? own : asMoney(ZERO);
}

const count = (holds: boolean): number => (holds ? 1 : 0);

function put(prices: Map<string, Price>, key: string, price: Price | null): void {
  if (price === null) prices.delete(key);
  else prices.set(key, price);
}
