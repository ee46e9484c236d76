import { cholesky, type Matrix } from '../risk/matrix.ts';
import { normalStream } from './random.ts';

/**
 * Sudden moves on top (Merton): `perYear` of them in the mean, each a log return with this mean and deviation times the scale of
 * the asset. `together`: every asset at once, by the same draw; else each asset has so many a year of its own. They are not made
 * up for by a drift: prices are pulled by their mean.
 */
export type Jumps = Readonly<{ perYear: number; mean: number; deviation: number; scales: readonly number[]; together: boolean }>;

/** How assets move: standard deviations of a day's log return, their correlation, jumps. */
export type MarketSpec = Readonly<{ dailySigmas: readonly number[]; correlation: Matrix; jumps: Jumps | null; seed: number }>;

/** One path after another: `levels` are log returns since its start, by asset. */
export type MarketPath = Readonly<{ levels: Float64Array; restart: () => void; step: (at: number) => void }>;

const DAYS_PER_YEAR = 365;

/**
 * Correlated log-normal moves without drift (a price is in the mean what it was), and jumps. The same seed gives the same paths.
 *
 * @param days length of each step
 * @throws RangeError when the correlation matrix is not positive semidefinite, or jumps cannot be
 * @source R. Merton, Option pricing when underlying stock returns are discontinuous (1976)
 */
export function marketPath({ dailySigmas, correlation, jumps, seed }: MarketSpec, days: readonly number[]): MarketPath {
  const size = dailySigmas.length;
  if (jumps !== null) checkJumps(jumps, size);
  const [lengths, roots] = [Float64Array.from(days), Float64Array.from(days, Math.sqrt)];
  // Rows of the triangle, for one day.
  const lower = Float64Array.from(cholesky(correlation).flatMap((row, place) => row.map((value) => value * (dailySigmas[place] ?? Number.NaN))));
  const drift = Float64Array.from(dailySigmas, (sigma) => -0.5 * sigma * sigma);
  const random = normalStream(seed);
  const [levels, shocks] = [new Float64Array(size), new Float64Array(size)];
  const jump = jumps === null ? null : jumping(jumps, lengths, random, levels);
  return {
    levels, restart: () => { levels.fill(0); },
    step: (at) => {
      for (let place = 0; place < size; place += 1) shocks[place] = random.next();
      const [day, root] = [lengths[at] ?? 0, roots[at] ?? 0];
      for (let place = 0; place < size; place += 1) {
        let shock = 0;
        for (let own = 0, entry = place * size; own <= place; own += 1, entry += 1) shock += (lower[entry] ?? 0) * (shocks[own] ?? 0);
        levels[place] = (levels[place] ?? 0) + (drift[place] ?? 0) * day + root * shock;
      }
      jump?.(at);
    },
  };
}

function checkJumps({ perYear, mean, deviation, scales }: Jumps, size: number): void {
  if (!(perYear >= 0 && Number.isFinite(perYear))) throw new RangeError(`jumps.perYear: expected 0 or more, got ${perYear}`);
  if (!Number.isFinite(mean)) throw new RangeError(`jumps.mean: expected a number, got ${mean}`);
  if (!(deviation >= 0 && Number.isFinite(deviation))) throw new RangeError(`jumps.deviation: expected 0 or more, got ${deviation}`);
  if (scales.length !== size) throw new RangeError(`jumps.scales: expected ${size} numbers, got ${scales.length}`);
}

/** Adds the jumps of a step to the levels. Of jumps by themselves the sum over all assets is drawn, then which asset each one is of. */
function jumping({ perYear, mean, deviation, scales, together }: Jumps, days: Float64Array, random: ReturnType<typeof normalStream>, levels: Float64Array): (at: number) => void {
  const size = levels.length;
  const expected = days.map((own) => (perYear * own * (together ? 1 : size)) / DAYS_PER_YEAR);
  const none = expected.map((own) => Math.exp(-own));
  const add = (place: number, own: number): void => { levels[place] = (levels[place] ?? 0) + own * (scales[place] ?? 0); };
  return (at) => {
    const count = poisson(random.uniform(), expected[at] ?? 0, none[at] ?? 1);
    for (let nth = 0; nth < count; nth += 1) {
      const own = mean + deviation * random.next();
      if (together) for (let place = 0; place < size; place += 1) add(place, own);
      else add(Math.floor(random.uniform() * size), own);
    }
  };
}

/** How many events at a uniform draw: the distribution function is gone through from 0. @param none chance of no event */
function poisson(draw: number, expected: number, none: number): number {
  let [count, chance, sum] = [0, none, none];
  while (draw >= sum && chance > 0) {
    count += 1;
    chance *= expected / count;
    sum += chance;
  }
  return count;
}
