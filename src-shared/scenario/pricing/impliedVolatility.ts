import { totalDeviation } from './normalisedBlack.ts';
import type { OptionSign } from './optionValue.ts';

/**
 * `ok` and `ill_conditioned` carry the volatility a year; the second says that the price hardly depends on it (time value under
 * 1e-9 of the forward), so that the price is reproduced but another volatility would do as well. `at_intrinsic` is a volatility of 0.
 * All others have none.
 */
export type ImpliedVolatility =
  | Readonly<{ status: 'ok' | 'ill_conditioned' | 'at_intrinsic'; volatility: number }>
  | Readonly<{ status: 'below_intrinsic' | 'above_max' | 'at_max' | 'expired' | 'negative_price' | 'nan_price'; volatility: null }>;

/** One option price to invert; `price` and `forward` in the same money, `years` of 365 days, `rate` continuous a year. */
export type Quoted = Readonly<{ sign: OptionSign; forward: number; strike: number; years: number; rate: number; price: number | null }>;

/** Prices nearer than this share of the larger of forward and strike to a bound are the bound: float64 says no more. */
const NEAR = 1e-13;
const ILL = 1e-9;

const none = (status: Exclude<ImpliedVolatility['status'], 'ok' | 'ill_conditioned' | 'at_intrinsic'>): ImpliedVolatility => ({ status, volatility: null });

/** The Black-76 volatility at which the option is worth its price, or the reason why there is none. */
export function impliedVolatility({ sign, forward, strike, years, rate, price }: Quoted): ImpliedVolatility {
  if (price === null || !Number.isFinite(price)) return none('nan_price');
  if (price < 0) return none('negative_price');
  if (!(years > 0)) return none('expired');
  const growth = Math.exp(rate * years);
  const value = price * growth;
  const slack = NEAR * Math.max(forward, strike);
  const highest = sign > 0 ? forward : strike;
  if (value > highest + slack) return none('above_max');
  if (value >= highest - slack) return none('at_max');
  // The out-of-the-money twin by parity: the value above the intrinsic one.
  const timeValue = value - Math.max(sign * (forward - strike), 0);
  if (timeValue < -slack) return none('below_intrinsic');
  const resolution = sign * (forward - strike) > 0 ? slack : 0;
  if (timeValue <= resolution) return { status: 'at_intrinsic', volatility: 0 };
  const deviation = totalDeviation(-Math.abs(Math.log(forward / strike)), timeValue / Math.sqrt(forward * strike));
  return { status: timeValue < ILL * forward ? 'ill_conditioned' : 'ok', volatility: deviation / Math.sqrt(years) };
}
