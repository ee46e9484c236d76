import { expect } from 'vitest';
import { Decimal } from '#shared/num/units.ts';
import type { Curve } from './movedAccount.ts';

/** Dense near 0, then wider: the walk of a price from the mark. */
export const FALLS = Array.from({ length: 160 }, (_, at) => new Decimal(-(((at + 1) / 161) ** 1.5)).toDecimalPlaces(12));
export const RISES = Array.from({ length: 160 }, (_, at) => new Decimal(Math.expm1(((at + 1) / 160) * 3.4)).toDecimalPlaces(12));

/** Amounts here are below 1e8 and terms are rounded to 1e-18. */
const EXACT = new Decimal('1e-12');
const HAIR = new Decimal('1e-18');

/** The root is a crossing, nothing crosses before it, and where there is none nothing crosses at all. */
export function holdsAgainstTheWalk(root: Decimal | null, curve: Curve, walk: readonly Decimal[]): void {
  const reach = root === null ? null : root.abs();
  for (const step of walk) {
    if (reach !== null && step.abs().gte(reach.times('0.999999999999'))) break;
    expect(curve(step).gt(0), `positive at ${step.toFixed()} before ${root?.toFixed() ?? 'none'}`).toBe(true);
  }
  // At a price below a millionth of a millionth of the mark coins are worth nothing, and their number is beyond the amounts that terms are exact for.
  if (root === null || root.plus(1).lt(EXACT)) return;
  const outward = root.isNegative() || (root.isZero() && (walk[0]?.isNegative() ?? false)) ? -1 : 1;
  // No price falls below 0: of a root within a hair of that, what lies between.
  const beyond = outward === 1 ? root.plus(HAIR) : Decimal.max(root.minus(HAIR), root.minus(1).div(2));
  expect(curve(beyond).lte(EXACT), `used up just beyond ${root.toFixed()}: ${curve(beyond).toFixed()}`).toBe(true);
  const before = root.minus(HAIR.times(outward));
  if (!root.isZero() && before.isNegative() === root.isNegative()) {
    expect(curve(before).gte(EXACT.neg()), `positive just before ${root.toFixed()}: ${curve(before).toFixed()}`).toBe(true);
  }
}
