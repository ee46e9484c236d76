import { type Decimal, ZERO } from '../../num/units.ts';
import { type Leg, profitCurve } from './contractTerms.ts';
import { addCurves, curve, type PriceCurve, rootsOf, scaleCurve, valueAt } from './priceCurve.ts';
import { holds, type Requirement, requirementStretches, type Stretch, stretchAt } from './requirement.ts';

/** A pool as one price moves: what moves with it, and what stands still. All in the pool's currency. */
export type MovingPool = Readonly<{
  /** Legs on this price, each with what it must keep. */
  legs: readonly Readonly<{ leg: Leg; requirement: Requirement | null }>[];
  /** Equity that does not move: wallet, and the profit of other legs at their marks. */
  fixedEquity: Decimal;
  /** Requirement of all other legs, at their marks. */
  fixedRequirement: Decimal;
  /** Weighted units of collateral whose value is units · P. */
  movingCollateral?: Decimal;
}>;

/** Where a walk from the mark ends. */
export type Crossing = Readonly<{ status: 'price'; price: Decimal }> | Readonly<{ status: 'none'; reason: string }>;

/** Equity of the pool at a price. */
const poolEquity = (pool: MovingPool): PriceCurve => addCurves([
  curve({ constant: pool.fixedEquity, linear: pool.movingCollateral ?? ZERO }), ...pool.legs.map(({ leg }) => profitCurve(leg)),
]);

/** Equity − requirement over all prices, stretch by stretch, ascending. */
function bufferStretches(pool: MovingPool): readonly Stretch[] {
  const requirements = pool.legs.flatMap(({ leg, requirement }) => (requirement === null ? [] : [requirementStretches(leg, requirement)]));
  const edges = requirements.flat().flatMap(({ ceiling }) => ceiling ?? []).toSorted((a, b) => a.comparedTo(b)).filter((edge, at, all) => at === 0 || !edge.eq(all[at - 1] ?? ZERO));
  const equity = poolEquity(pool);
  const closed = requirements.some((stretches) => stretches.some((stretch) => stretch.closed === 'ceiling')) ? 'ceiling' : 'floor';
  return [...edges, null].map((ceiling, at) => {
    const floor = edges[at - 1] ?? ZERO;
    const owed = requirements.map((stretches) => stretches.find((stretch) => stretch.floor.lte(floor) && (stretch.ceiling === null || stretch.ceiling.gt(floor)))?.curve ?? curve({}));
    return { floor, ceiling, closed, curve: addCurves([equity, curve({ constant: pool.fixedRequirement.neg() }), ...owed.map((own) => scaleCurve(own, MINUS_ONE))]) };
  });
}

/**
 * The first price, walking from the mark in one direction, at which equity ≤ requirement. Equality liquidates; a step
 * of a flat schedule may itself be the price. The mark, when the pool is there already.
 *
 * @param direction −1 falls towards 0, which is not reached; +1 rises for ever
 * @source docs/margin-models.md, "Liquidation price"
 */
export function firstCrossing(pool: MovingPool, mark: Decimal, direction: 1 | -1): Crossing {
  return walk(bufferStretches(pool), mark, direction);
}

/**
 * The liquidation price as venues print it: the first crossing on the losing side of the mark or, when the pool is
 * beyond it already, the price that was passed on the way.
 *
 * @param losing −1 when a fall hurts, as for a long
 */
export function venueCrossing(pool: MovingPool, mark: Decimal, losing: 1 | -1): Crossing {
  const stretches = bufferStretches(pool);
  if (valueAt(stretchAt(stretches, mark).curve, mark).gte(0)) return walk(stretches, mark, losing);
  const owed = stretches.map((stretch) => ({ ...stretch, curve: scaleCurve(stretch.curve, MINUS_ONE) }));
  return walk(owed, mark, losing === 1 ? -1 : 1);
}

const MINUS_ONE = ZERO.minus(1);

/** The first price at which the curve is ≤ 0. */
function walk(stretches: readonly Stretch[], mark: Decimal, direction: 1 | -1): Crossing {
  const own = stretchAt(stretches, mark);
  if (valueAt(own.curve, mark).lte(0)) return { status: 'price', price: mark };
  const here = stretches.indexOf(own);
  const path = direction === 1 ? stretches.slice(here) : stretches.slice(0, here + 1).toReversed();
  for (const [at, stretch] of path.entries()) {
    const { floor, ceiling, curve: buffer } = stretch;
    const entered = at === 0 ? mark : direction === 1 ? floor : ceiling ?? mark;
    if (at > 0 && valueAt(buffer, entered).lte(0)) return { status: 'price', price: entered };
    const ahead = (root: Decimal): boolean => (direction === 1 ? root.gte(entered) : root.lte(entered)) && holds(stretch, root);
    const roots = rootsOf(buffer).filter(ahead);
    const first = direction === 1 ? roots[0] : roots.at(-1);
    if (first !== undefined) return { status: 'price', price: first };
  }
  return { status: 'none', reason: direction === 1 ? 'no higher price liquidates' : 'no lower price above 0 liquidates' };
}
