import type { UnitView } from '#shared/ipc/scenarioMarginView.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { createSimulation, type SimulationResult, type SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';
import type { Pieces } from '#shared/util/pieces.ts';
import type { Beside } from './beside.ts';
import type { Work } from './taskQueue.ts';
import type { NamedUnit } from './units.ts';
import { piecesOf, unitViewPieces } from './unitView.ts';

/** What takes long: chances by simulation, one result for each market, and units under a scenario model with their heat maps and rays. */
export type Task =
  | Readonly<{ kind: 'simulation'; specs: readonly SimulationSpec[]; paths: number }>
  | Readonly<{ kind: 'units'; units: readonly NamedUnit[]; model: ScenarioModel; beside: readonly Beside[] }>;

export type Results = { simulation: readonly SimulationResult[]; units: readonly UnitView[] };

const PATHS_A_PIECE = 200;

/** @throws RangeError where a market cannot be */
export function workOf(task: Task): Work<Results[Task['kind']]> {
  return task.kind === 'simulation'
    ? { total: Math.ceil(task.paths / PATHS_A_PIECE) * task.specs.length, pieces: simulations(task) }
    : { total: task.units.reduce((sum, own) => sum + piecesOf(own), 0), pieces: unitViews(task) };
}

function* simulations({ specs, paths }: Extract<Task, { kind: 'simulation' }>): Pieces<readonly SimulationResult[]> {
  const found: SimulationResult[] = [];
  for (const spec of specs) {
    const simulation = createSimulation(spec);
    for (let left = paths; left > 0; left -= PATHS_A_PIECE) {
      simulation.advance(Math.min(left, PATHS_A_PIECE));
      yield;
    }
    found.push(simulation.result());
  }
  return found;
}

function* unitViews({ units, model, beside }: Extract<Task, { kind: 'units' }>): Pieces<readonly UnitView[]> {
  const views: UnitView[] = [];
  for (const [place, unit] of units.entries()) views.push(yield* unitViewPieces(unit, model, beside[place] ?? { equity: Number.NaN, others: Number.NaN }));
  return views;
}
