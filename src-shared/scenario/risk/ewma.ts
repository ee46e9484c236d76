/** λ·variance + (1 − λ)·return²: the next variance. Returns are per period, λ between 0 and 1. */
export const ewmaNext = (variance: number, ret: number, lambda: number): number => lambda * variance + (1 - lambda) * ret * ret;

/**
 * Variance before each return and after the last: no look-ahead, the first is the square of the first return.
 *
 * @returns n + 1 variances for n returns
 */
export function ewmaVariances(returns: readonly number[], lambda: number): readonly number[] {
  const [first] = returns;
  if (first === undefined) throw new RangeError('ewmaVariances: no returns');
  const variances = [first * first];
  for (const ret of returns) variances.push(ewmaNext(variances.at(-1) ?? 0, ret, lambda));
  return variances;
}

/** Margin by EWMA volatility as some clearing houses set it: VaR = exp(k·σ) − 1, margin = √days·VaR; both shares of 1. */
export function ewmaMargin(dailySigma: number, k: number, days: number): Readonly<{ valueAtRisk: number; margin: number }> {
  const valueAtRisk = Math.expm1(k * dailySigma);
  return { valueAtRisk, margin: Math.sqrt(days) * valueAtRisk };
}
