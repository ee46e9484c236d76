import { type Collateral, listedSizeFactor, listedWeight, listedWeightTiers, type Portfolio } from '../domain/account.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';

/** One straight piece of a weight schedule: `weight` for the part of the amount above `from`. */
export type Step = Readonly<{ from: Decimal; weight: Decimal }>;

/** What an amount of an asset counts for, in units of the asset. */
export type Weighting = Readonly<{
  /** Counts every unit in full, whatever the amount. */
  full: boolean;
  /** The pieces of an amount above 0, ascending from 0; null where no weight is known, or where it falls with every unit. */
  steps: readonly Step[] | null;
  /** A debt in full, else Σ part · weight; null when no weight is known. Never falls when the amount grows. */
  counted: (amount: Decimal) => Decimal | null;
  /** The least that must be added to `amount` for `wanted` more to count; null when no amount is enough or no weight is known. */
  addedFor: (amount: Decimal, wanted: Decimal) => Decimal | null;
}>;

/**
 * The weighting of one collateral line: its own tiers (progressive by amount) or weight, else the parameter set's,
 * else in full for the valuation currency: what an account is valued in moves no ratio. A set may let a weight fall with the
 * amount.
 *
 * @source docs/margin-models.md, "Collateral"
 */
export function weightingOf(collateral: Pick<Collateral, 'asset' | 'weight' | 'tiers'>, portfolio: Portfolio): Weighting {
  const steps = stepsOf(collateral, portfolio);
  const factor = collateral.tiers === undefined && collateral.weight === undefined ? listedSizeFactor(portfolio.parameters, collateral.asset) : undefined;
  const [flat] = steps ?? [];
  if (factor !== undefined && flat !== undefined && steps?.length === 1) return fallingWeighting(flat.weight, new Decimal(factor));
  const counted = (amount: Decimal): Decimal | null => {
    if (amount.lte(0)) return amount;
    return steps === null ? null : steps.reduce((sum, { from, weight }, at) => {
      const upper = Decimal.min(amount, steps[at + 1]?.from ?? amount);
      return upper.gt(from) ? sum.plus(upper.minus(from).times(weight)) : sum;
    }, ZERO);
  };
  return { full: steps !== null && steps.every(({ weight }) => weight.eq(1)), steps, counted, addedFor: (amount, wanted) => addedFor(steps, amount, wanted) };
}

function stepsOf({ asset, weight, tiers }: Pick<Collateral, 'asset' | 'weight' | 'tiers'>, { parameters, valuationCurrency }: Portfolio): readonly Step[] | null {
  const listed = weight === undefined ? listedWeightTiers(parameters, asset) : undefined;
  const stepped = tiers ?? listed;
  if (stepped !== undefined) return stepped.map((tier) => ({ from: new Decimal(tier.from), weight: new Decimal(tier.weight) }));
  const flat = weight ?? listedWeight(parameters, asset) ?? (asset === valuationCurrency ? '1' : undefined);
  return flat === undefined ? null : [{ from: ZERO, weight: new Decimal(flat) }];
}

/** The most that a weight that falls with the amount starts from. @source drift-labs/protocol-v2, math/spot_balance: 1.1 / (1 + factor · √amount) */
const START = new Decimal('1.1');
const SEARCH_STEPS = 60;

function fallingWeighting(weight: Decimal, factor: Decimal): Weighting {
  const counted = (amount: Decimal): Decimal => (amount.lte(0) ? amount : amount.times(Decimal.min(weight, START.div(ONE.plus(factor.times(amount.sqrt()))))));
  return { full: false, steps: null, counted, addedFor: (amount, wanted) => searchedFor(counted, amount, wanted) };
}

/** What counts grows with the amount without end, so that some amount is enough; found from above. */
function searchedFor(counted: Weighting['counted'], amount: Decimal, wanted: Decimal): Decimal | null {
  const start = counted(amount);
  if (wanted.lte(0) || start === null) return wanted.lte(0) ? ZERO : null;
  const isEnough = (added: Decimal): boolean => counted(amount.plus(added))?.minus(start).gte(wanted) === true;
  let [low, high] = [ZERO, wanted];
  for (let step = 0; step < SEARCH_STEPS && !isEnough(high); step += 1) [low, high] = [high, high.times(2)];
  if (!isEnough(high)) return null;
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const middle = low.plus(high).div(2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function addedFor(steps: readonly Step[] | null, amount: Decimal, wanted: Decimal): Decimal | null {
  if (wanted.lte(0)) return ZERO;
  const debt: Step = { from: Decimal.min(amount, ZERO), weight: ONE };
  const walk = amount.isNegative() ? [debt, ...(steps ?? [])] : steps ?? [];
  let [at, left] = [amount, wanted];
  for (const [index, { weight }] of walk.entries()) {
    const end = walk[index + 1]?.from ?? null;
    if (end !== null && end.lte(at)) continue;
    const room = end === null ? null : end.minus(at).times(weight);
    // A debt without a known weight behind it can be repaid, and no more.
    const last = end === null && !(steps === null && at.plus(left).gt(0));
    if ((room !== null && room.gte(left)) || (last && weight.gt(0))) return at.plus(left.div(weight)).minus(amount);
    if (end === null || room === null) return null;
    [at, left] = [end, left.minus(room)];
  }
  return null;
}
