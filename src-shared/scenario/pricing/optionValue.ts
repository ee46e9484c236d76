/** + 1 for a call, − 1 for a put. */
export type OptionSign = 1 | -1;

/** A European option. Years are of 365 days; volatility is a fraction a year (0.6 is 60 %). */
export type OptionTerms = Readonly<{ sign: OptionSign; strike: number; years: number; volatility: number }>;

/**
 * Value and Greeks of one long unit. A Greek is null where it does not exist: on the strike itself at expiry or without
 * volatility.
 *
 * - `delta` per unit of the underlying, `gamma` per unit of it squared
 * - `vega` per 1.00 of volatility (divide by 100 for one point), `vanna` = d delta / d volatility
 * - `theta` and `charm` (d delta / dt) per year of time passing (divide by 365 for a day)
 * - `rho` per 1.00 of the interest rate (divide by 10,000 for a basis point)
 */
export type OptionValue = Readonly<{
  price: number;
  delta: number | null;
  gamma: number | null;
  vega: number | null;
  theta: number | null;
  rho: number;
  vanna: number | null;
  charm: number | null;
}>;
