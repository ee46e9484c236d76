/** Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan), `p` between 0 and 1. @throws RangeError on an empty list */
export function quantile(values: ArrayLike<number>, p: number): number {
  if (values.length === 0) throw new RangeError('quantile: no values');
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * The value at a cumulative weight, linearly between the points around it: age-weighted historical simulation.
 *
 * @param points [value, cumulative weight], in rising order of weight
 * @source Boudoukh, Richardson and Whitelaw, The best of both worlds (1998)
 */
export function weightedQuantile(points: readonly (readonly [number, number])[], p: number): number {
  const above = points.findIndex(([, weight]) => weight >= p);
  const [next, before] = [points[above], points[above - 1]];
  if (next === undefined) throw new RangeError(`weightedQuantile: the weights do not reach ${p}`);
  if (before === undefined || next[1] === before[1]) return next[0];
  return before[0] + ((next[0] - before[0]) * (p - before[1])) / (next[1] - before[1]);
}

/** Weights λ^(age)·(1 − λ)/(1 − λ^n) of n observations, the newest last; their sum is 1. */
export function ageWeights(count: number, lambda: number): readonly number[] {
  const scale = lambda === 1 ? 1 / count : (1 - lambda) / (1 - lambda ** count);
  return Array.from({ length: count }, (_, place) => scale * lambda ** (count - 1 - place));
}
