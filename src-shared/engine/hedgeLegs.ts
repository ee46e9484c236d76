import type { MarginRules } from '../domain/marginRules.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';
import type { Leg } from './kernel/contractTerms.ts';
import type { Row } from './row.ts';

/** Sizes of the two legs of a symbol in hedge mode, without sign, in one unit. */
export type HedgeLegs = Readonly<{ long: Decimal; short: Decimal }>;

/** The size that chooses the tier of both legs, where it is not each leg's own. */
export function chosenSize(tierSize: Exclude<MarginRules['tierSize'], 'leg'>, a: Decimal, b: Decimal): Decimal {
  if (tierSize === 'largerLeg') return Decimal.max(a, b);
  return tierSize === 'bothLegs' ? a.plus(b) : a.minus(b).abs();
}

/** The legs that some rows of a symbol are; null in one-way mode. */
export function legsOf(rows: readonly Pick<Row, 'leg' | 'position'>[]): HedgeLegs | null {
  const sized = (side: 'long' | 'short'): Decimal => rows.reduce<Decimal>((sum, { leg, position }) => (position.positionSide === side ? sum.plus(leg.quantity.abs()) : sum), ZERO);
  return rows.every(({ position }) => position.positionSide === 'both') ? null : { long: sized('long'), short: sized('short') };
}

/** The legs once some orders have filled: buys make the long one larger, sells the short one. */
export const legsAfter = ({ long, short }: HedgeLegs, orders: readonly Leg[]): HedgeLegs => orders.reduce<HedgeLegs>((legs, { quantity }) => (
  quantity.isNegative() ? { ...legs, short: legs.short.plus(quantity.abs()) } : { ...legs, long: legs.long.plus(quantity) }
), { long, short });

/** The size that chooses the tier of an exposure over its own size, which is not 0. */
export function exposureFactor({ tierSize }: MarginRules, legs: HedgeLegs | null, own: Decimal): Decimal {
  return tierSize === 'leg' || legs === null || own.isZero() ? ONE : chosenSize(tierSize, legs.long, legs.short).div(own.abs());
}
