import { type Decimal, ZERO } from '../../num/units.ts';

/** Balances counted by weight; a debt in full. */
export type WeightedBalance = Readonly<{ amount: Decimal; index: Decimal; weight: Decimal }>;

/** What of a balance counts, in its own units: a positive one by its weight, a debt in full. */
export const countedAmount = ({ amount, weight }: Readonly<{ amount: Decimal; weight: Decimal }>): Decimal => (amount.isNegative() ? amount : amount.times(weight));

/** Σ amount · index, and the same after weights. */
export function collateralOf(balances: readonly WeightedBalance[]): Readonly<{ value: Decimal; adjusted: Decimal }> {
  return balances.reduce(
    (sum, line) => ({ value: sum.value.plus(line.amount.times(line.index)), adjusted: sum.adjusted.plus(countedAmount(line).times(line.index)) }), { value: ZERO, adjusted: ZERO },
  );
}

/** One step of a progressive weight: `weight` for the part above `from`, up to the next step. */
export type WeightStep = Readonly<{ from: Decimal; to: Decimal | null; weight: Decimal }>;

/** Σ part · weight over the steps that an amount reaches, in the unit of the amount; nothing beyond the last. A debt counts in full. */
export function progressiveWeight(amount: Decimal, steps: readonly WeightStep[]): Decimal {
  if (amount.isNegative()) return amount;
  return steps.reduce<Decimal>((sum, { from, to, weight }) => {
    const upper = to === null || amount.lt(to) ? amount : to;
    return upper.gt(from) ? sum.plus(upper.minus(from).times(weight)) : sum;
  }, ZERO);
}

/** Maintenance margin over equity as a venue prints it: 1 liquidates, and below 0 it is worse than any; null on nothing. */
export const venueRatio = (maintenance: Decimal, equity: Decimal): Decimal | null => (equity.isZero() ? null : maintenance.div(equity));

/** True from equality on, and for a debt that nothing covers. */
export const isLiquidated = (maintenance: Decimal, equity: Decimal): boolean => (maintenance.gt(0) ? equity.lte(maintenance) : equity.isNegative());

/** What a venue converts to repay a debt: |debt| / factor. */
export const convertedFor = (debt: Decimal, factor: Decimal): Decimal => debt.abs().div(factor);
