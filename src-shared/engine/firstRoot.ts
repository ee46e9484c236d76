import { Decimal, ZERO } from '../num/units.ts';

/**
 * A piece of a function of the move x: `constant + slope · x`, and where a requirement grows with size `bend · (1 / (1 + x) − 1)`
 * on top. A bend is never positive, so that the piece is concave: between two places where it is > 0 it stays > 0.
 */
export type Line = Readonly<{ constant: Decimal; slope: Decimal; bend?: Decimal }>;
export type FloatLine = Readonly<{ constant: number; slope: number; bend?: number }>;

/** The piece at x = 0, exactly and in float64; `size` and `steep` add up the magnitudes of all that is in it. */
export type Start = Line & Readonly<{ near: FloatLine; size: number; steep: number }>;

/**
 * Where the line changes. The place is the fraction `numerator / denominator` (denominator > 0), so that comparing
 * needs no division. Floats say where to look, decimals decide.
 */
export type Break = Readonly<{
  /** The place as a float, and a bound of |place| and of what its float was computed from. */
  position: number;
  spread: number;
  near: FloatLine;
  place: () => Readonly<{ numerator: Decimal; denominator: Decimal }>;
  change: () => Line;
}>;

/** What is left of a slope that came to 0, in the last of 80 digits: everything that moved has stopped. */
const RESIDUE = new Decimal('1e-60');

/** Floats carry 1e-16 a step; tens of thousands of steps stay far below this share of what was added up. */
const FLOAT_TRUST = 1e-11;

/**
 * The first x, walking from 0 in one direction, at which a piecewise straight function is ≤ 0.
 *
 * Each break is looked at in float64 first; where that cannot tell the sign for certain, and at the root, the line is
 * made exactly.
 *
 * @param start  the piece at x = 0
 * @param breaks in the order of the walk, all on that side of 0
 * @param end    where the walk stops, not included; null walks for ever
 * @returns x, exact up to the working precision; 0 when the function is ≤ 0 at once; null when it stays > 0
 */
export function firstRoot(start: Start, breaks: readonly Break[], direction: 1 | -1, end: number | null): Decimal | null {
  if (start.constant.lte(0)) return ZERO;
  const exact = exactWalk(start, breaks, direction, start.steep);
  const float = floatWalk(start);
  let reached = 0;
  for (const [index, at] of breaks.entries()) {
    if (end !== null && at.position * direction > end * direction + FLOAT_TRUST * at.spread) break;
    reached = index + 1;
    if (!float.surelyPositive(at) && exact.before(index).isUsedUpAt(at)) return within(exact.before(index).root(), end, direction);
    float.pass(at);
    // A step of a flat schedule: the function may fall below 0 at the very place.
    if (!float.surelyPositive(at) && exact.before(reached).isUsedUpAt(at)) return within(placeOf(at), end, direction);
  }
  if (float.surelyRises(direction)) return null;
  return within(exact.before(reached).root(), end, direction);
}

const placeOf = (at: Break): Decimal => at.place().numerator.div(at.place().denominator);

function within(root: Decimal | null, end: number | null, direction: 1 | -1): Decimal | null {
  if (end === null || root === null) return root;
  return (direction === 1 ? root.lt(end) : root.gt(end)) ? root : null;
}

/** The bend's share at a place: 1 / (1 + x) − 1. */
const bent = (bend: number, position: number): number => (bend === 0 ? 0 : -bend * position / (1 + position));

/** The line in float64 with the size of all that was added up, so that its error is known. */
function floatWalk(start: Start) {
  let { near: { constant, slope, bend = 0 }, size, steep } = start;
  return {
    surelyPositive: (at: Break): boolean =>
      constant + slope * at.position + bent(bend, at.position) > FLOAT_TRUST * (size + steep * at.spread + Math.abs(bent(bend, at.position)) * at.spread / (1 + at.position)),
    surelyRises: (direction: 1 | -1): boolean => bend === 0 && slope * direction > FLOAT_TRUST * steep,
    pass: ({ near }: Break): void => {
      constant += near.constant;
      slope += near.slope;
      bend += near.bend ?? 0;
      size += Math.abs(near.constant);
      steep += Math.abs(near.slope);
    },
  };
}

/** The exact line before a break; asked for rising indices, it adds up only what was passed since. */
function exactWalk(start: Line, breaks: readonly Break[], direction: 1 | -1, steep: number) {
  let { constant, slope, bend = ZERO } = start;
  let passed = 0;
  const line = {
    /** True when the line, at a break's place, is ≤ 0. */
    isUsedUpAt: (at: Break): boolean => {
      const { numerator, denominator } = at.place();
      const straight = constant.times(denominator).plus(slope.times(numerator));
      if (bend.isZero()) return straight.lte(0);
      // At a price of 0 a bend has no bottom.
      const price = denominator.plus(numerator);
      return price.lte(0) || straight.times(price).lte(bend.times(numerator).times(denominator));
    },
    /** Where the line, positive before, reaches 0; null when it does not. */
    root: (): Decimal | null => {
      if (!bend.isZero()) return bentRoot(constant, slope, bend, direction);
      if (!(direction === 1 ? slope.lt(0) : slope.gt(0)) || slope.abs().lte(RESIDUE.times(steep))) return null;
      return constant.neg().div(slope);
    },
  };
  return {
    before: (index: number): typeof line => {
      for (; passed < index; passed += 1) {
        const change = breaks[passed]?.change();
        if (change === undefined) continue;
        constant = constant.plus(change.constant);
        slope = slope.plus(change.slope);
        if (change.bend !== undefined) bend = bend.plus(change.bend);
      }
      return line;
    },
  };
}

/**
 * Where a bent line that is positive now is left in a direction: a root of slope · x² + (constant + slope − bend) · x + constant.
 * It falls without end towards a price of 0; upward it falls only when its slope does.
 */
function bentRoot(constant: Decimal, slope: Decimal, bend: Decimal, direction: 1 | -1): Decimal | null {
  const middle = constant.plus(slope).minus(bend);
  if (direction === 1 && !(slope.isNegative() && !slope.isZero())) return null;
  if (slope.isZero()) return constant.neg().div(middle);
  const root = middle.times(middle).minus(slope.times(constant).times(4)).sqrt();
  return (direction === -1 ? middle.neg().plus(root) : middle.neg().minus(root)).div(slope.times(2));
}
