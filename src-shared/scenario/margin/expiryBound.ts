import { markOf } from './mark.ts';
import type { OptionLine, RiskUnit } from './riskUnit.ts';

/** Requirement of one short option as shares of the spot price, and what bounds an expiry. Derive's standard model (SRM). */
export type ExpiryBoundModel = Readonly<{
  /** Initial: max(highest − out of the money/spot, lowest). */
  highest: number;
  lowest: number;
  maintenanceCall: number;
  maintenancePut: number;
  /** The larger of the share of spot and this share of the mark, for puts. */
  maintenancePutMark: number;
  /** Initial of a put never less than its maintenance times this. */
  putOffset: number;
  /** A net short call of an expiry has no worst price: what it asks of its forward. */
  unpairedInitial: number;
  unpairedMaintenance: number;
  perpetualInitial: number;
  perpetualMaintenance: number;
  oracle: Readonly<{ perpetual: number; options: number; base: number; factor: number }>;
  depeg: Readonly<{ threshold: number; factor: number }>;
  /** What holdings of the underlying count for, and a further factor for initial. */
  baseShare: number;
  baseInitialScale: number;
}>;

/** Net levels, below 0 a shortfall: what the options of an expiry leave under each rule. */
export type ExpiryBound = Readonly<{ isolated: number; bounded: number; level: number }>;

/** A unit under the standard model. `initial` and `maintenance` are levels without cash. */
export type ExpiryBoundLevels = Readonly<{
  byExpiry: readonly Readonly<{ initial: ExpiryBound; maintenance: ExpiryBound }>[];
  optionInitial: number;
  optionMaintenance: number;
  optionValue: number;
  perpetualInitial: number;
  perpetualMaintenance: number;
  /** Add-ons to initial margin, 0 or below. */
  oracle: number;
  depeg: number;
  base: number;
  initial: number;
  maintenance: number;
}>;

/** @param unit of one underlying; `profit` is what its perpetuals have not settled */
export function expiryBoundLevels(unit: RiskUnit, model: ExpiryBoundModel): ExpiryBoundLevels {
  const expiries = unit.expiries.map((at, place) => ({ at, lines: unit.options.filter(({ expiry }) => expiry === place).map((line) => ({ line, value: line.quantity * markOf(unit, line) })) }));
  const byExpiry = expiries.map(({ at, lines }) => ({
    initial: boundOf(unit, model, lines, at.forward, 'initial'), maintenance: boundOf(unit, model, lines, at.forward, 'maintenance'),
  }));
  const [perpetuals, perpetualValue] = [sumOf(unit.perpetuals, ({ quantity }) => Math.abs(quantity)), sumOf(unit.perpetuals, ({ quantity, price }) => Math.abs(quantity) * price)];
  const shorts = sumOf(unit.options, ({ quantity }) => Math.max(0, -quantity));
  const baseValue = sumOf(unit.holdings, ({ oracleValue }) => oracleValue);
  const optionInitial = sumOf(byExpiry, ({ initial }) => initial.level);
  const optionMaintenance = sumOf(byExpiry, ({ maintenance }) => maintenance.level);
  const { oracle, depeg } = model;
  const addOn = (confidence: number, threshold: number, size: number): number => (confidence < threshold ? -(1 - confidence) * oracle.factor * size : 0);
  const oracles = addOn(Math.min(unit.spotConfidence, unit.perpetualConfidence), oracle.perpetual, perpetuals * unit.spot) + addOn(unit.spotConfidence, oracle.base, baseValue)
    + sumOf(expiries, ({ at, lines }) => addOn(Math.min(unit.spotConfidence, at.confidence), oracle.options, sumOf(lines, ({ line }) => Math.max(0, -line.quantity)) * unit.spot));
  const depegged = -Math.max(0, depeg.threshold - unit.stable) * depeg.factor * unit.spot * (perpetuals + shorts);
  const base = baseValue * model.baseShare;
  const [perpetualInitial, perpetualMaintenance] = [-perpetualValue * model.perpetualInitial, -perpetualValue * model.perpetualMaintenance];
  return {
    byExpiry, optionInitial, optionMaintenance, optionValue: sumOf(expiries, ({ lines }) => sumOf(lines, ({ value }) => value)), perpetualInitial, perpetualMaintenance,
    oracle: oracles, depeg: depegged, base,
    initial: optionInitial + perpetualInitial + unit.profit + oracles + depegged + base * model.baseInitialScale,
    maintenance: optionMaintenance + perpetualMaintenance + unit.profit + base,
  };
}

type Valued = Readonly<{ line: OptionLine; value: number }>;

const sumOf = <T>(lines: readonly T[], of: (line: T) => number): number => lines.reduce((sum, line) => sum + of(line), 0);

/** The better of adding every short by itself and of the worst payoff at settlement; never a credit. */
function boundOf(unit: RiskUnit, model: ExpiryBoundModel, lines: readonly Valued[], forward: number, kind: 'initial' | 'maintenance'): ExpiryBound {
  const isolated = sumOf(lines, (own) => (own.line.quantity < 0 ? shortLevel(unit.spot, model, own, kind) : 0));
  const worst = Math.min(...[0, ...lines.map(({ line }) => line.strike)].map((price) => sumOf(lines, ({ line }) => line.quantity * Math.max(line.sign * (price - line.strike), 0))));
  const netCalls = sumOf(lines, ({ line }) => (line.sign > 0 ? line.quantity : 0));
  const bounded = worst + Math.min(0, netCalls) * forward * (kind === 'initial' ? model.unpairedInitial : model.unpairedMaintenance);
  return { isolated, bounded, level: Math.min(0, Math.max(isolated, bounded)) };
}

function shortLevel(spot: number, model: ExpiryBoundModel, { line, value }: Valued, kind: 'initial' | 'maintenance'): number {
  const size = Math.abs(line.quantity);
  const outOfMoney = Math.max(line.sign * (line.strike - spot), 0);
  const standard = value - Math.max(model.highest - outOfMoney / spot, model.lowest) * spot * size;
  if (line.sign > 0) return kind === 'initial' ? standard : value - model.maintenanceCall * spot * size;
  const maintenance = value - Math.max(model.maintenancePut * spot * size, model.maintenancePutMark * Math.abs(value));
  return kind === 'initial' ? Math.min(standard, maintenance * model.putOffset) : maintenance;
}
