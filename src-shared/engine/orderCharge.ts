import type { Instrument } from '../domain/instrument.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { Decimal, type Money, term, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import type { Holding } from './holdings.ts';
import { notionalAt } from './kernel/contractTerms.ts';
import type { Ledger } from './ledger.ts';
import { createReserve, type Exposure } from './reserve.ts';
import { maintenanceRequired } from './rowRule.ts';
import { type MutableSums, replaced } from './sums.ts';

/** What filling the open orders of one symbol would ask for, in its settle currency: at their own prices, so that no mark changes it. */
export type OrderCharge = Readonly<{
  /** Σ maintenance margin of the fills, with what of the closing fee is inside, ≥ 0; null when unknown. */
  maintenance: Decimal | null;
  /** Σ notional · taker fee rate: leaves the equity when they fill; null when nobody names a fee. */
  openingFee: Decimal | null;
  /** What one of the two is unknown without. */
  lacks: string | null;
}>;

/** The same in the valuation currency, each a term. */
export type ChargeTerms = Readonly<{ maintenance: Money | null; openingFee: Money | null }>;

/** A charge whose settle currency has no price. */
export const UNPRICED_CHARGE: ChargeTerms = { maintenance: null, openingFee: null };

/**
 * Each order by itself, as a position of its size at its price:
 *
 *   maintenance   Σ max(0, MM(|q| · price))     the closing fee inside where the rules put it
 *   openingFee    Σ |q| · price · taker fee rate
 *
 * @source docs/margin-models.md, "Open orders"; kucoin.com support 35233217061785
 */
export function orderChargeOf(instrument: Instrument, rules: MarginRules, orders: readonly Exposure[]): OrderCharge {
  const feeRate = instrument.takerFeeRate ?? rules.takerFeeRate;
  const parts = orders.map(({ leg, rule }) => {
    const notional = notionalAt(leg, leg.entryPrice);
    const required = maintenanceRequired(rule, notional, () => notional);
    return { notional, required: required === null ? null : Decimal.max(ZERO, required), lacks: required === null ? rule.lacks ?? 'a bracket for an order' : null };
  });
  const unmargined = parts.find(({ lacks }) => lacks !== null)?.lacks ?? null;
  return {
    maintenance: parts.reduce<Decimal | null>((sum, { required }) => (sum === null || required === null ? null : sum.plus(required)), ZERO),
    openingFee: feeRate === undefined ? null : parts.reduce<Decimal>((sum, { notional }) => sum.plus(notional.times(feeRate)), ZERO),
    lacks: unmargined ?? (feeRate === undefined ? 'taker fee rate' : null),
  };
}

/** A symbol with one of its rows closed: the leverage and the legs that are left may put its orders on other rates. */
export function chargedWithout({ rows, rules }: Book, holding: Holding, closed: number): Holding {
  const { instrument, orders, rows: held } = holding;
  const left = held.filter((at) => at !== closed);
  const reserve = createReserve(instrument, rules, left.flatMap((at) => rows[at] ?? []), orders.flatMap(({ order, leg }) => (order.reduceOnly ? [] : [leg])));
  return { ...holding, rows: left, reserve, charge: orderChargeOf(instrument, rules, reserve.orders) };
}

/** @param rate valuation currency per settle currency; null means 1 */
export function chargeTermsOf({ maintenance, openingFee }: OrderCharge, rate: Decimal | null): ChargeTerms {
  const valued = (value: Decimal | null): Money | null => (value === null ? null : term(rate === null ? value : value.times(rate)));
  return { maintenance: valued(maintenance), openingFee: valued(openingFee) };
}

/** What is known of a charge takes from the buffer, signed as a gain: ≤ 0 but for a fee that is paid back. */
const chargeOnBuffer = ({ maintenance, openingFee }: ChargeTerms): Decimal => (maintenance ?? ZERO).plus(openingFee ?? ZERO).neg();

/** What open orders settled in an asset take from the buffer, signed as a gain, in the valuation currency: fixed in the asset. */
export function chargedIn(book: Book, ledger: Ledger, settle: string): Decimal {
  return (book.chargedBySettle.get(settle) ?? []).reduce<Decimal>((sum, { symbol }) => {
    const terms = ledger.chargeTerms(symbol);
    return terms === null ? sum : sum.plus(chargeOnBuffer(terms));
  }, ZERO);
}

/** Counts a charge among the unknown, until {@link replaceCharge} says its terms. */
export function addUnknownCharge(sums: MutableSums): void {
  sums.unmarginedOrders += 1;
  sums.unknownOpeningFees += 1;
}

/** Puts other terms of one symbol's charge into the sums; the maintenance margin itself is added up by the caller. */
export function replaceCharge(sums: MutableSums, last: ChargeTerms, next: ChargeTerms): void {
  sums.orderMaintenance = replaced(sums.orderMaintenance, last.maintenance, next.maintenance);
  sums.openingFees = replaced(sums.openingFees, last.openingFee, next.openingFee);
  sums.unmarginedOrders += Number(next.maintenance === null) - Number(last.maintenance === null);
  sums.unknownOpeningFees += Number(next.openingFee === null) - Number(last.openingFee === null);
}
