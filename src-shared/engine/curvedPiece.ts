import { type Decimal, ONE, type Price, ZERO } from '../num/units.ts';
import type { Piece, Target } from './accountCurve.ts';
import type { Break, Line } from './firstRoot.ts';
import { profitCurve } from './kernel/contractTerms.ts';
import { addCurves, type PriceCurve, scaleCurve } from './kernel/priceCurve.ts';
import { requirementStretches, type Stretch, stretchAt, whole } from './kernel/requirement.ts';
import type { Row } from './row.ts';

/** A row whose requirement is no straight line with tiers by notional, before any move. */
export type CurvedStand = Readonly<{
  kind: 'curved';
  mark: Price;
  /** Valuation currency per settle currency; it moves with the price when the row is inverse. */
  rate: Decimal;
  inverse: boolean;
  profit: PriceCurve;
  /** Profit less requirement, price by price, ascending; one stretch where the requirement is unknown. */
  buffer: readonly Stretch[];
}>;

const MINUS_ONE = ZERO.minus(1);

export function curvedStandOf({ leg, rule }: Row, mark: Price, rate: Decimal): CurvedStand {
  const profit = profitCurve(leg);
  const buffer = rule.curve === null
    ? [whole(profit)]
    : requirementStretches(leg, rule.curve).map((stretch) => ({ ...stretch, curve: addCurves([profit, scaleCurve(stretch.curve, MINUS_ONE)]) }));
  return { kind: 'curved', mark, rate, inverse: leg.settlement === 'inverse', profit, buffer };
}

/**
 * The row under the move x of its price, to (1 + beta · x) · mark. What it is worth in the settle currency is a curve of the
 * price; an inverse row is settled in the asset itself, so that the rate moves along, and its profit is a straight line again.
 *
 * @returns null for a rate that grows with size under a beta other than 1: that is no line of this form
 */
export function curvedPiece(stand: CurvedStand, beta: Decimal, target: Target): Piece | null {
  const stretches = target === 'bankruptcy' ? [whole(stand.profit)] : stand.buffer;
  if (!beta.eq(ONE) && stretches.some(({ curve }) => !curve.inverseSquare.isZero())) return null;
  const own = stretchAt(stretches, stand.mark);
  const line = lineOf(own.curve, stand, beta);
  const near = line.slope.toNumber();
  const bend = line.bend ?? ZERO;
  return {
    slope: line.slope, near, steep: Math.abs(near), ...(bend.isZero() ? {} : { bend }),
    breaks: (direction) => breaksOf(stretches, stretches.indexOf(own), stand, beta, direction),
  };
}

/** A curve of the price as a line of the move, in the valuation currency. */
function lineOf({ linear, constant, inverse, inverseSquare }: PriceCurve, { mark, rate, inverse: moves }: CurvedStand, beta: Decimal): Line {
  if (!moves) return { constant: rate.times(linear.times(mark).plus(constant)), slope: rate.times(linear).times(mark).times(beta) };
  const bend = rate.times(inverseSquare).div(mark.times(mark));
  return { constant: rate.times(constant.plus(inverse.div(mark))).plus(bend), slope: rate.times(constant).times(beta), ...(bend.isZero() ? {} : { bend }) };
}

function breaksOf(stretches: readonly Stretch[], from: number, stand: CurvedStand, beta: Decimal, direction: 1 | -1): readonly Break[] {
  const rising = (direction === 1) === beta.isPositive();
  const passed = rising ? stretches.slice(from) : stretches.slice(0, from + 1).toReversed();
  const found = passed.slice(1).map((next, at) => edge(passed[at] ?? next, next, rising ? next.floor : next.ceiling ?? next.floor, stand, beta));
  return rising ? found : [...found, ...bottom(stretches[0], stand, beta)];
}

function edge(left: Stretch, next: Stretch, price: Decimal, stand: CurvedStand, beta: Decimal): Break {
  const [before, after] = [lineOf(left.curve, stand, beta), lineOf(next.curve, stand, beta)];
  const change: Line = {
    constant: after.constant.minus(before.constant), slope: after.slope.minus(before.slope),
    ...(after.bend === undefined && before.bend === undefined ? {} : { bend: (after.bend ?? ZERO).minus(before.bend ?? ZERO) }),
  };
  const moved = price.minus(stand.mark);
  return placed(beta.isNegative() ? moved.neg() : moved, stand.mark.times(beta.abs()), change);
}

/** A price of 0, which a beta above 1 reaches before the move ends: what moved stays as it is there. */
function bottom(lowest: Stretch | undefined, stand: CurvedStand, beta: Decimal): readonly Break[] {
  if (lowest === undefined || (beta.isPositive() && beta.lte(1))) return [];
  const { slope } = lineOf(lowest.curve, stand, beta);
  return [placed(beta.isNegative() ? ONE : MINUS_ONE, beta.abs(), { constant: slope.div(beta).neg(), slope: slope.neg() })];
}

function placed(numerator: Decimal, denominator: Decimal, change: Line): Break {
  const position = numerator.div(denominator).toNumber();
  return {
    position, spread: Math.abs(position) + 1,
    near: { constant: change.constant.toNumber(), slope: change.slope.toNumber(), ...(change.bend === undefined ? {} : { bend: change.bend.toNumber() }) },
    place: () => ({ numerator, denominator }), change: () => change,
  };
}
