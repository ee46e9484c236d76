import type { Fault } from '../../domain/failure.ts';
import type { Cell, ScenarioModel } from './scenarioPreset.ts';

/** Cells that a grid may have. */
const CELLS_LIMIT = 400;

/** What is wrong with a model whose fields are right each by itself; each fault with its path from the model: `grid`, `contingencies.1.kind`. */
export function modelFaults(model: ScenarioModel): readonly Fault[] {
  const { grid, contingencies, volatility: { points = [] }, combination: { initialFactor, maintenanceFactor, minimumCharge }, basis } = model;
  return [
    ...gridFaults(model),
    ...repeated(grid, cellKey).map((at) => ({ path: `grid.${at}`, message: 'is a scenario that the grid has already; expected each move, volatility and day once' })),
    ...repeated(contingencies, ({ kind }) => kind).map((at) => ({ path: `contingencies.${at}.kind`, message: `is a second "${contingencies[at]?.kind}"; expected each kind once` })),
    ...unordered(points.map(({ days }) => days)).map((at) => ({ path: `volatility.points.${at}.days`, message: 'is no later than the one before; expected rising days' })),
    ...(basis !== null && !(basis.down < basis.up) ? [{ path: 'basis.down', message: `is ${basis.down}, not below up; expected a move down` }] : []),
    ...(maintenanceFactor > initialFactor ? [{ path: 'combination.maintenanceFactor', message: `is ${maintenanceFactor}, above the initial factor of ${initialFactor}; expected at most that` }] : []),
    ...(minimumCharge === undefined ? [] : tierFaults(minimumCharge.tiers)),
  ];
}

function gridFaults({ grid, skew }: ScenarioModel): readonly Fault[] {
  const tilt = grid.findIndex(({ volatility }) => volatility === 'linear' || volatility === 'absolute');
  return [
    ...(grid.some(({ move }) => move === 0) ? [] : [{ path: 'grid', message: 'has no scenario at which the price stays; expected one with "move" 0' }]),
    ...(grid.length > CELLS_LIMIT ? [{ path: 'grid', message: `has ${grid.length} scenarios; expected at most ${CELLS_LIMIT}` }] : []),
    ...(tilt !== -1 && skew === null ? [{ path: `grid.${tilt}.volatility`, message: `is "${grid[tilt]?.volatility}" in a model without a skew; expected "up", "none" or "down", or a "skew"` }] : []),
  ];
}

function tierFaults(tiers: readonly Readonly<{ from: number }>[]): readonly Fault[] {
  const path = 'combination.minimumCharge.tiers';
  return [
    ...(tiers[0]?.from === 0 ? [] : [{ path, message: 'does not begin at 0; expected a first tier from 0' }]),
    ...unordered(tiers.map(({ from }) => from)).map((at) => ({ path: `${path}.${at}.from`, message: 'is no higher than the one before; expected rising tiers' })),
  ];
}

const cellKey = ({ move, volatility, days = 0 }: Cell): string => `${move.toPrecision(12)} ${volatility} ${days}`;

/** Places of what was there before. */
const repeated = <T>(items: readonly T[], keyOf: (item: T) => string): readonly number[] => items.flatMap((item, at) => (items.findIndex((other) => keyOf(other) === keyOf(item)) < at ? [at] : []));

const unordered = (values: readonly number[]): readonly number[] => values.flatMap((value, at) => (at > 0 && value <= (values[at - 1] ?? -Infinity) ? [at] : []));
