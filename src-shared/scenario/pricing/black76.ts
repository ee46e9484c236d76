import { normalCdf, normalDensity } from './normal.ts';
import type { OptionSign, OptionTerms, OptionValue } from './optionValue.ts';

/**
 * Black-76 price of one long option on a forward, not discounted, in the money of the forward.
 * At expiry, without volatility, or with a strike or forward of 0 it is the intrinsic value.
 */
export function black76Price(sign: OptionSign, forward: number, strike: number, deviation: number): number {
  if (!(deviation > 0) || !(strike > 0) || !(forward > 0)) return Math.max(sign * (forward - strike), 0);
  const d1 = Math.log(forward / strike) / deviation + 0.5 * deviation;
  return Math.max(sign * (forward * normalCdf(sign * d1) - strike * normalCdf(sign * (d1 - deviation))), 0);
}

/**
 * Black-76 with every Greek: V = df · w · (F·N(w·d1) − K·N(w·d2)), df = exp(−rate·years).
 * Delta, gamma, theta and charm are with respect to the forward held fixed. Units as `OptionValue` says.
 *
 * @param rate continuous interest rate a year
 * @source F. Black, The pricing of commodity contracts, J. Financial Economics 3 (1976)
 */
export function black76({ sign, strike, years, volatility }: OptionTerms, forward: number, rate = 0): OptionValue {
  const time = Math.max(years, 0);
  const root = Math.sqrt(time);
  const deviation = volatility * root;
  const discount = rate === 0 ? 1 : Math.exp(-rate * time);
  if (!(deviation > 0) || !(strike > 0) || !(forward > 0)) return intrinsicValue(sign, forward, strike, discount, time, rate);
  const d1 = Math.log(forward / strike) / deviation + 0.5 * deviation;
  const d2 = d1 - deviation;
  const inMoney = normalCdf(sign * d1);
  const price = discount * Math.max(sign * (forward * inMoney - strike * normalCdf(sign * d2)), 0);
  const density = discount * normalDensity(d1);
  const delta = discount * sign * inMoney;
  return {
    price, delta, gamma: density / (forward * deviation), vega: density * forward * root,
    theta: rate * price - (density * forward * volatility) / (2 * root), rho: -time * price,
    vanna: (-density * d2) / volatility, charm: rate * delta + (density * d2) / (2 * time),
  };
}

/** The limit at expiry or without volatility: the discounted intrinsic value, with no curvature but on the strike. */
function intrinsicValue(sign: OptionSign, forward: number, strike: number, discount: number, years: number, rate: number): OptionValue {
  const inside = sign * (forward - strike);
  const price = discount * Math.max(inside, 0);
  if (inside === 0) {
    const vega = years > 0 ? null : 0;
    return { price, delta: null, gamma: null, vega, theta: null, rho: -years * price, vanna: null, charm: null };
  }
  const delta = inside > 0 ? discount * sign : 0;
  return { price, delta, gamma: 0, vega: 0, theta: rate * price, rho: -years * price, vanna: 0, charm: rate * delta };
}
