import type { ComparisonView } from '#shared/ipc/comparisonView.ts';
import type { ContributionView } from '#shared/ipc/contributionView.ts';
import { profitOf, type Revaluation } from '#shared/engine/revaluation.ts';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import type { HedgesView } from '#shared/ipc/riskView.ts';
import type { UnitView } from '#shared/ipc/scenarioMarginView.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import { marketPath, type MarketSpec } from '#shared/scenario/monteCarlo/marketPath.ts';
import { createSimulation, type SimulationResult, type SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';
import type { Matrix } from '#shared/scenario/risk/matrix.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { simulatedTail } from '#shared/scenario/risk/simulatedTail.ts';
import { daysWith, type Episode } from '#shared/scenario/stress/episodes.ts';
import type { OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import { assertNever } from '#shared/util/assertNever.ts';
import type { Pieces } from '#shared/util/pieces.ts';
import { comparisonPieces, comparisonPiecesOf } from '../insight/comparison.ts';
import { contributionPieces, contributionPiecesOf } from '../insight/contribution.ts';
import { profilesFor } from '../insight/profiles.ts';
import { readProfiles } from '../profileShelf.ts';
import type { Beside } from './beside.ts';
import { type EngineData, engineOf } from './engineData.ts';
import { hedgePiecesOf, hedgeTrades } from './hedgeTrades.ts';
import { type HeldOption, optionProfit } from './optionProfit.ts';
import { pathsOf } from './optionPaths.ts';
import { type Saved, stressParts, type StressParts, stressPiecesOf } from './stressParts.ts';
import type { Work } from './taskQueue.ts';
import type { NamedUnit } from './units.ts';
import { piecesOf, unitViewPieces } from './unitView.ts';

/** What takes long: an account asked again under many stresses, after each hedge, under every model, with venues of the user's own by their documents, and without each of its parts; chances by simulation, one result for each market; losses of a day, by simulation and by days of the past; and units under a scenario model with their heat maps and rays. */
export type Task =
  | Readonly<{ kind: 'simulation'; specs: readonly SimulationSpec[]; paths: number }>
  | Readonly<{ kind: 'stress'; data: EngineData; suppose: SupposeSpec; rates: ReadonlyMap<string, DecimalText>; saved: Saved; measured: MeasuredMarket | null }>
  | Readonly<{ kind: 'hedges'; data: EngineData; measured: MeasuredMarket | null }>
  | Readonly<{ kind: 'comparison'; data: EngineData; profiles: readonly string[]; days: readonly Episode[]; chosen: string | null; at: EpochMs }>
  | Readonly<{ kind: 'contribution'; data: EngineData; move: DecimalText; at: EpochMs }>
  | Readonly<{ kind: 'tails'; market: MarketSpec; revaluation: Revaluation; options: readonly HeldOption[]; paths: number; tails: readonly number[] }>
  | Readonly<{ kind: 'days'; moves: readonly Matrix[]; revaluation: Revaluation; options: readonly HeldOption[] }>
  | Readonly<{ kind: 'units'; units: readonly NamedUnit[]; model: ScenarioModel; beside: readonly Beside[]; groups: readonly (readonly OwnGroup[])[] }>;

export type Results = { stress: StressParts; hedges: HedgesView['hedges']; comparison: ComparisonView; contribution: ContributionView; simulation: readonly SimulationResult[]; tails: readonly ReturnType<typeof simulatedTail>[]; /** Profits by day, one list for each of the given lists of moves. */ days: readonly Float64Array[]; units: readonly Omit<UnitView, 'rehedge'>[] };

const PATHS_A_PIECE = 200;
const DAYS_A_PIECE = 50;

/** @throws RangeError where a market cannot be */
export function workOf(task: Task): Work<Results[Task['kind']]> {
  switch (task.kind) {
    case 'simulation': return { total: Math.ceil(task.paths / PATHS_A_PIECE) * task.specs.length, pieces: simulations(task) };
    case 'stress': return { total: stressPiecesOf(task.data.portfolio.positions.length, task.saved), pieces: stress(task) };
    case 'hedges': return { total: hedgePiecesOf(task.data.portfolio), pieces: hedgeTrades(engineOf(task.data), pathsOf(task.data.options), task.measured) };
    case 'comparison': return comparison(task);
    case 'contribution': return { total: contributionPiecesOf(task.data.portfolio), pieces: contributionPieces(engineOf(task.data), pathsOf(task.data.options), task.move, task.at) };
    case 'tails': return { total: Math.ceil(task.paths / PATHS_A_PIECE), pieces: tails(task) };
    case 'days': return { total: task.moves.reduce((sum, own) => sum + Math.ceil(own.length / DAYS_A_PIECE), 0), pieces: days(task) };
    case 'units': return { total: task.units.reduce((sum, own) => sum + piecesOf(own), 0), pieces: unitViews(task) };
    default: return assertNever(task, 'task');
  }
}

function comparison({ data, profiles: texts, days: own, chosen, at }: Extract<Task, { kind: 'comparison' }>): Work<ComparisonView> {
  const profiles = profilesFor(data.portfolio, at, readProfiles(texts));
  const days = daysWith(own);
  return { total: comparisonPiecesOf(profiles, days), pieces: comparisonPieces(engineOf(data), { paths: pathsOf(data.options), profiles, days, chosen, at }) };
}

function* stress({ data, ...asked }: Extract<Task, { kind: 'stress' }>): Pieces<StressParts> {
  return yield* stressParts(engineOf(data), { ...asked, paths: pathsOf(data.options) });
}

function* tails({ market, revaluation, options, paths, tails: asked }: Extract<Task, { kind: 'tails' }>): Pieces<Results['tails']> {
  const { levels, restart, step } = marketPath(market, [1]);
  const profitOfOptions = optionProfit(options);
  const [profits, moves] = [new Float64Array(paths), new Float64Array(levels.length)];
  for (let path = 0; path < paths; path += 1) {
    restart();
    step(0);
    for (let place = 0; place < moves.length; place += 1) moves[place] = Math.expm1(levels[place] ?? 0);
    profits[path] = profitOf(revaluation, moves) + profitOfOptions(moves);
    if (path % PATHS_A_PIECE === PATHS_A_PIECE - 1) yield;
  }
  return asked.map((tail) => simulatedTail(profits, tail));
}

function* days({ moves, revaluation, options }: Extract<Task, { kind: 'days' }>): Pieces<Results['days']> {
  const profitOfOptions = optionProfit(options);
  const found: Float64Array[] = [];
  for (const own of moves) {
    const profits = new Float64Array(own.length);
    for (const [day, row] of own.entries()) {
      profits[day] = profitOf(revaluation, row) + profitOfOptions(row);
      if (day % DAYS_A_PIECE === DAYS_A_PIECE - 1) yield;
    }
    found.push(profits);
  }
  return found;
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

function* unitViews({ units, model, beside, groups }: Extract<Task, { kind: 'units' }>): Pieces<Results['units']> {
  const views: Omit<UnitView, 'rehedge'>[] = [];
  for (const [place, unit] of units.entries()) views.push(yield* unitViewPieces(unit, model, beside[place] ?? { equity: Number.NaN, others: Number.NaN }, groups[place] ?? []));
  return views;
}
