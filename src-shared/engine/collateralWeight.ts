import { type Collateral, listedWeight, type Portfolio } from '../domain/account.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';

/** One straight piece of a weight schedule: `weight` for the part of the amount above `from`. */
type Step = Readonly<{ from: Decimal; weight: Decimal }>;

/** What an amount of an asset counts for, in units of the asset. */
export type Weighting = Readonly<{
  /** Counts every unit in full, whatever the amount. */
  full: boolean;
  /** A debt in full, else Σ part · weight; null when no weight is known. Never falls when the amount grows. */
  counted: (amount: Decimal) => Decimal | null;
  /** The least that must be added to `amount` for `wanted` more to count; null when no amount is enough or no weight is known. */
  addedFor: (amount: Decimal, wanted: Decimal) => Decimal | null;
}>;

/**
 * The weighting of one collateral line: its own tiers (progressive by amount) or weight, else in full for the
 * valuation currency, else the parameter set's.
 *
 * @source docs/margin-models.md, "Collateral"
 */
export function weightingOf(collateral: Pick<Collateral, 'asset' | 'weight' | 'tiers'>, portfolio: Portfolio): Weighting {
  const steps = stepsOf(collateral, portfolio);
  const counted = (amount: Decimal): Decimal | null => {
    if (amount.lte(0)) return amount;
    return steps === null ? null : steps.reduce((sum, { from, weight }, at) => {
      const upper = Decimal.min(amount, steps[at + 1]?.from ?? amount);
      return upper.gt(from) ? sum.plus(upper.minus(from).times(weight)) : sum;
    }, ZERO);
  };
  return { full: steps !== null && steps.every(({ weight }) => weight.eq(1)), counted, addedFor: (amount, wanted) => addedFor(steps, amount, wanted) };
}

function stepsOf({ asset, weight, tiers }: Pick<Collateral, 'asset' | 'weight' | 'tiers'>, { parameters, valuationCurrency }: Portfolio): readonly Step[] | null {
  if (tiers !== undefined) return tiers.map((tier) => ({ from: new Decimal(tier.from), weight: new Decimal(tier.weight) }));
  const flat = weight ?? (asset === valuationCurrency ? '1' : listedWeight(parameters, asset));
  return flat === undefined ? null : [{ from: ZERO, weight: new Decimal(flat) }];
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
