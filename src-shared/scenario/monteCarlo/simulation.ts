import { marketPath, type MarketSpec } from './marketPath.ts';

/** What the buffer gains beyond its sensitivities when one asset moves, as a table: `values` at the moves `from`, `from` + `step` …, straight between them and beyond. */
export type Bend = Readonly<{ place: number; from: number; step: number; values: readonly number[] }>;

/** An account that is linear but for its bends, and its market. Money in one currency; sensitivities are money per move of 1. */
export type SimulationSpec = MarketSpec & Readonly<{
  /** Adjusted equity less maintenance margin now; at 0 the account is liquidated. */
  buffer: number;
  sensitivities: readonly number[];
  bends: readonly Bend[];
  /** Funding and interest per hour, below 0 a cost. */
  carryPerHour: number;
  /** Hours from now at which the account is looked at, rising: what happens between two of them is not seen. */
  grid: readonly number[];
  /** Hours at which the probability is asked for, none later than the last of the grid. */
  horizons: readonly number[];
  /** What would have to be added so that the chance within these hours is no more than `chance`; asked of paths that go on after liquidation. */
  need: Readonly<{ from: number; to: number; chance: number }> | null;
}>;

/** `probability` of liquidation by each horizon with its standard error; quantiles of the time to it in hours, null where fewer paths reach it. */
export type SimulationResult = Readonly<{
  paths: number;
  horizons: readonly Readonly<{ hours: number; probability: number; standardError: number }>[];
  quantiles: Readonly<{ p10: number | null; p50: number | null; p90: number | null }>;
  /** Paths that are liquidated at each point of the grid. */
  histogram: readonly number[];
  /** Money; 0 where the chance is no more already, null when it was not asked. */
  need: number | null;
}>;

export type Simulation = Readonly<{ advance: (paths: number) => void; result: () => SimulationResult }>;

const HOURS_PER_DAY = 24;
const ENOUGH = 1e-9;

/**
 * First passage of the buffer below 0 on simulated paths: correlated log-normal moves without drift, jumps, and a constant carry.
 * Run in slices so that whoever runs it can report and stop.
 *
 * @throws RangeError when the correlation matrix is not positive semidefinite, or a horizon lies outside of the steps
 */
export function createSimulation(spec: SimulationSpec): Simulation {
  const { buffer, sensitivities, bends, carryPerHour, grid, horizons, need } = spec;
  const reach = grid.at(-1) ?? 0;
  const uneven = grid.findIndex((hours, step) => !(hours > (grid[step - 1] ?? 0)));
  if (reach === 0 || uneven >= 0) throw new RangeError(`grid[${Math.max(uneven, 0)}]: expected hours above 0 that rise`);
  const outside = horizons.find((hours) => !(hours > 0 && hours <= reach + ENOUGH));
  if (outside !== undefined) throw new RangeError(`horizons: ${outside} h lies outside of the ${reach} h that are simulated`);
  const size = sensitivities.length;
  const steps = grid.length;
  const money = Float64Array.from(sensitivities);
  const { levels, restart, step: move } = marketPath(spec, grid.map((hours, step) => (hours - (grid[step - 1] ?? 0)) / HOURS_PER_DAY));
  const histogram = new Float64Array(steps);
  let paths = 0;

  const lowest: number[] = [];
  const isWatched = grid.map((hours) => need !== null && hours > need.from - ENOUGH && hours <= need.to + ENOUGH);
  const last = isWatched.lastIndexOf(true);

  /** The step of liquidation, −1 when there is none. */
  const walk = (): number => {
    restart();
    let [found, least] = [buffer <= 0 ? 0 : -1, Infinity];
    for (let step = 0; step < steps && (found < 0 || step <= last); step += 1) {
      move(step);
      let value = buffer + carryPerHour * (grid[step] ?? 0);
      for (let place = 0; place < size; place += 1) value += (money[place] ?? 0) * Math.expm1(levels[place] ?? 0);
      for (let nth = 0; nth < bends.length; nth += 1) { const bend = bends[nth]; if (bend !== undefined) value += bentBy(bend, Math.expm1(levels[bend.place] ?? 0)); }
      if (value <= 0 && found < 0) found = step;
      if (isWatched[step] === true && value < least) least = value;
    }
    if (last >= 0) lowest.push(least);
    return found;
  };
  return {
    advance: (count) => {
      for (let path = 0; path < count; path += 1) {
        const step = walk();
        if (step >= 0) histogram[step] = (histogram[step] ?? 0) + 1;
      }
      paths += count;
    },
    result: () => ({ ...resultOf(histogram, paths, grid, horizons), need: need === null || paths === 0 ? null : neededFor(lowest, need.chance) }),
  };
}

/** What the buffer gains beyond its sensitivities at a move. */
export function bentBy({ from, step, values }: Bend, move: number): number {
  const at = Math.min(Math.max(Math.floor((move - from) / step), 0), values.length - 2);
  const [near, far] = [values[at] ?? 0, values[at + 1] ?? 0];
  return near + (far - near) * ((move - from) / step - at);
}

/** So many of the lowest values may stay at or below 0. */
function neededFor(lowest: readonly number[], chance: number): number {
  const sorted = Float64Array.from(lowest).sort();
  return Math.max(0, -(sorted[Math.floor(chance * sorted.length)] ?? Infinity));
}

function resultOf(histogram: Float64Array, paths: number, grid: readonly number[], horizons: readonly number[]): Omit<SimulationResult, 'need'> {
  const reached = (hours: number): number => histogram.reduce((sum, count, step) => ((grid[step] ?? 0) <= hours + ENOUGH ? sum + count : sum), 0);
  const all = histogram.reduce((sum, count) => sum + count, 0);
  const timeAt = (share: number): number | null => {
    if (paths === 0 || all < share * paths) return null;
    let sum = 0;
    for (const [step, count] of histogram.entries()) {
      sum += count;
      if (sum >= share * paths) return grid[step] ?? null;
    }
    return null;
  };
  return {
    paths, histogram: [...histogram], quantiles: { p10: timeAt(0.1), p50: timeAt(0.5), p90: timeAt(0.9) },
    horizons: horizons.map((hours) => {
      const probability = paths === 0 ? 0 : reached(hours) / paths;
      return { hours, probability, standardError: paths === 0 ? 0 : Math.sqrt((probability * (1 - probability)) / paths) };
    }),
  };
}
