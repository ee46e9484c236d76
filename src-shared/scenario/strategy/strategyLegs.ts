import type { OptionSign } from '../pricing/optionValue.ts';

/** One option of an account: price of one unit, signed quantity in contracts, days from today to its end. */
export type StrategyOption = Readonly<{ sign: OptionSign; strike: number; price: number; quantity: number; days: number }>;

/** Shares of the underlying: what they cost or brought each, signed number. */
export type StrategyShares = Readonly<{ price: number; quantity: number }>;

/** Options and shares of one underlying. `underlying` null when its price is not known: then nothing can be naked. `multiplier` shares to a contract. */
export type StrategyBook = Readonly<{ underlying: number | null; multiplier: number; options: readonly StrategyOption[]; shares: readonly StrategyShares[] }>;

/**
 * Rates of strategy-based margin.
 *
 * @source FINRA rule 4210, CBOE margin manual
 */
export type StrategyRates = Readonly<{
  /** Of the underlying, 0.2 for equities and narrow indexes, 0.15 for broad ones, times the leverage of a leveraged fund. */
  standard: number;
  /** The least: of the underlying for calls, of the strike for puts, times the same leverage. */
  least: number;
  /** Of the value of long options with more than `longDays` left; the others are paid in full. */
  longValue: number;
  longDays: number;
  /** Of the cost of shares held, of the proceeds of shares sold. */
  longShares: number;
  shortShares: number;
  /** What a cash account sets aside for a short call: the shares to deliver, or the strike of a broad index, which is settled in cash. */
  callCash: 'underlying' | 'strike';
}>;

/** Rates by what the underlying is; `leverage` of a leveraged fund, 1 otherwise. */
export const strategyRates = (isBroad: boolean, leverage: number): StrategyRates =>
  ({ standard: (isBroad ? 0.15 : 0.2) * leverage, least: 0.1 * leverage, longValue: 0.75, longDays: 275, longShares: 0.5, shortShares: 1.5, callCash: isBroad ? 'strike' : 'underlying' });

/** What the requirement of a pairing depends on beside its lines. `covers` of which kind the shares cover shorts, and how many contracts of them, 0 when there are none. */
export type StrategyTerms = Readonly<{ underlying: number | null; multiplier: number; rates: StrategyRates; covers: Readonly<{ sign: OptionSign; size: number }> }>;

/** What one group of legs asks, in money: `margin` of a margin account, before and after what its shorts brought; `cash` of a cash account. */
export type StrategyPart = Readonly<{ kind: 'long' | 'naked' | 'nakedPair' | 'spread' | 'shortBox' | 'covered' | 'shares'; before: number; after: number; margin: number; cash: number }>;

/** @throws RangeError that names the field */
export function assertBook({ underlying, multiplier, options, shares }: StrategyBook): void {
  const must = (isSo: boolean, field: string, value: number, expected: string): void => {
    if (!isSo) throw new RangeError(`${field} is ${value}; expected ${expected}`);
  };
  const isPrice = (value: number): boolean => Number.isFinite(value) && value >= 0;
  if (underlying !== null) must(Number.isFinite(underlying) && underlying > 0, 'underlying', underlying, 'a price above 0');
  must(Number.isFinite(multiplier) && multiplier > 0, 'multiplier', multiplier, 'shares to a contract, above 0');
  for (const [at, { strike, price, quantity, days }] of options.entries()) {
    must(Number.isFinite(strike) && strike > 0, `options.${at}.strike`, strike, 'a price above 0');
    must(isPrice(price), `options.${at}.price`, price, 'a price, 0 or above');
    must(Number.isFinite(quantity), `options.${at}.quantity`, quantity, 'signed contracts');
    must(Number.isFinite(days) && days >= 0, `options.${at}.days`, days, 'days from today, 0 or above');
  }
  for (const [at, { price, quantity }] of shares.entries()) {
    must(isPrice(price), `shares.${at}.price`, price, 'a price, 0 or above');
    must(Number.isFinite(quantity), `shares.${at}.quantity`, quantity, 'a signed number of shares');
  }
}
