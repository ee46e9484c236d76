import { black76 } from '../pricing/black76.ts';
import type { PreparedExpiry } from './expiryValue.ts';
import { moneyRate, type OptionLine, type RiskUnit } from './riskUnit.ts';
import type { Contingency, MinimumCharge, ScenarioModel } from './scenarioPreset.ts';

/** What one contingency asks, both at least 0: `initial` in addition to `maintenance`. */
export type Asked = Readonly<{ kind: Contingency['kind']; maintenance: number; initial: number }>;

export function contingencies(unit: RiskUnit, model: ScenarioModel, expiries: readonly PreparedExpiry[]): readonly Asked[] {
  return model.contingencies.map((own) => ({ kind: own.kind, ...asked(own, unit, model, expiries) }));
}

function asked(own: Contingency, unit: RiskUnit, model: ScenarioModel, expiries: readonly PreparedExpiry[]): Readonly<{ maintenance: number; initial: number }> {
  const price = model.money === 'coin' ? 1 : unit.spot;
  // Holdings, and what hangs on feeds, are told in the quote currency.
  const rate = moneyRate(unit, model);
  switch (own.kind) {
    case 'perpetuals': return rated(own, perpetualSize(unit) * price);
    case 'nakedShorts': return rated(own, nakedShorts(expiries) * price);
    case 'holdings': return rated(own, sumOf(unit.holdings, ({ oracleValue }) => Math.abs(oracleValue)) * rate);
    case 'grossFutures': return rated(own, (perpetualSize(unit) + sumOf(unit.futures, ({ quantity }) => Math.abs(quantity))) * price);
    case 'hedgedFutures': return rated(own, hedgedFutures(unit) * price);
    case 'haircuts': return { maintenance: sumOf(unit.holdings, ({ value, maintenanceHaircut }) => value * maintenanceHaircut) * rate, initial: sumOf(unit.holdings, ({ value, initialHaircut }) => value * initialHaircut) * rate };
    case 'oracle': return { maintenance: 0, initial: oracleAddOn(own, unit, expiries) * rate };
    case 'roll': return { maintenance: rollShock(own, unit, expiries) * price, initial: 0 };
    case 'deltaSpread': return { maintenance: own.annualised * spreadYears(deltasByEnd(unit, expiries)) * price, initial: 0 };
    case 'vegaSpread': return { maintenance: own.perDay * DAYS_PER_YEAR * spreadYears(expiries.map((expiry) => ({ years: yearsOf(expiry), size: optionVega(expiry) }))) * rate, initial: 0 };
    case 'interest': return { maintenance: own.shift * Math.abs(sumOf(expiries, (expiry) => yearsOf(expiry) * expiry.marked)), initial: 0 };
  }
}

const rated = ({ maintenance, initial }: Readonly<{ maintenance: number; initial: number }>, size: number) => ({ maintenance: maintenance * size, initial: initial * size });

const sumOf = <T>(lines: readonly T[], of: (line: T) => number): number => lines.reduce((sum, line) => sum + of(line), 0);

const perpetualSize = (unit: RiskUnit): number => Math.abs(sumOf(unit.perpetuals, ({ quantity }) => quantity));

const netByExpiry = (futures: RiskUnit['futures']): readonly number[] => [...Map.groupBy(futures, ({ expiry }) => expiry).values()].map((lines) => sumOf(lines, ({ quantity }) => quantity));

/** What longs and shorts among perpetuals and futures have of each other. */
function hedgedFutures({ perpetuals, futures }: RiskUnit): number {
  const signed = [...netByExpiry(futures), sumOf(perpetuals, ({ quantity }) => quantity)];
  return Math.min(sumOf(signed, (own) => Math.max(own, 0)), sumOf(signed, (own) => Math.max(-own, 0)));
}

/** Charge of the tier that the raw charge is in, in the quote currency. `size` of options by gross, as they do not net across strikes. */
export function minimumCharge({ futures, options, tiers }: MinimumCharge, unit: RiskUnit): number {
  const contracts = [...Map.groupBy(unit.options, ({ sign, strike, expiry }) => `${sign * strike} ${expiry}`).values()].map((lines) => Math.abs(sumOf(lines, ({ quantity }) => quantity)));
  const raw = (futures * (perpetualSize(unit) + sumOf(netByExpiry(unit.futures), Math.abs)) + options * sumOf(contracts, (own) => own)) * unit.spot;
  return raw * (tiers.findLast(({ from }) => raw > from || from === 0)?.multiple ?? 1);
}

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

/** A perpetual takes the floor. */
function rollShock({ annualised, floor }: Readonly<{ annualised: number; floor: number }>, unit: RiskUnit, expiries: readonly PreparedExpiry[]): number {
  return sumOf(deltasByEnd(unit, expiries), ({ years, size }) => Math.abs(size) * Math.max(floor, annualised * years));
}

const DAYS_PER_YEAR = 365;

const yearsOf = ({ at }: PreparedExpiry): number => Math.max(at.years, 0);

/** A delta or a vega that ends after so many years. */
type AtEnd = Readonly<{ years: number; size: number }>;

/** Deltas of futures and options by expiry; perpetuals end now. */
function deltasByEnd(unit: RiskUnit, expiries: readonly PreparedExpiry[]): readonly AtEnd[] {
  const dated = expiries.map((expiry, place): AtEnd => {
    const futures = sumOf(unit.futures.filter((line) => line.expiry === place), ({ quantity }) => quantity);
    return { years: yearsOf(expiry), size: futures + optionDelta(expiry) };
  });
  return [{ years: 0, size: sumOf(unit.perpetuals, ({ quantity }) => quantity) }, ...dated];
}

/** Σ of what hedges another end, times the years between both: the nearest ends first, then the earlier. */
function spreadYears(ends: readonly AtEnd[]): number {
  const left = ends.toSorted((one, other) => one.years - other.years).map((own) => ({ ...own }));
  const pairs = left.flatMap((near, place) => left.slice(place + 1).map((far) => ({ near, far }))).toSorted((one, other) => one.far.years - one.near.years - (other.far.years - other.near.years));
  return pairs.reduce((sum, { near, far }) => {
    if (near.size * far.size >= 0) return sum;
    const hedged = Math.min(Math.abs(near.size), Math.abs(far.size));
    near.size -= Math.sign(near.size) * hedged;
    far.size -= Math.sign(far.size) * hedged;
    return sum + hedged * (far.years - near.years);
  }, 0);
}

/** Σ q·delta of an expiry, Black's; on a strike at its end no delta exists, and the half of it is taken. */
export function optionDelta({ at, options }: PreparedExpiry): number {
  return sumOf(options, ({ sign, strike, quantity, volatility }) => quantity * (black76({ sign, strike, years: at.years, volatility }, at.open + at.fixed).delta ?? sign / 2));
}

/** Σ q·vega of an expiry, in the quote currency per 1.00 of volatility; on a strike at its end there is none. */
const optionVega = ({ at, options }: PreparedExpiry): number => sumOf(options, ({ sign, strike, quantity, volatility }) => quantity * (black76({ sign, strike, years: at.years, volatility }, at.open + at.fixed).vega ?? 0));
