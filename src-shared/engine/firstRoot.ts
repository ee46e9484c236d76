import { type Decimal, ZERO } from '../num/units.ts';

/** A straight piece of a function of the move x: `constant + slope · x`. */
export type Line = Readonly<{ constant: Decimal; slope: Decimal }>;

/**
 * Where the line changes. The place is the fraction `numerator / denominator` (denominator > 0), so that comparing
 * needs no division; `position` is the same as a float and only orders the breaks.
 */
export type Break = Readonly<{ position: number; numerator: Decimal; denominator: Decimal; change: () => Line }>;

/**
 * The first x, walking from 0 in one direction, at which a piecewise straight function is ≤ 0.
 *
 * @param start  the piece at x = 0
 * @param breaks in the order of the walk: ascending for +1, descending for −1, all on that side of 0
 * @param end    where the walk stops, not included; null walks for ever
 * @returns x, exact up to the working precision; 0 when the function is ≤ 0 at once; null when it stays > 0
 */
export function firstRoot(start: Line, breaks: readonly Break[], direction: 1 | -1, end: Decimal | null): Decimal | null {
  let { constant, slope } = start;
  if (constant.lte(0)) return ZERO;
  for (const at of breaks) {
    // Value at the break before it changes, times the positive denominator.
    if (constant.times(at.denominator).plus(slope.times(at.numerator)).lte(0)) return within(constant.neg().div(slope), end, direction);
    const change = at.change();
    constant = constant.plus(change.constant);
    slope = slope.plus(change.slope);
    // A step of a flat schedule: the function may fall below 0 at the very place.
    if (constant.times(at.denominator).plus(slope.times(at.numerator)).lte(0)) return within(at.numerator.div(at.denominator), end, direction);
  }
  const falls = direction === 1 ? slope.isNegative() && !slope.isZero() : slope.isPositive() && !slope.isZero();
  return falls ? within(constant.neg().div(slope), end, direction) : null;
}

function within(root: Decimal, end: Decimal | null, direction: 1 | -1): Decimal | null {
  if (end === null) return root;
  return (direction === 1 ? root.lt(end) : root.gt(end)) ? root : null;
}
