import { Decimal } from '../../num/units.ts';
import { notionalAt } from './contractTerms.ts';
import { type CrossPosition, crossSums } from './crossPool.ts';
import { requirementAt } from './requirement.ts';

/** What is closed first, how much of it in base units, and the price at which closing all of it would leave nothing. */
export type FirstClose = Readonly<{ group: string; quantity: Decimal; bankruptcyPrice: Decimal }>;

/**
 * The first step of a liquidation that closes the largest contributor to the requirement, only as far as needed:
 *
 *   deficit          = requirement − equity / (1 + buffer)
 *   quantity         = min(|q|, ⌈deficit / requirement per unit⌉)
 *   bankruptcy price = mark − equity / q, with the equity of the whole account
 *
 * @param positions linear, at their marks
 * @param equity of the account, settle currency, signed
 * @param buffer how much further than the requirement a close must go; 0 is to it exactly
 * @param quantum smallest quantity; the close is rounded up to it
 * @returns null while equity ≥ requirement (equality is safe) or without positions
 * @source left-curve/left-curve, book/perps/4-liquidation-and-adl.md
 */
export function firstClose(positions: readonly CrossPosition[], equity: Decimal, buffer: Decimal, quantum: Decimal): FirstClose | null {
  const required = crossSums(positions).maintenance;
  if (!isBelow(positions, equity)) return null;
  const own = (position: CrossPosition): Decimal => requirementAt(position.leg, position.requirement, position.mark);
  const largest = positions.reduce((found, next) => (own(next).gt(own(found)) ? next : found));
  const size = largest.leg.quantity.abs();
  const deficit = required.minus(equity.div(buffer.plus(1)));
  const needed = deficit.times(size).div(own(largest)).div(quantum).ceil().times(quantum);
  return { group: largest.group, quantity: Decimal.min(size, needed), bankruptcyPrice: largest.mark.minus(equity.div(largest.leg.quantity)) };
}

/** Strict: equality is safe, and an account without an open position is never liquidated. */
export const isBelow = (positions: readonly CrossPosition[], equity: Decimal): boolean =>
  positions.some(({ leg, mark }) => notionalAt(leg, mark).gt(0)) && equity.lt(crossSums(positions).maintenance);
