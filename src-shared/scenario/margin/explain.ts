import { lineAt, STILL } from './expiryValue.ts';
import type { ScenarioMargin } from './requirement.ts';
import type { RiskUnit } from './riskUnit.ts';
import { type CellResult, heldProfit, linearShare } from './scan.ts';
import type { ScenarioModel } from './scenarioPreset.ts';

/** What a line of a unit gains or loses in a cell, weighted as the cell is. */
export type LineProfit = Readonly<{ id: string; profit: number }>;

/** Lines of a cell, and what they are more than the cell: discounts, tilts that hurt both ways, dampeners, gains that are cut. Together they are its profit. */
export type CellLines = Readonly<{ lines: readonly LineProfit[]; adjustment: number }>;

/** A sum in another order is off by no more than this share of its parts. */
const ROUNDING = 1e-12;

/** How a cell comes about, line by line: the sum of the lines and the adjustment is its profit. */
export function cellLines(unit: RiskUnit, model: ScenarioModel, { scan: { expiries, heldShare } }: ScenarioMargin, { cell, measure, profit }: CellResult): CellLines {
  const options = expiries.flatMap((expiry) => expiry.options.map((line, place): LineProfit =>
    ({ id: line.id, profit: cell.weight * expiry.markFactor * (lineAt(expiry, place, cell, model, cell.move, measure) - lineAt(expiry, place, STILL, model, 0)) })));
  const weight = model.futuresClamp === null ? cell.weight : 1;
  const share = linearShare(model, cell);
  const priceOf = (price: number): number => (model.money === 'coin' ? 1 : price);
  const linear = [
    ...unit.perpetuals.map(({ id, quantity, price }): LineProfit => ({ id, profit: weight * quantity * priceOf(price) * share })),
    ...unit.futures.map(({ id, quantity, expiry }): LineProfit => ({ id, profit: weight * quantity * priceOf(unit.expiries[expiry]?.open ?? Number.NaN) * share })),
    ...unit.holdings.filter(({ moves }) => moves).map((line): LineProfit => ({ id: line.id, profit: weight * heldProfit(line, model, heldShare, cell) })),
  ];
  const lines = [...options, ...linear];
  const adjustment = profit - lines.reduce((sum, own) => sum + own.profit, 0);
  const isRounding = Math.abs(adjustment) <= ROUNDING * lines.reduce((sum, own) => sum + Math.abs(own.profit), 0);
  return { lines, adjustment: isRounding ? 0 : adjustment };
}

/** A unit without one of its lines. */
export const withoutLine = (unit: RiskUnit, id: string): RiskUnit => ({
  ...unit, options: unit.options.filter((line) => line.id !== id), futures: unit.futures.filter((line) => line.id !== id),
  perpetuals: unit.perpetuals.filter((line) => line.id !== id), holdings: unit.holdings.filter((line) => line.id !== id),
});

/** A unit after a move of its price, forwards and all, and of every volatility by a share of it. */
export function movedUnit(unit: RiskUnit, move: number, volatility: number): RiskUnit {
  const factor = 1 + move;
  return {
    ...unit, spot: unit.spot * factor, expiries: unit.expiries.map((own) => ({ ...own, open: own.open * factor, forward: own.forward * factor })),
    options: unit.options.map((line) => ({ ...line, volatility: line.volatility * (1 + volatility) })), perpetuals: unit.perpetuals.map((line) => ({ ...line, price: line.price * factor })),
    holdings: unit.holdings.map((line) => (line.moves ? { ...line, value: line.value * factor, oracleValue: line.oracleValue * factor } : line)),
  };
}

/** What the lines of a unit gain between two states of it, at marks: options by price, the rest by its own. */
export function gainOf(unit: RiskUnit, after: RiskUnit, optionValue: (unit: RiskUnit) => number): number {
  const linear = (own: RiskUnit): number => own.perpetuals.reduce((sum, { quantity, price }) => sum + quantity * price, 0) + own.futures.reduce((sum, { quantity, expiry }) => sum + quantity * (own.expiries[expiry]?.open ?? Number.NaN), 0) + own.holdings.reduce((sum, { value }) => sum + value, 0);
  return linear(after) - linear(unit) + optionValue(after) - optionValue(unit);
}
