import { type Decimal, ZERO } from '../../num/units.ts';

/** Balances counted by weight; a debt in full. */
export type WeightedBalance = Readonly<{ amount: Decimal; index: Decimal; weight: Decimal }>;

/** Σ amount · index, and the same after weights: a positive balance by its weight, a debt in full. */
export function collateralOf(balances: readonly WeightedBalance[]): Readonly<{ value: Decimal; adjusted: Decimal }> {
  return balances.reduce((sum, { amount, index, weight }) => {
    const value = amount.times(index);
    return { value: sum.value.plus(value), adjusted: sum.adjusted.plus(amount.isNegative() ? value : value.times(weight)) };
  }, { value: ZERO, adjusted: ZERO });
}

/** One step of a progressive weight: `weight` for the part above `from`, up to the next step. */
export type WeightStep = Readonly<{ from: Decimal; to: Decimal | null; weight: Decimal }>;

/** Σ part · weight over the steps that an amount reaches, in the unit of the amount. */
export function progressiveWeight(amount: Decimal, steps: readonly WeightStep[]): Decimal {
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
