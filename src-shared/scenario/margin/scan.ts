import { expiryProfit, type PreparedExpiry, prepareExpiries, sinceMark, STILL, valueAt } from './expiryValue.ts';
import type { RiskUnit } from './riskUnit.ts';
import type { Cell, ScenarioModel } from './scenarioPreset.ts';

/** What one cell does to the unit, profit above 0. `net` is the weighted sum, `profit` what counts of it, after dampener and offsets. */
export type CellResult = Readonly<{ cell: Cell; net: number; profit: number; byExpiry: readonly number[]; linear: number }>;

export type Scan = Readonly<{
  expiries: readonly PreparedExpiry[];
  cells: readonly CellResult[];
  /** Loss from each expiry's forward moving by itself, 0 or below. */
  basis: number;
}>;

/**
 * Profit and loss of a risk unit in every cell of the grid.
 *
 * @returns cells in the order of the grid, figures in the money of the model
 */
export function scan(unit: RiskUnit, model: ScenarioModel): Scan {
  const expiries = prepareExpiries(unit, model);
  return { expiries, cells: model.grid.map((cell) => cellResult(unit, model, expiries, cell)), basis: basisLoss(expiries, model) };
}

function cellResult(unit: RiskUnit, model: ScenarioModel, expiries: readonly PreparedExpiry[], cell: Cell): CellResult {
  const isTilt = cell.volatility === 'linear' || cell.volatility === 'absolute';
  const byExpiry = expiries.map((expiry) => {
    const profit = expiryProfit(expiry, cell, model) * cell.weight;
    // A tilt of the smile hurts whichever way it goes.
    return isTilt ? -Math.abs(profit) : profit;
  });
  // Where futures are held at the edge of the grid, they are not weighted as well.
  const linear = linearProfit(unit, model, cell) * (model.futuresClamp === null ? cell.weight : 1);
  const sum = byExpiry.reduce((total, own) => total + own, linear);
  const isBeyond = model.futuresClamp !== null && Math.abs(cell.move) > model.futuresClamp + 1e-12;
  const dampened = isBeyond && sum < 0 ? Math.min(0, sum + model.tailDampener / (model.money === 'coin' ? unit.spot : 1)) : sum;
  return { cell, net: sum, profit: model.offsets === 'zero' ? Math.min(0, dampened) : dampened, byExpiry, linear };
}

/** What a move is worth to one unit of value of a linear line: held at the clamp, and in coin move/(1 + move). */
export function linearShare({ futuresClamp, money }: ScenarioModel, { move }: Cell): number {
  const bound = futuresClamp ?? Infinity;
  const clamped = Math.min(Math.max(move, -bound), bound);
  return money === 'coin' ? clamped / (1 + clamped) : clamped;
}

/** Of perpetuals, futures and what moves with them, before weight. */
function linearProfit(unit: RiskUnit, model: ScenarioModel, cell: Cell): number {
  const share = linearShare(model, cell);
  const priceOf = (price: number): number => (model.money === 'coin' ? 1 : price);
  let sum = 0;
  for (const { quantity, price } of unit.perpetuals) sum += quantity * priceOf(price) * share;
  for (const { quantity, expiry } of unit.futures) sum += quantity * priceOf(unit.expiries[expiry]?.open ?? Number.NaN) * share;
  for (const { value, moves } of unit.holdings) if (moves) sum += value * share;
  return sum;
}

function basisLoss(expiries: readonly PreparedExpiry[], model: ScenarioModel): number {
  const { basis } = model;
  if (basis === null) return 0;
  return expiries.reduce((sum, expiry) => {
    if (expiry.options.length === 0) return sum;
    const change = (move: number): number => sinceMark(expiry, expiry.markFactor * valueAt(expiry, STILL, model, move));
    return sum + Math.min(change(basis.up), change(basis.down), 0) * (basis.add + basis.multiple * Math.max(expiry.at.years, 0));
  }, 0);
}
