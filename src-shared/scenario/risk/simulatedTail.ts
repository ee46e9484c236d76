import { quantile } from './quantile.ts';
import { tailOf, type TailRisk } from './valueAtRisk.ts';

/** Of simulated profits: value at risk with its standard error, from the order statistics one deviation of their number apart, and the mean of what is worse. */
export function simulatedTail(profits: Float64Array, tail: number): TailRisk & Readonly<{ standardError: number }> {
  const apart = Math.sqrt((tail * (1 - tail)) / profits.length);
  const at = (share: number): number => quantile(profits, Math.min(1, Math.max(0, share)));
  return { ...tailOf(profits, tail), standardError: (at(tail + apart) - at(tail - apart)) / 2 };
}
