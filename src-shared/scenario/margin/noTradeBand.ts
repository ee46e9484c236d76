/** What the band of a delta hedge depends on. */
export type BandTerms = Readonly<{
  /** Price of the underlying, money per unit, above 0. */
  spot: number;
  /** Change of delta (units) per unit of price, of either sign, not 0. */
  gamma: number;
  /** Standard deviation of one day's move, a fraction above 0. */
  dailySigma: number;
  /** Cost of a trade as a fraction of its notional; at or below 0 trading is free. */
  feeRate: number;
  /** Absolute risk aversion, per money, above 0: the relative one over equity. */
  riskAversion: number;
  /** The smallest trade, units, above 0. */
  lot: number;
}>;

/** Units, money and days; `move` is a fraction of the price. */
export type NoTradeBand = Readonly<{
  /** Delta may be this far from 0 on either side before it is traded back to 0; at least a lot. */
  halfWidth: number;
  /** The same for who trades only back to the edge of the band, as little as will do. */
  edgeWidth: number;
  /** The move of the price that takes delta from 0 to the edge. */
  move: number;
  /** Days that this takes in the mean. */
  days: number;
  /** Of one trade from the edge back to 0; below 0 it is paid. */
  cost: number;
  costPerDay: number;
  /** Deviation of a day's profit by the delta that is left open. */
  deviation: number;
}>;

/** Traded back to 0, and to the edge: the numbers before λ·S·Γ²/γ in the cube of the half-width. */
const TO_MIDDLE = 6;
const TO_EDGE = 3 / 2;
/** Delta between −b and b, from 0 until it leaves and again from 0, has the variance b²/6. */
const SHARE_OF_SQUARE = 6;

/**
 * How far delta may wander before it pays to hedge again: the band that makes fees a day and half the risk aversion times the
 * variance a day least, gamma and volatility as they are now, interest 0.
 *
 *     to 0        b = (6 · λ · S · Γ² / γ)^(1/3)
 *     to the edge b = (3/2 · λ · S · Γ² / γ)^(1/3)
 *
 * Delta wanders with the variance v = (Γ·S·σ)² a day: it leaves ± b after b²/v days in the mean, each trade costs λ·S·b, and
 * the variance of profit is S²σ²·b²/6. Least in b is the first line, in which σ cancels out; σ says how often.
 *
 * @throws RangeError unless spot, σ, risk aversion and lot are above 0 and gamma is a number other than 0
 * @source second line: Whalley and Wilmott, An asymptotic analysis of an optimal hedging model for option pricing with transaction costs (1997)
 */
export function noTradeBand({ spot, gamma, dailySigma, feeRate, riskAversion, lot }: BandTerms): NoTradeBand {
  if (!(spot > 0 && dailySigma > 0 && riskAversion > 0 && lot > 0 && Math.abs(gamma) > 0)) throw new RangeError('noTradeBand: expected spot, σ, risk aversion and lot above 0 and a gamma other than 0');
  const cube = (Math.max(feeRate, 0) * spot * gamma ** 2) / riskAversion;
  const halfWidth = Math.max(Math.cbrt(TO_MIDDLE * cube), lot);
  const move = halfWidth / (Math.abs(gamma) * spot);
  const days = (move / dailySigma) ** 2;
  const cost = feeRate * spot * halfWidth;
  return { halfWidth, edgeWidth: Math.max(Math.cbrt(TO_EDGE * cube), lot), move, days, cost, costPerDay: cost / days, deviation: spot * dailySigma * halfWidth / Math.sqrt(SHARE_OF_SQUARE) };
}
