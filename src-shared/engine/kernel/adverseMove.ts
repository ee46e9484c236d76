import { type Decimal, ONE, ZERO } from '../../num/units.ts';
import { type Leg, notionalAt, priceAtNotional } from './contractTerms.ts';

/** A position of a pool that moves as one, at its own mark. `closing`: requirement and closing fee per unit of value. */
export type MovingPosition = Readonly<{ leg: Leg; mark: Decimal; closing: Decimal }>;

/** Margin per unit of value of all positions at their marks: the share that each may lose; null without a position. */
export function marginPerValue(positions: readonly MovingPosition[], margin: Decimal): Decimal | null {
  const value = positions.reduce<Decimal>((sum, { leg, mark }) => sum.plus(notionalAt(leg, mark)), ZERO);
  return value.isZero() ? null : margin.div(value);
}

/**
 * The price of one position when every position of its pool moves against it in proportion to its value, and all of
 * the margin is gone but what closing needs. Its value there is
 *
 *   value · (1 − g · share) / (1 − g · closing)     g = + 1 when a growing value is a gain, − 1 when it is a loss
 *
 * At these prices together, equity = Σ requirement + fees.
 *
 * @param share of {@link marginPerValue}
 * @returns null when the margin covers the whole value, or closing needs all of it
 * @source kucoin.com/support/35084431335065
 */
export function proRataPrice({ leg, mark, closing }: MovingPosition, share: Decimal): Decimal | null {
  const gains = leg.quantity.isNegative() === (leg.settlement === 'inverse');
  const left = gains ? ONE.minus(share) : ONE.plus(share);
  const kept = gains ? ONE.minus(closing) : ONE.plus(closing);
  if (left.lte(0) || kept.lte(0)) return null;
  return priceAtNotional(leg, notionalAt(leg, mark).times(left).div(kept));
}
