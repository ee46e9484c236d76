import { type Decimal, ONE } from '../../num/units.ts';
import { type Leg, notionalAt } from './contractTerms.ts';
import type { Crossing } from './crossing.ts';
import { isolatedBankruptcy } from './isolated.ts';

/**
 * A cross position whose requirement and closing fee do not move with the price: the requirement is taken at entry, the
 * fee at the bankruptcy price, which is printed beyond that fee: · (1 + fee) for a long, · (1 − fee) for a short.
 *
 * @param balance of the pool less what its orders hold, settle currency
 * @returns both "none" when the balance covers every price
 * @source help.bybit.com 360039261334
 */
export function entryMarginPrices(leg: Leg, balance: Decimal, rate: Decimal, feeRate: Decimal): Readonly<{ bankruptcy: Crossing; liquidation: Crossing }> {
  const usedUp = isolatedBankruptcy(leg, balance);
  if (usedUp.status === 'none') return { bankruptcy: usedUp, liquidation: usedUp };
  const price = usedUp.price.times(leg.quantity.isNegative() ? ONE.minus(feeRate) : ONE.plus(feeRate));
  const required = notionalAt(leg, leg.entryPrice).times(rate).plus(notionalAt(leg, price).times(feeRate));
  return { bankruptcy: { status: 'price', price }, liquidation: isolatedBankruptcy(leg, balance.minus(required)) };
}
