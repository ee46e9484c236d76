import type { Decimal } from '../../num/units.ts';
import { type Leg, notionalAt } from './contractTerms.ts';
import type { Requirement } from './requirement.ts';

/** A requirement whose rate grows with size: base + step per coin, on all of it, at the mark. */
export const sizeLinearRule = (base: Decimal, step: Decimal, closingFee: Decimal): Requirement => ({ schedule: { kind: 'sizeLinear', base, step }, basis: 'mark', closingFee });

/** The rate that a leg has at a mark. Its size counts coins: base units, or the notional in coin when inverse. */
export const sizeLinearRate = (leg: Leg, base: Decimal, step: Decimal, mark: Decimal): Decimal =>
  base.plus(step.times(leg.settlement === 'inverse' ? notionalAt(leg, mark) : leg.quantity.abs()));
