import type { CellView, UnitView } from '#shared/ipc/scenarioMarginView.ts';
import { cellLines, withoutLine } from '#shared/scenario/margin/explain.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { CellResult } from '#shared/scenario/margin/scan.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import type { OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import { each, type Pieces } from '#shared/util/pieces.ts';
import { type Beside, inQuote, liquidatedAt, RAY_PIECES, stateAt } from './beside.ts';
import { byStrategyView } from './byStrategy.ts';
import { greeksView } from './greeksView.ts';
import { coverageView, strategiesView } from './strategiesView.ts';
import { floatText } from './text.ts';
import { isHedged, unitHedgesView } from './unitHedgesView.ts';
import type { NamedUnit } from './units.ts';

const MOVES = [-0.5, -0.3, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5];
/** Lines whose margin without them is asked, those that weigh most in the binding cell: each is the whole model again. */
const ASKED_WITHOUT = 100;
const VOLATILITIES = [-0.3, -0.15, 0, 0.15, 0.3, 0.6];

/** About how many pieces a unit is told in: rays of two, margins without a line, rows of the heat map, and hedges, each with a ray. */
export const piecesOf = ({ unit, lacking }: Pick<NamedUnit, 'unit' | 'lacking'>): number => 2 * RAY_PIECES + Math.min(ASKED_WITHOUT, unit.options.length + unit.perpetuals.length + unit.futures.length + unit.holdings.length) + MOVES.length + (isHedged({ unit, lacking }) ? 5 * RAY_PIECES : 0);

/** All of a unit but when it is to be hedged again, which needs the whole account, in pieces. @param groups strategies that the user put together by hand */
export function* unitViewPieces({ asset, unit, names, lacking, assumed, settled, legs, tradables }: NamedUnit, model: ScenarioModel, beside: Beside, groups: readonly OwnGroup[] = []): Pieces<Omit<UnitView, 'rehedge'>> {
  const found = scenarioMargin(unit, model);
  const { initial, maintenance, rate } = inQuote(unit, model, found);
  const money = (value: number) => floatText(value * rate);
  const shown = found.binding ?? found.runnerUp ?? found.scan.cells[0];
  const parts = shown === undefined ? { lines: [], adjustment: 0 } : cellLines(unit, model, found, shown);
  const weighs = new Set(parts.lines.toSorted((left, right) => Math.abs(right.profit) - Math.abs(left.profit)).slice(0, ASKED_WITHOUT).map(({ id }) => id));
  const without = new Map(yield* each([...weighs], (id) => [id, floatText(inQuote(unit, model, scenarioMargin(withoutLine(unit, id), model)).maintenance - maintenance)] as const));
  return {
    asset, lacking, assumed, settled: floatText(settled), initial: floatText(initial), maintenance: floatText(maintenance), worstLoss: money(found.worstLoss), bindingTerm: found.bindingTerm,
    minimumCharge: money(found.minimumCharge * (model.combination.contingencies === 'inside' ? model.combination.maintenanceFactor : 1)),
    binding: found.binding === null ? null : cellView(found.binding, rate), runnerUp: found.runnerUp === null ? null : cellView(found.runnerUp, rate),
    lines: parts.lines.map(({ id, profit }) => ({ id, name: names.get(id) ?? asset, profit: money(profit), without: without.get(id) ?? null })),
    adjustment: money(parts.adjustment),
    asked: found.asked.filter((own) => own.maintenance !== 0 || own.initial !== 0).map(({ kind, maintenance: own, initial: more }) => ({ kind, maintenance: money(own), initial: money(more) })),
    factors: { initial: found.initialFactor, maintenance: model.combination.maintenanceFactor, contingenciesInside: model.combination.contingencies === 'inside' },
    strategies: strategiesView({ unit, legs, names }, groups), ownGroups: groups, coverage: coverageView({ legs, unit }, (own) => inQuote(own, model, scenarioMargin(own, model)).maintenance),
    byStrategy: byStrategyView({ unit, lacking }), heat: yield* heatOf(unit, model, beside), greeks: greeksView({ asset, unit, names }),
    liquidation: { still: yield* liquidatedAt(unit, model, beside, [0]), worstVolatility: yield* liquidatedAt(unit, model, beside, [VOLATILITIES[0] ?? 0, VOLATILITIES.at(-1) ?? 0]) },
    hedges: yield* unitHedgesView({ unit, tradables, lacking }, model, beside),
  };
}

const cellView = ({ cell, profit }: CellResult, rate: number): CellView => ({ ...cell, profit: floatText(profit * rate) });

function* heatOf(unit: RiskUnit, model: ScenarioModel, beside: Beside): Pieces<UnitView['heat']> {
  const volatilities = unit.options.length === 0 ? [0] : VOLATILITIES;
  const states = yield* each(MOVES, (move) => volatilities.map((volatility) => stateAt(unit, model, beside, move, volatility)));
  return {
    moves: MOVES, volatilities, ratios: states.map((row) => row.map(({ equity, maintenance }) => (equity > 0 ? maintenance / equity : null))),
    equities: states.map((row) => row.map(({ equity }) => floatText(equity))), requirements: states.map((row) => row.map(({ maintenance }) => floatText(maintenance))),
  };
}
