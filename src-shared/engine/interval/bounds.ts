import { Decimal, quotient, ZERO } from '../../num/units.ts';
import { extreme, type Model } from './model.ts';
import { type Part, shifted } from './part.ts';

/** A figure may be anywhere from `low` to `high`, both included. */
export type Interval = Readonly<{ low: Decimal; high: Decimal }>;

/** An end that is null is beyond every ratio: a requirement, and no equity behind it. It ranks worst. */
export type RatioInterval = Readonly<{ low: Decimal | null; high: Decimal | null }>;

export type Requirement = 'maintenance' | 'initial';

/** The account at its worst by a score (larger is worse), and at its best. */
export const worstBy = (model: Model, score: (part: Part) => Decimal): Part => shifted(extreme(model, score), model.slack, 1);
/** One model for each piece of the weights: the account is no better than the best of any of them. */
const weighingsOf = (model: Model): readonly Model[] => (model.weighings.length === 0 ? [model] : model.weighings);
const bestBy = (model: Model, score: (part: Part) => Decimal): Part => shifted(extreme(model, (part) => score(part).neg()), model.slack, -1);

/** Equity, or what is left of it: less of it is worse. */
export function equityBounds(model: Model, of: (part: Part) => Decimal): Interval {
  const lost = (part: Part): Decimal => of(part).neg();
  return { low: of(worstBy(model, lost)), high: Decimal.min(...weighingsOf(model).map((own) => of(bestBy(own, lost)))) };
}

/** No requirement is below 0. */
export function requirementBounds(model: Model, which: Requirement): Interval {
  const required = (part: Part): Decimal => part[which];
  const low = Decimal.max(...weighingsOf(model).map((own) => required(bestBy(own, required))));
  return { low: low.isNegative() ? ZERO : low, high: required(worstBy(model, required)) };
}

export const ratioBounds = (model: Model, which: Requirement): RatioInterval => ({ low: weighingsOf(model).map((own) => leastRatio(own, which)).reduce(worse), high: greatestRatio(model, which) });

const worse = (a: Decimal | null, b: Decimal | null): Decimal | null => (a === null || b === null ? null : Decimal.max(a, b));

/**
 * The largest requirement / adjusted equity. With λ the ratio found so far, the account at which requirement − λ · equity
 * is largest has a larger ratio, or there is none: at the fixed point no combination of prices is above λ.
 */
export function greatestRatio(model: Model, which: Requirement): Decimal | null {
  if (requirementBounds(model, which).high.isZero()) return ZERO;
  if (equityBounds(model, ({ adjusted }) => adjusted).low.lte(0)) return null;
  const ratioOf = (part: Part): Decimal => part[which].div(part.adjusted);
  let ratio = ratioOf(worstBy(model, (part) => part[which]));
  for (;;) {
    const next = ratioOf(worstBy(model, (part) => part[which].minus(part.adjusted.times(ratio))));
    if (!next.gt(ratio)) return quotient(ratio);
    ratio = next;
  }
}

/** The smallest, among the prices at which there is any equity: the same search the other way. */
function leastRatio(model: Model, which: Requirement): Decimal | null {
  if (requirementBounds(model, which).low.isZero()) return ZERO;
  const most = bestBy(model, ({ adjusted }) => adjusted.neg());
  if (most.adjusted.lte(0)) return null;
  let ratio = most[which].div(most.adjusted);
  for (;;) {
    const part = bestBy(model, ({ adjusted, [which]: required }) => required.minus(adjusted.times(ratio)));
    const next = part[which].div(part.adjusted);
    if (!next.lt(ratio)) return quotient(ratio);
    ratio = next;
  }
}
