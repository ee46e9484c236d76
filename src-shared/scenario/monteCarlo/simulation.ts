import { marketPath, type MarketSpec } from './marketPath.ts';

/** A linear account and its market. Money in one currency; sensitivities are money per move of 1. */
export type SimulationSpec = MarketSpec & Readonly<{
  /** Adjusted equity less maintenance margin now; at 0 the account is liquidated. */
  buffer: number;
  sensitivities: readonly number[];
  /** Funding and interest per hour, below 0 a cost. */
  carryPerHour: number;
  /** Hours from now at which the account is looked at, rising: what happens between two of them is not seen. */
  grid: readonly number[];
  /** Hours at which the probability is asked for, none later than the last of the grid. */
  horizons: readonly number[];
}>;

/** `probability` of liquidation by each horizon with its standard error; quantiles of the time to it in hours, null where fewer paths reach it. */
export type SimulationResult = Readonly<{
  paths: number;
  horizons: readonly Readonly<{ hours: number; probability: number; standardError: number }>[];
  quantiles: Readonly<{ p10: number | null; p50: number | null; p90: number | null }>;
  /** Paths that are liquidated at each point of the grid. */
  histogram: readonly number[];
}>;

export type Simulation = Readonly<{ advance: (paths: number) => void; result: () => SimulationResult }>;

const HOURS_PER_DAY = 24;

/**
 * First passage of the buffer below 0 on simulated paths: correlated log-normal moves without drift, jumps, and a constant carry.
 * Run in slices so that whoever runs it can report and stop.
 *
 * @throws RangeError when the correlation matrix is not positive semidefinite, or a horizon lies outside of the steps
 */
export function createSimulation(spec: SimulationSpec): Simulation {
  const { buffer, sensitivities, carryPerHour, grid, horizons } = spec;
  const reach = grid.at(-1) ?? 0;
  const uneven = grid.findIndex((hours, step) => !(hours > (grid[step - 1] ?? 0)));
  if (reach === 0 || uneven >= 0) throw new RangeError(`grid[${Math.max(uneven, 0)}]: expected hours above 0 that rise`);
  const outside = horizons.find((hours) => !(hours > 0 && hours <= reach + 1e-9));
  if (outside !== undefined) throw new RangeError(`horizons: ${outside} h lies outside of the ${reach} h that are simulated`);
  const size = sensitivities.length;
  const steps = grid.length;
  const money = Float64Array.from(sensitivities);
  const { levels, restart, step: move } = marketPath(spec, grid.map((hours, step) => (hours - (grid[step - 1] ?? 0)) / HOURS_PER_DAY));
  const histogram = new Float64Array(steps);
  let paths = 0;

  const firstPassage = (): number => {
    restart();
    for (let step = 0; step < steps; step += 1) {
      move(step);
      let value = buffer + carryPerHour * (grid[step] ?? 0);
      for (let place = 0; place < size; place += 1) value += (money[place] ?? 0) * Math.expm1(levels[place] ?? 0);
      if (value <= 0) return step;
    }
    return -1;
  };
  return {
    advance: (count) => {
      for (let path = 0; path < count; path += 1) {
        const step = buffer <= 0 ? 0 : firstPassage();
        if (step >= 0) histogram[step] = (histogram[step] ?? 0) + 1;
      }
      paths += count;
    },
    result: () => resultOf(histogram, paths, grid, horizons),
  };
}

function resultOf(histogram: Float64Array, paths: number, grid: readonly number[], horizons: readonly number[]): SimulationResult {
  const reached = (hours: number): number => histogram.reduce((sum, count, step) => ((grid[step] ?? 0) <= hours + 1e-9 ? sum + count : sum), 0);
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
