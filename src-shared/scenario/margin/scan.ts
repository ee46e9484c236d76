import { expiryProfit, type PreparedExpiry, prepareExpiries, sinceMark, STILL, valueAt } from './expiryValue.ts';
import type { HoldingLine, RiskUnit } from './riskUnit.ts';
import type { Cell, ScenarioModel, VolatilityMeasure } from './scenarioPreset.ts';
import { optionDelta } from './contingency.ts';

/** What one cell does to the unit, profit above 0. `net` is the weighted sum, `profit` what counts of it, after dampener and offsets; `measure` how volatility was moved, the worse way where there are two. */
export type CellResult = Readonly<{ cell: Cell; measure: VolatilityMeasure; net: number; profit: number; byExpiry: readonly number[]; linear: number }>;

export type Scan = Readonly<{
  expiries: readonly PreparedExpiry[];
  cells: readonly CellResult[];
  /** Loss from each expiry's forward moving by itself, 0 or below. */
  basis: number;
  /** Share of what is held that moves with the rest, 0 to 1. */
  heldShare: number;
}>;

/**
 * Profit and loss of a risk unit in every cell of the grid.
 *
 * @returns cells in the order of the grid, figures in the money of the model
 */
export function scan(unit: RiskUnit, model: ScenarioModel): Scan {
  const expiries = prepareExpiries(unit, model);
  const heldShare = heldShareOf(unit, model, expiries);
  return { expiries, heldShare, cells: model.grid.map((cell) => worstResult(unit, model, { expiries, heldShare }, cell)), basis: basisLoss(expiries, model) };
}

type Prepared = Pick<Scan, 'expiries' | 'heldShare'>;

/** Where volatility is moved by points too, the way that hurts the whole more. */
function worstResult(unit: RiskUnit, model: ScenarioModel, prepared: Prepared, cell: Cell): CellResult {
  const relative = cellResult(unit, model, prepared, cell, 'relative');
  if (model.volatility.points === undefined || (cell.volatility !== 'up' && cell.volatility !== 'down')) return relative;
  const points = cellResult(unit, model, prepared, cell, 'points');
  return points.profit < relative.profit ? points : relative;
}

function cellResult(unit: RiskUnit, model: ScenarioModel, { expiries, heldShare }: Prepared, cell: Cell, measure: VolatilityMeasure): CellResult {
  const isTilt = cell.volatility === 'linear' || cell.volatility === 'absolute';
  const byExpiry = expiries.map((expiry) => {
    const profit = expiryProfit(expiry, cell, model, measure) * cell.weight;
    // A tilt of the smile hurts whichever way it goes.
    return isTilt ? -Math.abs(profit) : profit;
  });
  // Where futures are held at the edge of the grid, they are not weighted as well.
  const linear = linearProfit(unit, model, heldShare, cell) * (model.futuresClamp === null ? cell.weight : 1);
  const sum = byExpiry.reduce((total, own) => total + own, linear);
  const isBeyond = model.futuresClamp !== null && Math.abs(cell.move) > model.futuresClamp + 1e-12;
  const dampened = isBeyond && sum < 0 ? Math.min(0, sum + model.tailDampener / (model.money === 'coin' ? unit.spot : 1)) : sum;
  return { cell, measure, net: sum, profit: model.offsets === 'zero' ? Math.min(0, dampened) : dampened, byExpiry, linear };
}

/** What a move is worth to one unit of value of a linear line: held at the clamp, and in coin move/(1 + move). */
export function linearShare({ futuresClamp, money }: ScenarioModel, { move }: Cell): number {
  const bound = futuresClamp ?? Infinity;
  const clamped = Math.min(Math.max(move, -bound), bound);
  return money === 'coin' ? clamped / (1 + clamped) : clamped;
}

/** Of what is held, the share that is no more than what it hedges: the delta of the rest with the other sign. */
function heldShareOf(unit: RiskUnit, model: ScenarioModel, expiries: readonly PreparedExpiry[]): number {
  if (model.holdings !== 'hedging') return 1;
  const held = unit.holdings.reduce((sum, { value, moves }) => (moves ? sum + value / unit.spot : sum), 0);
  if (held === 0) return 1;
  const rest = [...unit.perpetuals, ...unit.futures].reduce((sum, { quantity }) => sum + quantity, 0) + expiries.reduce((sum, expiry) => sum + optionDelta(expiry), 0);
  return Math.min(1, Math.max(0, -rest / held));
}

/** What a holding gains in a cell, before weight. Counted in its own coin, a coin is worth the same after any move. */
export function heldProfit({ value, moves }: HoldingLine, model: ScenarioModel, heldShare: number, cell: Cell): number {
  return moves && model.money === 'quote' ? value * heldShare * linearShare(model, cell) : 0;
}

/** Of perpetuals, futures and what moves with them, before weight. */
function linearProfit(unit: RiskUnit, model: ScenarioModel, heldShare: number, cell: Cell): number {
  const share = linearShare(model, cell);
  const priceOf = (price: number): number => (model.money === 'coin' ? 1 : price);
  let sum = 0;
  for (const { quantity, price } of unit.perpetuals) sum += quantity * priceOf(price) * share;
  for (const { quantity, expiry } of unit.futures) sum += quantity * priceOf(unit.expiries[expiry]?.open ?? Number.NaN) * share;
  for (const line of unit.holdings) sum += heldProfit(line, model, heldShare, cell);
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
