import { type Asked, contingencies, minimumCharge, optionDelta } from './contingency.ts';
import { moneyRate, type RiskUnit } from './riskUnit.ts';
import { type CellResult, scan, type Scan } from './scan.ts';
import type { ScenarioModel } from './scenarioPreset.ts';

/**
 * The scenario margin of one risk unit. Requirements are amounts that equity must exceed, at least 0; levels are equity less
 * requirement, below 0 a shortfall. All in the money of the model.
 */
export type ScenarioMargin = Readonly<{
  scan: Scan;
  /** The cell that binds, null when the basis, the minimum by delta or the minimum charge does, and the worst one beside it. */
  binding: CellResult | null;
  runnerUp: CellResult | null;
  bindingTerm: 'cell' | 'basis' | 'minimumDelta' | 'minimumCharge';
  /** Worst loss, at least 0, before factors and contingencies. */
  worstLoss: number;
  /** Floor of the loss by net and hedged delta; 0 where the model has none. */
  minimumByDelta: number;
  /** Floor of loss and contingencies together, before factors that hold for both; 0 where the model has none. */
  minimumCharge: number;
  asked: readonly Asked[];
  initialFactor: number;
  initial: number;
  maintenance: number;
  optionValue: number;
  holdingValue: number;
  equity: number;
  initialLevel: number;
  maintenanceLevel: number;
}>;

export function scenarioMargin(unit: RiskUnit, model: ScenarioModel): ScenarioMargin {
  const scanned = scan(unit, model);
  const asked = contingencies(unit, model, scanned.expiries);
  const ranked = scanned.cells.toSorted((left, right) => left.profit - right.profit);
  const [first, second] = ranked;
  const losses = { cell: -(first?.profit ?? 0), basis: -scanned.basis, minimumDelta: minimumByDelta(unit, model, scanned) };
  const worstLoss = Math.max(0, losses.cell, losses.basis, losses.minimumDelta);
  const worstTerm = losses.cell >= losses.basis && losses.cell >= losses.minimumDelta ? 'cell' : losses.basis >= losses.minimumDelta ? 'basis' : 'minimumDelta';

  const { combination } = model;
  const peg = combination.peg === null ? 0 : Math.max(0, combination.peg.threshold - unit.stable) * combination.peg.factor;
  const initialFactor = combination.initialFactor + peg;
  const maintenanceAsked = asked.reduce((sum, own) => sum + own.maintenance, 0);
  const initialAsked = asked.reduce((sum, own) => sum + own.initial, 0);
  const isInside = combination.contingencies === 'inside';
  const least = combination.minimumCharge === undefined ? 0 : minimumCharge(combination.minimumCharge, unit) * moneyRate(unit, model);
  const [leastMaintenance, leastInitial] = isInside ? [least * combination.maintenanceFactor, least * initialFactor] : [least, least];
  const own = worstLoss * combination.maintenanceFactor + maintenanceAsked * (isInside ? combination.maintenanceFactor : 1);
  const maintenance = Math.max(own, leastMaintenance);
  const initial = Math.max(worstLoss * initialFactor + maintenanceAsked * (isInside ? initialFactor : 1), leastInitial) + initialAsked;
  const bindingTerm = leastMaintenance > own ? 'minimumCharge' : worstTerm;

  const optionValue = scanned.expiries.reduce((sum, { marked }) => sum + marked, 0);
  const holdingValue = unit.holdings.reduce((sum, { value }) => sum + value, 0) * moneyRate(unit, model);
  const equity = optionValue + holdingValue + unit.cash + unit.profit;
  return {
    scan: scanned, binding: bindingTerm === 'cell' ? (first ?? null) : null, runnerUp: (bindingTerm === 'cell' ? second : first) ?? null, bindingTerm, worstLoss, minimumByDelta: losses.minimumDelta, minimumCharge: least, asked,
    initialFactor, initial, maintenance, optionValue, holdingValue, equity, initialLevel: equity - initial, maintenanceLevel: equity - maintenance,
  };
}

/** net·|Σ delta| + hedged·(Σ |delta| − |Σ delta|)/2, times the price; long and short of one contract are one delta. */
function minimumByDelta(unit: RiskUnit, { combination: { minimumDelta }, money }: ScenarioModel, { expiries }: Scan): number {
  if (minimumDelta === null) return 0;
  const options = expiries.flatMap((expiry) => [...Map.groupBy(expiry.options, ({ sign, strike }) => sign * strike).values()].map((lines) => optionDelta({ ...expiry, options: lines })));
  const futures = [...Map.groupBy(unit.futures, ({ expiry }) => expiry).values(), unit.perpetuals].map((lines) => lines.reduce((sum, { quantity }) => sum + quantity, 0));
  const deltas = [...options, ...futures];
  const { net, hedged } = deltaParts(deltas);
  return (minimumDelta.net * Math.abs(net) + minimumDelta.hedged * hedged) * (money === 'coin' ? 1 : unit.spot);
}

/** The net of signed deltas, their size together, and what hedges each other: half of what they are more than the net. */
export function deltaParts(deltas: readonly number[]): Readonly<{ net: number; gross: number; hedged: number }> {
  const [net, gross] = [deltas.reduce((sum, own) => sum + own, 0), deltas.reduce((sum, own) => sum + Math.abs(own), 0)];
  return { net, gross, hedged: (gross - Math.abs(net)) / 2 };
}
