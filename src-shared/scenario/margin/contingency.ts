import { black76 } from '../pricing/black76.ts';
import type { PreparedExpiry } from './expiryValue.ts';
import type { OptionLine, RiskUnit } from './riskUnit.ts';
import type { Contingency, ScenarioModel } from './scenarioPreset.ts';

/** What one contingency asks, both at least 0: `initial` in addition to `maintenance`. */
export type Asked = Readonly<{ kind: Contingency['kind']; maintenance: number; initial: number }>;

export function contingencies(unit: RiskUnit, model: ScenarioModel, expiries: readonly PreparedExpiry[]): readonly Asked[] {
  return model.contingencies.map((own) => ({ kind: own.kind, ...asked(own, unit, model, expiries) }));
}

function asked(own: Contingency, unit: RiskUnit, model: ScenarioModel, expiries: readonly PreparedExpiry[]): Readonly<{ maintenance: number; initial: number }> {
  const price = model.money === 'coin' ? 1 : unit.spot;
  switch (own.kind) {
    case 'perpetuals': return rated(own, perpetualSize(unit) * price);
    case 'nakedShorts': return rated(own, nakedShorts(expiries) * price);
    case 'holdings': return rated(own, sumOf(unit.holdings, ({ oracleValue }) => Math.abs(oracleValue)));
    case 'grossFutures': return rated(own, (perpetualSize(unit) + sumOf(unit.futures, ({ quantity }) => Math.abs(quantity))) * price);
    case 'haircuts': return { maintenance: sumOf(unit.holdings, ({ value, maintenanceHaircut }) => value * maintenanceHaircut), initial: sumOf(unit.holdings, ({ value, initialHaircut }) => value * initialHaircut) };
    case 'oracle': return { maintenance: 0, initial: oracleAddOn(own, unit, expiries) };
    case 'roll': return { maintenance: rollShock(own, unit, expiries) * price, initial: 0 };
  }
}

const rated = ({ maintenance, initial }: Readonly<{ maintenance: number; initial: number }>, size: number) => ({ maintenance: maintenance * size, initial: initial * size });

const sumOf = <T>(lines: readonly T[], of: (line: T) => number): number => lines.reduce((sum, line) => sum + of(line), 0);

const perpetualSize = (unit: RiskUnit): number => Math.abs(sumOf(unit.perpetuals, ({ quantity }) => quantity));

/** Short options that no long one of the same strike and expiry covers, calls and puts together. */
export function nakedShorts(expiries: readonly Readonly<{ options: readonly OptionLine[] }>[]): number {
  return sumOf(expiries, ({ options }) => [...Map.groupBy(options, ({ strike }) => strike).values()]
    .reduce((sum, lines) => sum + Math.max(0, -sumOf(lines, ({ quantity }) => quantity)), 0));
}

function oracleAddOn({ threshold, rate, split }: Readonly<{ threshold: number; rate: number; split: 'withSpot' | 'each' }>, unit: RiskUnit, expiries: readonly PreparedExpiry[]): number {
  const perpetuals = perpetualSize(unit);
  const addOn = (confidence: number, size: number): number => (confidence < threshold ? (1 - confidence) * rate * size : 0);
  const general = Math.min(unit.spotConfidence, perpetuals > 0 ? unit.perpetualConfidence : 1);
  const options = sumOf(expiries, ({ at, options: lines }) => addOn(Math.min(general, at.confidence), sumOf(lines, ({ quantity }) => Math.abs(quantity)) * unit.spot));
  const held = split === 'withSpot'
    ? addOn(general, sumOf(unit.holdings, ({ oracleValue }) => oracleValue))
    : sumOf(unit.holdings, ({ confidence, value }) => addOn(Math.min(general, confidence), value));
  return options + addOn(general, perpetuals * unit.spot) + held;
}

/** Deltas of the options by expiry, futures and perpetuals; a perpetual takes the floor. */
function rollShock({ annualised, floor }: Readonly<{ annualised: number; floor: number }>, unit: RiskUnit, expiries: readonly PreparedExpiry[]): number {
  const dated = sumOf(expiries.map((expiry, place) => ({ expiry, place })), ({ expiry, place }) => {
    const futures = sumOf(unit.futures.filter((line) => line.expiry === place), ({ quantity }) => quantity);
    return Math.abs(futures + optionDelta(expiry)) * Math.max(floor, annualised * Math.max(expiry.at.years, 0));
  });
  return dated + perpetualSize(unit) * floor;
}

/** Σ q·delta of an expiry, Black's; on a strike at its end no delta exists, and the half of it is taken. */
export function optionDelta({ at, options }: PreparedExpiry): number {
  return sumOf(options, ({ sign, strike, quantity, volatility }) => quantity * (black76({ sign, strike, years: at.years, volatility }, at.open + at.fixed).delta ?? sign / 2));
}
