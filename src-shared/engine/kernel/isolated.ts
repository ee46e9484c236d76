import type { Decimal } from '../../num/units.ts';
import { type Leg, notionalAt } from './contractTerms.ts';
import { type Crossing, type MovingPool, venueCrossing } from './crossing.ts';
import type { Requirement } from './requirement.ts';

/** − 1 for a long, which a fall hurts; + 1 for a short. */
export const losingSide = ({ quantity }: Leg): 1 | -1 => (quantity.isNegative() ? 1 : -1);

/** Margin of a position at a leverage: notional at entry / leverage, settle currency. */
export const marginAtEntry = (leg: Leg, leverage: Decimal): Decimal => notionalAt(leg, leg.entryPrice).div(leverage);

const alone = (leg: Leg, margin: Decimal, requirement: Requirement | null): MovingPool =>
  ({ legs: [{ leg, requirement }], fixedEquity: margin, fixedRequirement: margin.minus(margin) });

/** Where a position with a margin of its own, in the settle currency, is liquidated. */
export const isolatedLiquidation = (leg: Leg, margin: Decimal, requirement: Requirement, mark: Decimal = leg.entryPrice): Crossing =>
  venueCrossing(alone(leg, margin, requirement), mark, losingSide(leg));

/** Where its margin is used up. */
export const isolatedBankruptcy = (leg: Leg, margin: Decimal, mark: Decimal = leg.entryPrice): Crossing => venueCrossing(alone(leg, margin, null), mark, losingSide(leg));

/**
 * Fee of opening at the entry and of closing at the bankruptcy price of a leverage, each at the same rate.
 *
 * @returns settle currency; null when there is no bankruptcy price
 */
export function twoWayFee(leg: Leg, leverage: Decimal, feeRate: Decimal): Decimal | null {
  const bankruptcy = isolatedBankruptcy(leg, marginAtEntry(leg, leverage));
  return bankruptcy.status === 'none' ? null : notionalAt(leg, leg.entryPrice).plus(notionalAt(leg, bankruptcy.price)).times(feeRate);
}
