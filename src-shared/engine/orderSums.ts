import { asMoney, type Decimal, type Money, ONE, type Price, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import type { Holding } from './holdings.ts';
import { addUnknownCharge, type ChargeTerms, chargeTermsOf, replaceCharge, UNPRICED_CHARGE } from './orderCharge.ts';
import { orderMarginOf } from './reserve.ts';
import { type MutableSums, replaced } from './sums.ts';

/** What open orders reserve and are charged, kept symbol by symbol in the sums of an account. */
export type OrderSums = Readonly<{
  /** A new price of a symbol, or of its settle currency in the valuation currency; null when it is not known. */
  price: (holding: Holding, mark: Price | null, rate: Decimal | null) => void;
  /** Orders are charged at their own prices: only their settle currency moves what they ask for. The maintenance margin itself is added up by the caller. */
  charge: (holding: Holding, rate: Decimal | null) => void;
  /** What the orders of a symbol reserve; null when unknown. */
  marginOf: (symbol: string) => Money | null;
  /** What they ask for beyond it; null when the rules ask for nothing. */
  chargeOf: (symbol: string) => ChargeTerms | null;
}>;

/** Counts every order among the unknown, until it is priced. */
export function createOrderSums({ holdings, chargedBySettle }: Book, sums: MutableSums): OrderSums {
  const margins = new Map<string, Money | null>();
  const charges = new Map<string, ChargeTerms>();
  for (const { reserve } of holdings.values()) if (reserve !== null) sums.unknownOrders += 1;
  for (const { symbol } of [...chargedBySettle.values()].flat()) {
    charges.set(symbol, UNPRICED_CHARGE);
    addUnknownCharge(sums);
  }
  return {
    price: ({ symbol, reserve, unsupported }, mark, rate) => {
      if (reserve === null) return;
      const last = margins.get(symbol) ?? null;
      const next = mark === null || rate === null || unsupported ? null : orderMarginOf(reserve, mark, rate === ONE ? null : rate);
      margins.set(symbol, next);
      sums.orderMargin = replaced(sums.orderMargin, last, next);
      sums.unknownOrders += Number(next === null) - Number(last === null);
    },
    charge: ({ symbol, charge, unsupported }, rate) => {
      const next = charge === null || rate === null || unsupported ? UNPRICED_CHARGE : chargeTermsOf(charge, rate === ONE ? null : rate);
      replaceCharge(sums, charges.get(symbol) ?? UNPRICED_CHARGE, next);
      charges.set(symbol, next);
    },
    marginOf: (symbol) => (holdings.get(symbol)?.reserve === null ? asMoney(ZERO) : margins.get(symbol) ?? null),
    chargeOf: (symbol) => charges.get(symbol) ?? null,
  };
}
