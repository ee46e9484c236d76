import { black76Price } from '../pricing/black76.ts';
import type { OptionSign } from '../pricing/optionValue.ts';

/** What is the same as long as a leg is held. `entry` is the mean price that its quantity was traded at; that of a coin-settled option is in coin. */
type Terms = Readonly<{
  id: string;
  /** The asset that its price is of. */
  underlying: string;
  /** The currency of its value. */
  settle: string;
  /** Signed; base units, quote units of an inverse contract, settle units per quote point of a quanto. */
  quantity: number;
  entry: number;
}>;

export type LinearLeg = Terms & Readonly<{ kind: 'linear' | 'inverse'; price: number }>;

/** Years of 365 days, above 0; volatility a fraction a year. `money`: what its value is in, the quote currency or the coin. */
export type OptionLeg = Terms & Readonly<{ kind: 'option'; sign: OptionSign; strike: number; forward: number; volatility: number; years: number; money: 'quote' | 'coin' }>;

export type BookLeg = LinearLeg | OptionLeg;

/** What is held of an asset, signed, at its price in the valuation currency. `moves` false: a currency, whose price is an exchange rate. */
export type Holding = Readonly<{ asset: string; amount: number; price: number; moves: boolean }>;

/** An account at one moment. `rates`: valuation currency per unit of each settle currency. */
export type BookState = Readonly<{ legs: readonly BookLeg[]; held: readonly Holding[]; rates: ReadonlyMap<string, number> }>;

/** Value of one unit in its settle currency: an inverse contract gains as minus one over its price grows. */
export function unitValue(leg: BookLeg): number {
  if (leg.kind !== 'option') return leg.kind === 'inverse' ? -1 / leg.price : leg.price;
  const price = black76Price(leg.sign, leg.forward, leg.strike, leg.volatility * Math.sqrt(Math.max(leg.years, 0)));
  return leg.money === 'coin' ? price / leg.forward : price;
}

/** What one unit cost, on the scale of `unitValue`. */
export const unitCost = ({ kind, entry }: Pick<BookLeg, 'kind' | 'entry'>): number => (kind === 'inverse' ? -1 / entry : entry);

/** In the settle currency: the open profit, or of an option its whole value, as its premium was paid when it was traded. */
export const legValue = (leg: BookLeg): number => leg.quantity * (unitValue(leg) - (leg.kind === 'option' ? 0 : unitCost(leg)));

/** @throws RangeError when the state has no rate of a settle currency */
export function rateIn({ rates }: Pick<BookState, 'rates'>, settle: string): number {
  const rate = rates.get(settle);
  if (rate === undefined) throw new RangeError(`no rate of ${settle}: the state needs one of every settle currency`);
  return rate;
}

/** The account in the valuation currency: what is held, open profits, and options at their value. */
export const stateValue = (state: BookState): number =>
  state.legs.reduce((sum, leg) => sum + legValue(leg) * rateIn(state, leg.settle), 0) + state.held.reduce((sum, { amount, price }) => sum + amount * price, 0);
