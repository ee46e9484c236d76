import type { CellView, UnitView } from '#shared/ipc/scenarioMarginView.ts';
import { cellLines, withoutLine } from '#shared/scenario/margin/explain.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { CellResult } from '#shared/scenario/margin/scan.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import type { OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import { type Beside, inQuote, liquidatedAt, stateAt } from './beside.ts';
import { greeksView } from './greeksView.ts';
import { coverageView, strategiesView } from './strategiesView.ts';
import { floatText } from './text.ts';
import { unitHedgesView } from './unitHedgesView.ts';
import type { NamedUnit } from './units.ts';

const MOVES = [-0.5, -0.3, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5];
/** Lines whose margin without them is asked, those that weigh most in the binding cell: each is the whole model again. */
const ASKED_WITHOUT = 100;
const VOLATILITIES = [-0.3, -0.15, 0, 0.15, 0.3, 0.6];

/** One unit under a model. @param groups strategies that the user put together by hand */
export function unitView({ asset, unit, names, lacking, assumed, settled, legs, tradables }: NamedUnit, model: ScenarioModel, beside: Beside, groups: readonly OwnGroup[] = []): UnitView {
  const found = scenarioMargin(unit, model);
  const { initial, maintenance, rate } = inQuote(unit, model, found);
  const money = (value: number) => floatText(value * rate);
  const shown = found.binding ?? found.scan.cells[0];
  const parts = shown === undefined ? { lines: [], adjustment: 0 } : cellLines(unit, model, found, shown);
  const weighs = new Set(parts.lines.toSorted((left, right) => Math.abs(right.profit) - Math.abs(left.profit)).slice(0, ASKED_WITHOUT).map(({ id }) => id));
  const without = (id: string) => (weighs.has(id) ? floatText(inQuote(unit, model, scenarioMargin(withoutLine(unit, id), model)).maintenance - maintenance) : null);
  return {
    asset, lacking, assumed, settled: floatText(settled), initial: floatText(initial), maintenance: floatText(maintenance), worstLoss: money(found.worstLoss), bindingTerm: found.bindingTerm,
    binding: found.binding === null ? null : cellView(found.binding, rate), runnerUp: found.runnerUp === null ? null : cellView(found.runnerUp, rate),
    lines: parts.lines.map(({ id, profit }) => ({ id, name: names.get(id) ?? asset, profit: money(profit), without: without(id) })),
    adjustment: money(parts.adjustment),
    asked: found.asked.filter((own) => own.maintenance !== 0 || own.initial !== 0).map(({ kind, maintenance: own, initial: more }) => ({ kind, maintenance: money(own), initial: money(more) })),
    factors: { initial: found.initialFactor, maintenance: model.combination.maintenanceFactor, contingenciesInside: model.combination.contingencies === 'inside' },
    strategies: strategiesView({ unit, legs, names }, groups), ownGroups: groups, coverage: coverageView({ legs, unit }, (own) => inQuote(own, model, scenarioMargin(own, model)).maintenance),
    heat: heatOf(unit, model, beside), greeks: greeksView({ asset, unit, names }),
    liquidation: { still: liquidatedAt(unit, model, beside, [0]), worstVolatility: liquidatedAt(unit, model, beside, [VOLATILITIES[0] ?? 0, VOLATILITIES.at(-1) ?? 0]) },
    hedges: unitHedgesView({ unit, tradables, lacking }, model, beside),
  };
}

const cellView = ({ cell, profit }: CellResult, rate: number): CellView => ({ ...cell, profit: floatText(profit * rate) });

function heatOf(unit: RiskUnit, model: ScenarioModel, beside: Beside): UnitView['heat'] {
  const volatilities = unit.options.length === 0 ? [0] : VOLATILITIES;
  const states = MOVES.map((move) => volatilities.map((volatility) => stateAt(unit, model, beside, move, volatility)));
  return {
    moves: MOVES, volatilities, ratios: states.map((row) => row.map(({ equity, maintenance }) => (equity > 0 ? maintenance / equity : null))),
    equities: states.map((row) => row.map(({ equity }) => floatText(equity))), requirements: states.map((row) => row.map(({ maintenance }) => floatText(maintenance))),
  };
}
