import { Decimal, ZERO } from '../../num/units.ts';

/**
 * linear · P + constant + inverse / P + inverseSquare / P² in a price P > 0: what every linear, inverse and
 * size-linear contract adds to a pool, in one currency.
 */
export type PriceCurve = Readonly<{ linear: Decimal; constant: Decimal; inverse: Decimal; inverseSquare: Decimal }>;

const NOTHING: PriceCurve = { linear: ZERO, constant: ZERO, inverse: ZERO, inverseSquare: ZERO };

export const curve = (parts: Partial<PriceCurve>): PriceCurve => ({ ...NOTHING, ...parts });

export function addCurves(curves: readonly PriceCurve[]): PriceCurve {
  return curves.reduce((sum, next) => ({
    linear: sum.linear.plus(next.linear),
    constant: sum.constant.plus(next.constant),
    inverse: sum.inverse.plus(next.inverse),
    inverseSquare: sum.inverseSquare.plus(next.inverseSquare),
  }), NOTHING);
}

export const scaleCurve = ({ linear, constant, inverse, inverseSquare }: PriceCurve, factor: Decimal): PriceCurve => (
  { linear: linear.times(factor), constant: constant.times(factor), inverse: inverse.times(factor), inverseSquare: inverseSquare.times(factor) }
);

export function valueAt({ linear, constant, inverse, inverseSquare }: PriceCurve, price: Decimal): Decimal {
  const base = linear.times(price).plus(constant);
  if (inverse.isZero() && inverseSquare.isZero()) return base;
  return base.plus(inverse.plus(inverseSquare.div(price)).div(price));
}

/**
 * The prices above 0 at which the curve is 0, ascending. Exact up to the working precision: a quotient, or a square root.
 *
 * @throws RangeError for a curve with all four parts, which no margin rule makes
 */
export function rootsOf({ linear, constant, inverse, inverseSquare }: PriceCurve): readonly Decimal[] {
  if (!linear.isZero() && !inverseSquare.isZero()) throw new RangeError('no margin rule is linear in the price and in its inverse square at once');
  // Times P, or P²: at most a quadratic.
  const [square, first, last] = linear.isZero() ? [constant, inverse, inverseSquare] : [linear, constant, inverse];
  return quadraticRoots(square, first, last).filter((root) => root.gt(0)).toSorted((a, b) => a.comparedTo(b));
}

/** Roots of a·x² + b·x + c, by the form that loses no digits when b² is much larger than 4ac. */
function quadraticRoots(a: Decimal, b: Decimal, c: Decimal): readonly Decimal[] {
  if (a.isZero()) return b.isZero() ? [] : [c.neg().div(b)];
  const discriminant = b.times(b).minus(a.times(c).times(4));
  if (discriminant.isNegative()) return [];
  const root = discriminant.sqrt();
  const sum = b.isNegative() ? b.minus(root) : b.plus(root);
  if (sum.isZero()) return [new Decimal(0)];
  return [sum.div(a).div(-2), c.times(-2).div(sum)];
}
