import { type Decimal, ONE } from '../../num/units.ts';
import type { Leg } from './contractTerms.ts';

/**
 * Value at the bankruptcy price of a leverage over the value now: 1 − share where a loss makes the value fall (a linear
 * long, an inverse short), 1 + share where it makes it rise.
 *
 * @param share 1 / leverage
 */
export function bankruptcyShare({ settlement, quantity }: Pick<Leg, 'settlement' | 'quantity'>, share: Decimal): Decimal {
  return quantity.isNegative() === (settlement === 'inverse') ? ONE.minus(share) : ONE.plus(share);
}

/**
 * Fee of closing at the bankruptcy price of a leverage: value · share there · rate.
 * Bybit keeps it inside initial and maintenance margin, Phemex inside the balance assigned to an isolated position.
 */
export const bankruptcyFee = (leg: Leg, value: Decimal, leverage: Decimal, feeRate: Decimal): Decimal => value.times(bankruptcyShare(leg, ONE.div(leverage))).times(feeRate);

/**
 * Initial and maintenance margin with that fee inside both.
 *
 * @param hedged the other leg of the hedge is at least as large: the fees of both legs remain, and no rate
 */
export function marginWithFee(leg: Leg, value: Decimal, leverage: Decimal, feeRate: Decimal, required: Decimal, hedged: boolean): Readonly<{ initial: Decimal; maintenance: Decimal }> {
  const fee = bankruptcyFee(leg, value, leverage, feeRate).times(hedged ? 2 : 1);
  return { initial: value.div(leverage).plus(fee), maintenance: hedged ? fee : required.plus(fee) };
}
