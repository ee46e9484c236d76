import type { Cell, Contingency, ScenarioModel } from '../margin/scenarioPreset.ts';

/** Less than this share apart are two numbers that came about in another order of the same steps. */
const SAME = 1e-12;

/**
 * Fields in which a model is other than the one it came from, as paths: `volatility.up`, `contingencies.roll.annualised`. The grid
 * is one field, whatever the order of its cells. None for the same model.
 */
export function differences(base: ScenarioModel, own: ScenarioModel): readonly string[] {
  const grid = changed(byCell(base.grid), byCell(own.grid), 'grid').length > 0 ? ['grid'] : [];
  return [...grid, ...changed(withoutLists(base), withoutLists(own), ''), ...changed(byKind(base.contingencies), byKind(own.contingencies), 'contingencies')];
}

function changed(base: unknown, own: unknown, path: string): readonly string[] {
  if (typeof base === 'number' && typeof own === 'number') return Math.abs(base - own) <= SAME * Math.max(Math.abs(base), Math.abs(own)) ? [] : [path];
  if (!isRecord(base) || !isRecord(own)) return Object.is(base, own) ? [] : [path];
  return [...new Set([...Object.keys(base), ...Object.keys(own)])].flatMap((key) => changed(base[key], own[key], path === '' ? key : `${path}.${key}`));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const withoutLists = ({ grid: _grid, contingencies: _contingencies, ...rest }: ScenarioModel): Readonly<Record<string, unknown>> => rest;

const byCell = (grid: readonly Cell[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(grid.map(({ move, volatility, weight, days = 0 }) => [`${move.toPrecision(12)} ${volatility} ${days}`, weight]));

const byKind = (contingencies: readonly Contingency[]): Readonly<Record<string, unknown>> => Object.fromEntries(contingencies.map((own) => [own.kind, own]));
