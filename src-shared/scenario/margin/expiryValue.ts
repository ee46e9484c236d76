import { black76Price } from '../pricing/black76.ts';
import type { Expiry, OptionLine, RiskUnit } from './riskUnit.ts';
import type { Cell, Discount, ScenarioModel, VolatilityMeasure } from './scenarioPreset.ts';
import { movedVolatility, skewFactor, type VolatilityReach, volatilityReach } from './volatilityShock.ts';

/** An expiry with what hangs on it and what does not change from cell to cell. */
export type PreparedExpiry = Readonly<{
  at: Expiry;
  options: readonly OptionLine[];
  /** Discount factor of its marks. */
  markFactor: number;
  /** Marks of all its options, and the size of them all: what float64 rounding is measured against. */
  marked: number;
  gross: number;
  reach: Readonly<Record<VolatilityMeasure, VolatilityReach>>;
  tilts: Readonly<Record<'linear' | 'absolute', readonly number[]>>;
  /** Share of a positive and of a negative value that counts in a cell. */
  positive: number;
  negative: number;
}>;

/** The market as it is. */
export const STILL: Cell = { move: 0, volatility: 'none', weight: 1 };

/** Differences below this share of the marks are rounding: a box that gains nothing gains 0. */
const ROUNDING = 2 ** -48;

type Priced = Pick<PreparedExpiry, 'at' | 'options' | 'reach' | 'tilts'>;

const DAYS_PER_YEAR = 365;

export function prepareExpiries(unit: RiskUnit, model: ScenarioModel): readonly PreparedExpiry[] {
  return unit.expiries.map((at, place) => {
    const options = unit.options.filter(({ expiry }) => expiry === place);
    const rate = Math.max(at.rate, 0);
    const markFactor = model.marks === 'discounted' ? Math.exp(-rate * Math.max(at.years, 0)) : 1;
    const tilts = (kind: 'linear' | 'absolute'): readonly number[] =>
      model.skew === null ? [] : options.map(({ strike }) => (model.skew === null ? 1 : skewFactor(model.skew, kind, at.years, strike, at.open + at.fixed)));
    const isOpen = at.years > 0;
    const positive = model.discount === null || !isOpen ? 1 : discountOf(model.discount.positive, rate, at.years);
    const negative = model.discount === null || model.discount.negative === null || !isOpen ? 1 : Math.min(1 / markFactor, negativeShare(model.discount.negative, rate, at.years));
    const own = { at, options, markFactor, reach: volatilityReach(model.volatility, at.years), tilts: { linear: tilts('linear'), absolute: tilts('absolute') }, positive, negative };
    const marks = options.map((_, line) => markFactor * lineAt(own, line, STILL, model, 0));
    return { ...own, marked: marks.reduce((sum, mark) => sum + mark, 0), gross: marks.reduce((sum, mark) => sum + Math.abs(mark), 0) };
  });
}

const discountOf = ({ factor, multiple, add }: Discount, rate: number, years: number): number => factor * Math.exp(-years * (rate * multiple + add));

/** A debt grows by what a claim shrinks by. */
const negativeShare = ({ factor, multiple, add }: Discount, rate: number, years: number): number => factor / Math.exp(-years * (rate * multiple + add));

/** Undiscounted value of the options of an expiry in a cell, in the money of the model. `move` of the open part of the forward. */
export function valueAt(expiry: Priced, cell: Cell, model: ScenarioModel, move: number, measure: VolatilityMeasure = 'relative'): number {
  let sum = 0;
  for (let place = 0; place < expiry.options.length; place += 1) sum += lineAt(expiry, place, cell, model, move, measure);
  return sum;
}

/** Undiscounted value of one option of an expiry in a cell. */
export function lineAt(expiry: Priced, place: number, cell: Cell, model: ScenarioModel, move: number, measure: VolatilityMeasure = 'relative'): number {
  const line = expiry.options[place];
  if (line === undefined) return 0;
  const forward = expiry.at.open * (1 + move) + expiry.at.fixed;
  const tilt = cell.volatility === 'linear' || cell.volatility === 'absolute' ? (expiry.tilts[cell.volatility][place] ?? 1) : 1;
  const volatility = movedVolatility(line.volatility, cell.volatility, expiry.reach[measure], tilt);
  const years = Math.max(expiry.at.years - (cell.days ?? 0) / DAYS_PER_YEAR, 0);
  const price = black76Price(line.sign, forward, line.strike, volatility * Math.sqrt(years));
  return line.quantity * (model.money === 'coin' ? price / forward : price);
}

/** What the expiry gains or loses in a cell, before its weight: the counted share of its value there less its mark now. */
export function expiryProfit(expiry: PreparedExpiry, cell: Cell, model: ScenarioModel, measure: VolatilityMeasure): number {
  if (expiry.options.length === 0) return 0;
  const value = expiry.markFactor * valueAt(expiry, cell, model, cell.move, measure);
  return sinceMark(expiry, value * (value >= 0 ? expiry.positive : expiry.negative));
}

/** A value of the expiry less its mark, without what is only rounding. */
export function sinceMark({ marked, gross }: PreparedExpiry, value: number): number {
  const change = value - marked;
  return Math.abs(change) <= ROUNDING * gross ? 0 : change;
}
