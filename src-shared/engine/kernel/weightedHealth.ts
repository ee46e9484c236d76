import { Decimal, ONE, ZERO } from '../../num/units.ts';

/** A perpetual as its signed size and the quote it has taken (−) or given (+): profit = size · price + quote. */
export type QuotedPerp = Readonly<{ size: Decimal; price: Decimal; quote: Decimal; /** Of notional. */ ratio: Decimal; /** Size premium factor; 0 when there is none. */ sizeFactor: Decimal }>;

/** A borrow, at its price; `weight` ≥ 1. */
export type WeightedBorrow = Readonly<{ amount: Decimal; price: Decimal; weight: Decimal }>;

/** Requirement, and the same with the buffer that a liquidation must free on top. USD. */
export type BufferedRequirement = Readonly<{ required: Decimal; withBuffer: Decimal }>;

/** Profit that counts as collateral: a gain by its weight, a loss in full. */
export function weightedProfit({ size, price, quote }: QuotedPerp, gainWeight: Decimal): Decimal {
  const profit = size.times(price).plus(quote);
  return profit.gt(0) ? profit.times(gainWeight) : profit;
}

/**
 * Margin ratio of a size: max(ratio, 0.8 · ratio + √(10 · |size| · 10⁹ + 1) · factor · 10⁻⁵). It never falls when the size grows.
 *
 * @param factor fraction of 1, as 0.0001
 * @source drift-labs/protocol-v2, sdk/src/math/margin.ts
 */
export function sizePremiumRatio(ratio: Decimal, size: Decimal, factor: Decimal): Decimal {
  if (factor.isZero()) return ratio;
  const root = size.abs().times('1e10').plus(1).sqrt();
  return Decimal.max(ratio, ratio.times('0.8').plus(root.times(factor).times('1e-5')));
}

/** |size| · price · ratio with its size premium; the buffer counts on the notional. */
export function perpRequirement({ size, price, ratio, sizeFactor }: QuotedPerp, buffer: Decimal): BufferedRequirement {
  const notional = size.abs().times(price);
  const required = notional.times(sizePremiumRatio(ratio, size, sizeFactor));
  return { required, withBuffer: required.plus(notional.times(buffer)) };
}

/**
 * Weighted value of a borrow.
 *
 * @param bufferIn `top`: the program's rule, value · weight and value · buffer on top. `weightAndTop`: what the client
 * library of 2.156 prints, the buffer in the weight and again on the weighted value.
 */
export function borrowRequirement({ amount, price, weight }: WeightedBorrow, buffer: Decimal, bufferIn: 'top' | 'weightAndTop'): BufferedRequirement {
  const value = amount.times(price);
  if (bufferIn === 'top') return { required: value.times(weight), withBuffer: value.times(weight.plus(buffer)) };
  const required = value.times(weight.plus(buffer));
  return { required, withBuffer: required.times(ONE.plus(buffer)) };
}

/** What open orders keep, each the same amount. */
export const orderRequirement = (orders: Decimal, perOrder: Decimal): BufferedRequirement => ({ required: orders.times(perOrder), withBuffer: orders.times(perOrder) });

export const addRequirements = (parts: readonly BufferedRequirement[]): BufferedRequirement => parts.reduce<BufferedRequirement>(
  (sum, { required, withBuffer }) => ({ required: sum.required.plus(required), withBuffer: sum.withBuffer.plus(withBuffer) }), { required: ZERO, withBuffer: ZERO },
);
