import { asMoney, type Money, ZERO } from '../num/units.ts';

/** The additive state of an account, in the valuation currency: only what is known is in the sums, what is missing is counted. */
export type Sums = Readonly<{
  collateralValue: Money;
  adjustedCollateral: Money;
  unrealizedPnl: Money;
  /** What adjusted equity gains where open profit is weighed with the balance of its currency, signed; 0 where balances alone are weighed. */
  weighedProfit: Money;
  /** Worth of options, signed: part of equity and of no adjusted equity. */
  optionValue: Money;
  notional: Money;
  /** Of positions alone. */
  positionInitialMargin: Money;
  orderMargin: Money;
  /** Of short options, part of `positionInitialMargin` and of `maintenanceMargin`. */
  optionInitial: Money;
  optionMaintenance: Money;
  /** Of open orders, part of `maintenanceMargin`; and what opening them will cost, which is no equity any more. */
  orderMaintenance: Money;
  openingFees: Money;
  maintenanceMargin: Money;
  /** Rows without a price, or that the model cannot price: their P&L and margin are unknown. */
  unpricedRows: number;
  /** Priced rows whose schedule does not say a maintenance (initial) requirement. */
  unmarginedRows: number;
  unmarginedInitialRows: number;
  /** Options without a price; short ones whose requirement is unknown. */
  unpricedOptions: number;
  unmarginedOptions: number;
  unpricedCollateral: number;
  unpricedDebts: number;
  /** Of those, debts that ask for margin of their own. */
  unpricedOwed: number;
  /** Priced collateral, or a currency with its open profit, without a known weight. */
  unweightedCollateral: number;
  /** Symbols whose order margin is unknown. */
  unknownOrders: number;
  /** Symbols whose orders ask for an unknown maintenance margin, or for an unknown opening fee. */
  unmarginedOrders: number;
  unknownOpeningFees: number;
}>;

export type MutableSums = { -readonly [K in keyof Sums]: Sums[K] };

export function emptySums(): MutableSums {
  const nothing = asMoney(ZERO);
  return {
    collateralValue: nothing, adjustedCollateral: nothing, unrealizedPnl: nothing, weighedProfit: nothing, optionValue: nothing, notional: nothing,
    positionInitialMargin: nothing, orderMargin: nothing, optionInitial: nothing, optionMaintenance: nothing, orderMaintenance: nothing, openingFees: nothing, maintenanceMargin: nothing,
    unpricedRows: 0, unmarginedRows: 0, unmarginedInitialRows: 0, unpricedOptions: 0, unmarginedOptions: 0,
    unpricedCollateral: 0, unpricedDebts: 0, unpricedOwed: 0, unweightedCollateral: 0, unknownOrders: 0, unmarginedOrders: 0, unknownOpeningFees: 0,
  };
}

/** Known collateral after weights plus known P&L, weighed where the rules weigh it, with nothing taken for open orders. */
export const knownMarginBalance = ({ adjustedCollateral, unrealizedPnl, weighedProfit }: Sums): Money => asMoney(adjustedCollateral.plus(unrealizedPnl).plus(weighedProfit));

/** The same less the known opening fees of open orders. */
export const knownAdjustedEquity = (sums: Sums): Money => (sums.openingFees.isZero() ? knownMarginBalance(sums) : asMoney(knownMarginBalance(sums).minus(sums.openingFees)));

/** True when an input of adjusted equity or of the maintenance margin of positions and orders is missing. */
export const hasGaps = (sums: Sums): boolean =>
  sums.unpricedRows + sums.unmarginedRows + sums.unmarginedOptions + sums.unpricedCollateral + sums.unpricedDebts + sums.unweightedCollateral + sums.unmarginedOrders + sums.unknownOpeningFees > 0;

/** Known collateral plus known P&L and worth of options. */
export const knownEquity = (sums: Sums): Money => asMoney(sums.collateralValue.plus(sums.unrealizedPnl).plus(sums.optionValue));

/** Known adjusted equity minus known maintenance margin; may be negative. */
export const knownBuffer = (sums: Sums): Money => asMoney(knownAdjustedEquity(sums).minus(sums.maintenanceMargin));

/** A sum with one term replaced. Exact: terms have 18 decimals and the sum fits the working precision, so taking out what was put in leaves no trace. */
export function replaced(sum: Money, last: Money | null | undefined, next: Money | null | undefined): Money {
  const without = last === null || last === undefined ? sum : sum.minus(last);
  return asMoney(next === null || next === undefined ? without : without.plus(next));
}
