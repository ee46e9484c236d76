import { normalDensity, normalQuantile } from '../pricing/normal.ts';
import { ewmaVariances } from './ewma.ts';
import { quantile } from './quantile.ts';

/** Losses as amounts above 0 (below 0 a gain): value at risk, and the mean of what is worse, never less than it. */
export type TailRisk = Readonly<{ valueAtRisk: number; expectedShortfall: number }>;

/**
 * Of profits and losses as they are: historical, or simulated.
 *
 * @param tail probability of the tail, 0.05 for 95 %
 */
export function tailOf(profits: ArrayLike<number>, tail: number): TailRisk {
  const threshold = quantile(profits, tail);
  let [sum, count] = [0, 0];
  for (let place = 0; place < profits.length; place += 1) {
    const own = profits[place] ?? 0;
    if (own > threshold) continue;
    sum += own;
    count += 1;
  }
  return { valueAtRisk: -threshold, expectedShortfall: Math.max(-threshold, count === 0 ? -threshold : -sum / count) };
}

/**
 * Returns restated at the volatility of now: each over its EWMA deviation then, times that of now. A return from a deviation of 0 stays as it is.
 *
 * @returns the deviation now and the restated returns, in the order given
 * @source Barone-Adesi, Giannopoulos and Vosper, VaR without correlations (1999)
 */
export function filtered(returns: readonly number[], lambda: number): Readonly<{ deviation: number; scaled: readonly number[] }> {
  const variances = ewmaVariances(returns, lambda);
  const deviation = Math.sqrt(variances.at(-1) ?? 0);
  return { deviation, scaled: returns.map((ret, place) => restated(ret, Math.sqrt(variances[place] ?? 0), deviation)) };
}

const restated = (ret: number, then: number, now: number): number => (then > 0 ? (ret / then) * now : ret);

/** Of a normal distribution: mean and deviation of the profit over the horizon, `tail` between 0 and 1/2. */
export function normalTail(mean: number, deviation: number, tail: number): TailRisk {
  const z = -normalQuantile(tail);
  return { valueAtRisk: z * deviation - mean, expectedShortfall: (normalDensity(z) / tail) * deviation - mean };
}
