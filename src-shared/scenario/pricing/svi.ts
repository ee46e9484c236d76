/** Raw SVI fit of one expiry: total variance w(k) = a + b·(ρ·(k − m) + √((k − m)² + σ²)). `forward` and `years` are those of the fit. */
export type SviFit = Readonly<{ a: number; b: number; rho: number; m: number; sigma: number; forward: number; years: number }>;

/** Log-moneyness is clamped at this many times √(a + b·σ), total variance capped at 144: Derive's on-chain library. */
const CLAMP = 4;
const HIGHEST_VARIANCE = 144;

/** ln(K/F) of the fit, clamped to where the fit still means something. */
export function sviMoneyness({ a, b, sigma, forward }: SviFit, strike: number): number {
  const bound = CLAMP * Math.sqrt(a + b * sigma);
  return Math.min(Math.max(Math.log(strike / forward), -bound), bound);
}

/**
 * Volatility a year of a strike on an SVI fit.
 *
 * @throws RangeError when the fit has no variance there
 */
export function sviVolatility(fit: SviFit, strike: number): number {
  const { a, b, rho, m, sigma, years } = fit;
  const from = sviMoneyness(fit, strike) - m;
  const variance = Math.min(a + b * (rho * from + Math.sqrt(from * from + sigma * sigma)), HIGHEST_VARIANCE);
  if (!(variance >= 0) || !(years > 0)) throw new RangeError(`svi: the fit gives the total variance ${variance} over ${years} years at strike ${strike}`);
  return Math.sqrt(variance / years);
}
