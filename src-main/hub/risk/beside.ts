import { gainOf, movedUnit } from '#shared/scenario/margin/explain.ts';
import { markOf } from '#shared/scenario/margin/mark.ts';
import { type Shortfall, shortfallPieces } from '#shared/scenario/margin/rays.ts';
import { type ScenarioMargin, scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import type { Pieces } from '#shared/util/pieces.ts';

/** Equity of the account, and what its other units ask: both stay while one unit moves. */
export type Beside = Readonly<{ equity: number; others: number }>;

export const RAY_PIECES = 151;
const RAY = Array.from({ length: RAY_PIECES }, (_, at) => -0.9 + at * 0.02);

/** Requirements in the quote currency: what a coin model asks in coin, at the price of now. */
export function inQuote(unit: RiskUnit, model: ScenarioModel, found: ScenarioMargin): Readonly<{ initial: number; maintenance: number; rate: number }> {
  const rate = model.money === 'coin' ? unit.spot : 1;
  return { initial: found.initial * rate, maintenance: found.maintenance * rate, rate };
}

/** The whole model again after a move: equity and the maintenance margin of the account. */
export function stateAt(unit: RiskUnit, model: ScenarioModel, { equity, others }: Beside, move: number, volatility: number): Readonly<{ equity: number; maintenance: number }> {
  const after = movedUnit(unit, move, volatility);
  const optionValue = (own: RiskUnit): number => own.options.reduce((sum, line) => sum + line.quantity * markOf(own, line), 0);
  return { equity: equity + gainOf(unit, after, optionValue), maintenance: others + inQuote(after, model, scenarioMargin(after, model)).maintenance };
}

/** Moves at which the account is liquidated, volatility changed by the worst of these: a piece for each place of `RAY_PIECES`, and a few for each edge. */
export function liquidatedAt(unit: RiskUnit, model: ScenarioModel, beside: Beside, volatilities: readonly number[]): Pieces<readonly Shortfall[]> {
  return shortfallPieces((move) => Math.min(...volatilities.map((volatility) => { const { equity, maintenance } = stateAt(unit, model, beside, move, volatility); return equity - maintenance; })), RAY);
}
