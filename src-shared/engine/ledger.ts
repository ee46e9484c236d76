import { asMoney, type Decimal, type Money, ONE, type Price, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import { createCollateralSums } from './collateralSums.ts';
import type { CollateralTerms } from './collateralTerms.ts';
import type { Holding } from './holdings.ts';
import { createOptionSums } from './optionSums.ts';
import type { OptionTerms } from './optionTerms.ts';
import { createOrderSums } from './orderSums.ts';
import type { ChargeTerms } from './orderCharge.ts';
import { type Prices, rateOf } from './prices.ts';
import { createProfitBook } from './profitBook.ts';
import type { WeighedProfit } from './profitWeighing.ts';
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
  /** Of an option, which has no row terms. */
  optionTerms: (at: number) => OptionTerms | null;
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
  /** Whether all open profit is known of a currency that is weighed after it; a debt in it asks for at least nothing where it is not. */
  isProfitKnown: (asset: string) => boolean;
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
  const holdingsBySettle = Map.groupBy(book.holdings.values(), (holding) => holding.instrument.settle);

  const margins = createSideBook(book.rules.sides);
  const profits = createProfitBook(book);
  const owing = new Map<string, boolean>();
  const collateral = createCollateralSums(book, sums);
  const orders = createOrderSums(book, sums);
  const options = createOptionSums(book, sums, () => ({ mark, index }));
  sums.unpricedRows = book.rows.filter(({ option }) => option === null).length;

  const rateFor = (asset: string): Decimal | null => rateOf(asset, book.valuationCurrency, index);

  /** What debts ask for beyond themselves, after what open profit changes of it. */
  const owedMargin = (): Money => (book.weighings.size === 0 ? collateral.owedMargin() : asMoney(collateral.owedMargin().plus(profits.owedMargin())));

  function priceRow(at: number, price: Price | null, rate: Decimal | null): void {
    const row = book.rows[at];
    if (row === undefined) return;
    if (row.option !== null) { options.price(at); return; }
    const known = price !== null && rate !== null && row.unsupported === null;
    const [last, next] = [rowTerms[at] ?? null, known ? rowTermsOf(row, price, rate === ONE ? null : rate) : null];
    if (last === null && next === null) return;
    rowTerms[at] = next;
    profits.replace(at, known ? price : null);
    margins.replace(row, last, next);
    sums.unrealizedPnl = replaced(sums.unrealizedPnl, last?.unrealizedPnl, next?.unrealizedPnl);
    sums.notional = replaced(sums.notional, last?.notional, next?.notional);
    sums.unpricedRows += Number(next === null) - Number(last === null);
    sums.unmarginedRows += Number(next?.maintenanceMargin === null) - Number(last?.maintenanceMargin === null);
    sums.unmarginedInitialRows += Number(next?.initialMargin === null) - Number(last?.initialMargin === null);
  }

  function priceHolding(holding: Holding): void {
    const price = mark.get(holding.symbol) ?? null;
    const rate = rateFor(holding.instrument.settle);
    for (const at of holding.rows) priceRow(at, price, rate);
    orders.price(holding, price, rate);
  }

  /** A debt asks for margin once all is known that may pay it back. */
  function priceDebts(asset: string): void {
    const owes = profits.isKnown(asset);
    if (owing.get(asset) === owes) return;
    owing.set(asset, owes);
    for (const at of book.collateralByAsset.get(asset) ?? []) collateral.price(at, rateFor(asset), owes);
  }

  /** After its rows: open profit of a currency, where it is weighed with the balance. */
  function weigh(asset: string): void {
    if (!book.weighings.has(asset)) return;
    const unknown = profits.unweighted();
    profits.weigh(asset, rateFor(asset));
    priceDebts(asset);
    sums.weighedProfit = profits.adjustment();
    sums.unweightedCollateral += profits.unweighted() - unknown;
  }

  /** After all that a price changes. */
  function addUpMargins(): void {
    const owed = owedMargin();
    const rows = sums.optionMaintenance.isZero() ? margins.maintenance() : asMoney(margins.maintenance().plus(sums.optionMaintenance));
    const initial = sums.optionInitial.isZero() ? margins.initial() : asMoney(margins.initial().plus(sums.optionInitial));
    const asked = sums.orderMaintenance.isZero() ? rows : asMoney(rows.plus(sums.orderMaintenance));
    sums.maintenanceMargin = owed.isZero() ? asked : asMoney(asked.plus(owed));
    sums.positionInitialMargin = owed.isZero() ? initial : asMoney(initial.plus(owed));
  }

  function priceAsset(asset: string): void {
    const rate = rateFor(asset);
    for (const at of book.collateralByAsset.get(asset) ?? []) collateral.price(at, rate, owing.get(asset) ?? true);
    for (const holding of holdingsBySettle.get(asset) ?? []) priceHolding(holding);
    for (const at of book.optionsBeside.get(asset) ?? []) options.price(at);
    for (const holding of book.chargedBySettle.get(asset) ?? []) orders.charge(holding, rate);
    weigh(asset);
    addUpMargins();
  }

  priceAsset(book.valuationCurrency);
  return {
    setMark: (symbol, price) => {
      const holding = book.holdings.get(symbol);
      if (holding === undefined) return;
      put(mark, symbol, price);
      priceHolding(holding);
      weigh(holding.instrument.settle);
      addUpMargins();
    },
    setIndex: (asset, price) => {
      if (asset === book.valuationCurrency) return;
      put(index, asset, price);
      priceAsset(asset);
    },
    sums: () => sums,
    prices: () => ({ mark, index }),
    rowTerms: (at) => rowTerms[at] ?? null,
    optionTerms: options.termsOf,
    collateralTerms: collateral.termsOf,
    requiredOf: (at) => requiredOf(book, margins.sides, at, rowTerms[at] ?? options.termsOf(at)),
    maintenanceAfter: (changes) => asMoney(margins.after(changes).plus(sums.optionMaintenance).plus(sums.orderMaintenance).plus(owedMargin())),
    sideMargins: margins.sides,
    orderMargin: orders.marginOf,
    chargeTerms: orders.chargeOf,
    isProfitKnown: profits.isKnown,
    profitIn: profits.profitIn,
    weighedProfit: profits.weighed,
  };
}

function requiredOf(book: Book, sides: (base: string) => SideMargins, at: number, terms: Pick<RowTerms, 'maintenanceMargin'> | null): Money {
  const [row, own] = [book.rows[at], terms?.maintenanceMargin ?? asMoney(ZERO)];
  if (row === undefined || book.rules.sides === 'sum' || row.option !== null) return own;
  const { long, short } = sides(row.instrument.base);
  return isShort(row) === short.gt(long) ? own : asMoney(ZERO);
}

function put(prices: Map<string, Price>, key: string, price: Price | null): void {
  if (price === null) prices.delete(key);
  else prices.set(key, price);
}
