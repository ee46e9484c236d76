import { Decimal, ONE, ZERO } from '../../num/units.ts';
import { type Leg, notionalAt, notionalCurve, priceAtNotional } from './contractTerms.ts';
import { curve, type PriceCurve, scaleCurve, valueAt } from './priceCurve.ts';

/** One step of a maintenance schedule; the floors are in the unit of the schedule. */
export type Step = Readonly<{ floor: Decimal; rate: Decimal; /** What the progressive rule deducts; 0 when flat. */ amount: Decimal }>;

/**
 * What a leg must keep, as named parameters.
 *
 * `tiered`: rate of the step that the leg's notional (settle currency) or contract count falls into, less its amount.
 * `sizeLinear`: base + step per coin of size, on all of it.
 */
export type Requirement = Readonly<{
  schedule:
    | Readonly<{ kind: 'tiered'; steps: readonly Step[]; unit: 'notional' | 'contracts'; /** For `contracts`. */ contracts?: Decimal; cap?: Decimal }>
    | Readonly<{ kind: 'sizeLinear'; base: Decimal; step: Decimal }>;
  /** The price that the requirement is taken at. */
  basis: 'mark' | 'entry' | 'larger';
  /** Closing fee inside the requirement, per unit of notional at the basis price; 0 when it is outside. */
  closingFee: Decimal;
}>;

/**
 * A stretch of prices on which the requirement is one curve. A notional on an edge is in the lower step: the end that
 * belongs to the stretch is its ceiling where notional grows with the price, and its floor where it falls.
 */
export type Stretch = Readonly<{ floor: Decimal; ceiling: Decimal | null; curve: PriceCurve; closed: 'floor' | 'ceiling' }>;

/**
 * The step that a size falls into: floor < size, and the first from 0 on.
 *
 * @returns null above the cap, where the venue has no bracket: the requirement is unknown there, never 0
 */
export function stepOf(steps: readonly Step[], size: Decimal, cap?: Decimal): Step | null {
  if (cap !== undefined && size.gt(cap)) return null;
  return steps.findLast((step, at) => at === 0 || size.gt(step.floor)) ?? null;
}

/** What the progressive rule deducts in a step above another: floor · (rate − rate below) + amount below. */
export const deductionOf = (floor: Decimal, rate: Decimal, below: Readonly<{ rate: Decimal; amount: Decimal }>): Decimal => floor.times(rate.minus(below.rate)).plus(below.amount);

/** A schedule of rates as a continuous one: nothing is deducted in its first step. */
export function deductions(steps: readonly Readonly<{ floor: Decimal; rate: Decimal }>[]): readonly Step[] {
  const found: Step[] = [];
  for (const { floor, rate } of steps) {
    const below = found.at(-1);
    found.push({ floor, rate, amount: below === undefined ? ZERO : deductionOf(floor, rate, below) });
  }
  return found;
}

/** Tiered requirement of a notional, without a fee: notional · rate − amount, floored at 0; null above the cap. */
export function tieredRequirement(steps: readonly Step[], notional: Decimal, cap?: Decimal): Decimal | null {
  const step = stepOf(steps, notional, cap);
  return step === null ? null : Decimal.max(ZERO, notional.times(step.rate).minus(step.amount));
}

/** The requirement of a leg over all prices, stretch by stretch, ascending and without a gap. */
export function requirementStretches(leg: Leg, { schedule, basis, closingFee }: Requirement): readonly Stretch[] {
  const atMark = schedule.kind === 'sizeLinear' ? [whole(sizeLinear(leg, schedule.base, schedule.step))] : tieredStretches(leg, schedule);
  const withFee = atMark.map((stretch) => ({ ...stretch, curve: plus(stretch.curve, scaleCurve(notionalCurve(leg), closingFee)) }));
  if (basis === 'mark') return withFee;
  const entry = leg.entryPrice;
  const fixed = curve({ constant: valueAt(stretchAt(withFee, entry).curve, entry) });
  if (basis === 'entry') return [whole(fixed)];
  // The requirement grows with the notional: rising prices when linear, falling when inverse.
  const marked = withFee.flatMap((stretch) => clip(stretch, leg.settlement === 'inverse' ? ZERO : entry, leg.settlement === 'inverse' ? entry : null));
  return leg.settlement === 'inverse'
    ? [...marked, { floor: entry, ceiling: null, curve: fixed, closed: 'floor' }]
    : [{ floor: ZERO, ceiling: entry, curve: fixed, closed: 'ceiling' }, ...marked];
}

/** The one stretch of all prices. */
export const whole = (own: PriceCurve): Stretch => ({ floor: ZERO, ceiling: null, curve: own, closed: 'ceiling' });

/** True when a price is in a stretch. */
export function holds({ floor, ceiling, closed }: Stretch, price: Decimal): boolean {
  if (closed === 'floor') return price.gte(floor) && (ceiling === null || price.lt(ceiling));
  return price.gt(floor) && (ceiling === null || price.lte(ceiling));
}

export function stretchAt(stretches: readonly Stretch[], price: Decimal): Stretch {
  const found = stretches.find((stretch) => holds(stretch, price));
  if (found === undefined) throw new RangeError('stretches cover every price above 0');
  return found;
}

/** Maintenance requirement of a leg at a mark, in the settle currency. */
export const requirementAt = (leg: Leg, rule: Requirement, mark: Decimal): Decimal => valueAt(stretchAt(requirementStretches(leg, rule), mark).curve, mark);

/** True when a leg is above the last tier that its venue has: its requirement is unknown there, never 0. */
export const isAboveLastTier = (leg: Leg, { schedule }: Requirement, mark: Decimal): boolean =>
  schedule.kind === 'tiered' && stepOf(schedule.steps, schedule.unit === 'contracts' ? schedule.contracts ?? leg.quantity.abs() : notionalAt(leg, mark), schedule.cap) === null;

/** Half of the initial rate that the highest leverage of a market asks for, as Hyperliquid sets it. */
export const rateAtMaxLeverage = (maxLeverage: Decimal): Decimal => ONE.div(maxLeverage.times(2));

function tieredStretches(leg: Leg, schedule: Extract<Requirement['schedule'], { kind: 'tiered' }>): readonly Stretch[] {
  const { steps, unit, contracts, cap } = schedule;
  const of = ({ rate, amount }: Step): PriceCurve => plus(scaleCurve(notionalCurve(leg), rate), curve({ constant: amount.neg() }));
  if (unit === 'contracts') {
    const step = stepOf(steps, contracts ?? leg.quantity.abs(), cap);
    if (step === null) throw new RangeError('the position is above the last tier: its requirement is unknown');
    return [whole(of(step))];
  }
  const edges = steps.slice(1).map(({ floor }) => priceAtNotional(leg, floor));
  if (leg.settlement !== 'inverse') return steps.map((step, at) => ({ floor: edges[at - 1] ?? ZERO, ceiling: edges[at] ?? null, curve: of(step), closed: 'ceiling' }));
  // Falling prices raise the notional of an inverse leg: its first step is the highest stretch.
  return steps.map((step, at) => ({ floor: edges[at] ?? ZERO, ceiling: edges[at - 1] ?? null, curve: of(step), closed: 'floor' as const })).toReversed();
}

function sizeLinear(leg: Leg, base: Decimal, step: Decimal): PriceCurve {
  const size = leg.quantity.abs();
  return leg.settlement === 'inverse'
    ? curve({ inverse: size.times(base), inverseSquare: size.times(size).times(step) })
    : curve({ linear: size.times(base.plus(size.times(step))) });
}

const plus = (a: PriceCurve, b: PriceCurve): PriceCurve => ({
  linear: a.linear.plus(b.linear), constant: a.constant.plus(b.constant), inverse: a.inverse.plus(b.inverse), inverseSquare: a.inverseSquare.plus(b.inverseSquare),
});

function clip({ floor, ceiling, curve: own, closed }: Stretch, from: Decimal, to: Decimal | null): readonly Stretch[] {
  const low = Decimal.max(floor, from);
  const high = to === null ? ceiling : ceiling === null ? to : Decimal.min(ceiling, to);
  return high !== null && high.lte(low) ? [] : [{ floor: low, ceiling: high, curve: own, closed }];
}
