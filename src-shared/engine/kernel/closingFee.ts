import type { Decimal } from '../../num/units.ts';
import type { Leg } from './contractTerms.ts';

/**
 * Fee of closing at the bankruptcy price of a leverage: value · (1 ∓ 1 / leverage) · rate, − for a long, + for a short.
 * Bybit keeps it inside initial and maintenance margin, Phemex inside the balance assigned to an isolated position.
 */
export function bankruptcyFee(leg: Leg, value: Decimal, leverage: Decimal, feeRate: Decimal): Decimal {
  const share = value.div(leverage);
  return (leg.quantity.isNegative() ? value.plus(share) : value.minus(share)).times(feeRate);
}

/**
 * Initial and maintenance margin with that fee inside both.
 *
 * @param hedged the other leg of the hedge is at least as large: the fees of both legs remain, and no rate
 */
export function marginWithFee(leg: Leg, value: Decimal, leverage: Decimal, feeRate: Decimal, required: Decimal, hedged: boolean): Readonly<{ initial: Decimal; maintenance: Decimal }> {
  const fee = bankruptcyFee(leg, value, leverage, feeRate).times(hedged ? 2 : 1);
  return { initial: value.div(leverage).plus(fee), maintenance: hedged ? fee : required.plus(fee) };
}
