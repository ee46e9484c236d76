import { each, finished, type Pieces } from '../../util/pieces.ts';
import { lineGreeks, sumGreeks } from './greeks.ts';
import { scenarioMargin } from './requirement.ts';
import type { RiskUnit } from './riskUnit.ts';
import type { ScenarioModel } from './scenarioPreset.ts';
import { greeksOfOne, toLots, type Trade, type Tradable, withTrade } from './tradable.ts';

/** Trades that take risk off a unit, and the unit after them. `delta`, `gamma` and `vega` leave none of it but less than half a lot's; `leastMargin` leaves the lowest maintenance margin that the perpetual can. */
export type UnitHedge = Readonly<{ kind: 'delta' | 'gamma' | 'vega' | 'leastMargin'; trades: readonly Trade[]; after: RiskUnit }>;

/** Options that are tried: those nearest to the money have the most gamma and vega. */
const TRIED = 12;
const STEPS = 60;

/**
 * Hedges of a unit with what it can be traded in: delta by the perpetual, gamma or vega by the one option that leaves the lowest
 * maintenance margin, and the delta of that by the perpetual too. A hedge that would be less than half a lot is left out.
 */
export const unitHedges = (unit: RiskUnit, model: ScenarioModel, tradables: readonly Tradable[]): readonly UnitHedge[] => finished(unitHedgePieces(unit, model, tradables));

/** The same, one piece for each size and each option that is tried. */
export function* unitHedgePieces(unit: RiskUnit, model: ScenarioModel, tradables: readonly Tradable[]): Pieces<readonly UnitHedge[]> {
  const perpetual = tradables.find(({ kind }) => kind === 'perpetual') ?? null;
  const options = nearestToMoney(unit, tradables.filter(({ kind }) => kind === 'option'));
  const found = perpetual === null ? [] : [deltaHedge(unit, perpetual, 'delta', []), yield* leastMargin(unit, model, perpetual)];
  for (const kind of ['gamma', 'vega'] as const) {
    const tried = options.flatMap((option) => optionHedge(unit, option, perpetual, kind) ?? []);
    const margins = yield* each(tried, (hedge) => ({ hedge, margin: scenarioMargin(hedge.after, model).maintenance }));
    found.push(...margins.toSorted((left, right) => left.margin - right.margin).slice(0, 1).map(({ hedge }) => hedge));
  }
  return found.filter(({ trades }) => trades.length > 0);
}

function nearestToMoney(unit: RiskUnit, options: readonly Tradable[]): readonly Tradable[] {
  const away = ({ line }: Tradable): number => ('strike' in line ? Math.abs(Math.log(line.strike / unit.spot)) : Infinity);
  return options.toSorted((left, right) => away(left) - away(right)).slice(0, TRIED);
}

function optionHedge(unit: RiskUnit, option: Tradable, perpetual: Tradable | null, kind: 'gamma' | 'vega'): UnitHedge | null {
  const [all, one] = [sumGreeks(lineGreeks(unit))?.[kind] ?? null, greeksOfOne(unit, option)?.[kind] ?? null];
  if (all === null || one === null || one === 0) return null;
  const quantity = toLots(-all / one, option);
  if (quantity === 0 || !Number.isFinite(quantity)) return null;
  const trades = [{ id: option.line.id, quantity }];
  const after = withTrade(unit, option, quantity);
  return perpetual === null ? { kind, trades, after } : deltaHedge(after, perpetual, kind, trades);
}

function deltaHedge(unit: RiskUnit, perpetual: Tradable, kind: UnitHedge['kind'], before: readonly Trade[]): UnitHedge {
  const delta = sumGreeks(lineGreeks(unit))?.delta ?? null;
  const quantity = delta === null ? 0 : toLots(-delta, perpetual);
  return quantity === 0 ? { kind, trades: before, after: unit } : { kind, trades: [...before, { id: perpetual.line.id, quantity }], after: withTrade(unit, perpetual, quantity) };
}

/** The worst of many losses is convex in the size of one linear line: thirds of the interval close in on its lowest place. */
function* leastMargin(unit: RiskUnit, model: ScenarioModel, perpetual: Tradable): Pieces<UnitHedge> {
  const marginAt = (quantity: number): number => scenarioMargin(withTrade(unit, perpetual, quantity), model).maintenance;
  const reach = [...unit.options, ...unit.futures, ...unit.perpetuals].reduce((sum, { quantity }) => sum + Math.abs(quantity), 0) + unit.holdings.reduce((sum, { value }) => sum + Math.abs(value) / unit.spot, 0);
  let [low, high] = [-reach, reach];
  for (let step = 0; step < STEPS && high - low > perpetual.lot / 4; step += 1) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (marginAt(left) <= marginAt(right)) high = right;
    else low = left;
    yield;
  }
  const quantity = toLots((low + high) / 2, perpetual);
  const isWorth = quantity !== 0 && marginAt(quantity) < marginAt(0);
  return { kind: 'leastMargin', trades: isWorth ? [{ id: perpetual.line.id, quantity }] : [], after: isWorth ? withTrade(unit, perpetual, quantity) : unit };
}
