import { markOf } from '../margin/mark.ts';
import type { RiskUnit } from '../margin/riskUnit.ts';
import { type OptionStandardModel, seenBy, shortOptionMargin } from './optionStandard.ts';

/** Rates of futures and perpetuals by notional; no size steps. */
export type LinearRates = Readonly<{ initial: number; maintenance: number }>;

/** A unit under standard margin. Requirements at least 0; the marks of short options are inside them, option value is in no equity. */
export type StandardMargin = Readonly<{ initial: number; maintenance: number; optionValue: number; byLine: readonly Readonly<{ id: string; initial: number; maintenance: number }>[] }>;

/** Every short option by itself, on the forward of its expiry or the index as the model says, no relief for spreads; longs need nothing; perpetuals by their net, futures by expiry. */
export function standardMargin(unit: RiskUnit, options: OptionStandardModel, linear: LinearRates): StandardMargin {
  const marks = unit.options.map((line) => markOf(unit, line));
  const optionLines = unit.options.map(({ id, sign, strike, quantity, expiry }, place) => {
    const size = Math.max(0, -quantity);
    const at = unit.expiries[expiry];
    const prices = { index: unit.spot, forward: at === undefined ? Number.NaN : at.open + at.fixed };
    const { initial, maintenance } = shortOptionMargin(seenBy(options, prices, { sign, strike, mark: marks[place] ?? Number.NaN }), options);
    return { id, initial: size * initial, maintenance: size * maintenance };
  });
  const perpetual = Math.abs(unit.perpetuals.reduce((sum, { quantity, price }) => sum + quantity * price, 0));
  const dated = [...Map.groupBy(unit.futures, ({ expiry }) => expiry)].map(([expiry, lines]) => Math.abs(lines.reduce((sum, { quantity }) => sum + quantity, 0)) * (unit.expiries[expiry]?.open ?? Number.NaN));
  const notionals = [['perpetuals', perpetual] as const, ...dated.map((own, place) => [`futures ${place}`, own] as const)];
  const byLine = [...optionLines, ...notionals.map(([id, notional]) => ({ id, initial: notional * linear.initial, maintenance: notional * linear.maintenance }))];
  return {
    byLine, initial: byLine.reduce((sum, { initial }) => sum + initial, 0), maintenance: byLine.reduce((sum, { maintenance }) => sum + maintenance, 0),
    optionValue: unit.options.reduce((sum, { quantity }, place) => sum + quantity * (marks[place] ?? Number.NaN), 0),
  };
}
