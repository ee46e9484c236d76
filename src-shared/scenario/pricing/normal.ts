/** The standard normal distribution in float64. */

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;
const INVERSE_ROOT_PI = 0.5641895835477563;
const ROOT_HALF = Math.SQRT1_2;

/** Density n(x). */
export function normalDensity(x: number): number {
  return INVERSE_ROOT_TWO_PI * Math.exp(-0.5 * x * x);
}

/** P(X ≤ x), its relative error near 1e-15 into both tails. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * ROOT_HALF);
}

/** x with P(X ≤ x) = p, by Newton's steps on `normalCdf`. @throws RangeError unless 0 < p < 1 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: expected a probability between 0 and 1, got ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  // From the asymptote of the tail: on a convex piece, so that the steps on its logarithm cannot leave it.
  let x = -Math.sqrt(-2 * Math.log(2 * p));
  for (let round = 0; round < 60; round += 1) {
    const at = normalCdf(x);
    const step = (Math.log(at / p) * at) / normalDensity(x);
    x -= step;
    if (Math.abs(step) <= 1e-15 * Math.max(1, Math.abs(x))) break;
  }
  return x;
}

/**
 * The complementary error function by rational Chebyshev approximation on three ranges.
 * Source: W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969).
 */
function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) return 1 - x * middle(y * y);
  const tail = y > 26.6 ? 0 : expOfSquare(y) * (y <= 4 ? near(y) : far(y));
  return x < 0 ? 2 - tail : tail;
}

/** exp(−y²), y split so that the square of its leading part is exact. */
function expOfSquare(y: number): number {
  const lead = Math.trunc(y * 16) / 16;
  return Math.exp(-lead * lead) * Math.exp(-(y - lead) * (y + lead));
}

/** erf(y)/y for y ≤ 0.46875; z = y². */
function middle(z: number): number {
  const above = (((0.18577770618460315 * z + 3.1611237438705655) * z + 113.86415415105016) * z + 377.485237685302) * z + 3209.3775891384694;
  const below = (((z + 23.601290952344122) * z + 244.02463793444417) * z + 1282.6165260773723) * z + 2844.236833439171;
  return above / below;
}

/** erfc(y)·exp(y²) for 0.46875 ≤ y ≤ 4. */
function near(y: number): number {
  const above = (((((((2.1531153547440383e-08 * y + 0.5641884969886701) * y + 8.883149794388377) * y + 66.11919063714163) * y + 298.6351381974001) * y
    + 881.952221241769) * y + 1712.0476126340707) * y + 2051.0783778260716) * y + 1230.3393547979972;
  const below = (((((((y + 15.744926110709835) * y + 117.6939508913125) * y + 537.1811018620099) * y + 1621.3895745666903) * y
    + 3290.7992357334597) * y + 4362.619090143247) * y + 3439.3676741437216) * y + 1230.3393548037495;
  return above / below;
}

/** erfc(y)·exp(y²) for y > 4. */
function far(y: number): number {
  const z = 1 / (y * y);
  const above = ((((0.016315387137302097 * z + 0.30532663496123236) * z + 0.36034489994980445) * z + 0.12578172611122926) * z + 0.016083785148742275) * z + 0.0006587491615298378;
  const below = ((((z + 2.568520192289822) * z + 1.8729528499234673) * z + 0.5279051029514285) * z + 0.06051834131244132) * z + 0.0023352049762686918;
  return (INVERSE_ROOT_PI - (z * above) / below) / y;
}
