import { black76 } from './black76.ts';
import type { OptionTerms, OptionValue } from './optionValue.ts';

/** Rates a year, continuous: `rate` of interest, `carry` of the underlying (dividend, funding or staking yield). */
export type Carry = Readonly<{ rate: number; carry: number }>;

/**
 * Black-Scholes-Merton on a spot price: Black-76 on its forward F = S·exp((rate − carry)·years), the Greeks restated for
 * the spot. Delta and gamma per unit of spot, theta and charm with the spot held fixed; `carryRho` per 1.00 of carry.
 *
 * @source R. Merton, Theory of rational option pricing, Bell J. Economics 4 (1973)
 */
export function blackScholes(terms: OptionTerms, spot: number, { rate, carry }: Carry): OptionValue & Readonly<{ carryRho: number | null }> {
  const years = Math.max(terms.years, 0);
  const growth = Math.exp((rate - carry) * years);
  const forward = spot * growth;
  const { price, delta, gamma, vega, theta, vanna, charm } = black76(terms, forward, rate);
  const drift = (rate - carry) * forward;
  return {
    price, vega,
    delta: times(delta, growth),
    gamma: times(gamma, growth * growth),
    // With the spot held fixed the forward rolls down by its drift as time passes.
    theta: plus(theta, times(delta, -drift)),
    rho: -years * price + years * forward * (delta ?? 0),
    vanna: times(vanna, growth),
    charm: times(plus(plus(charm, times(gamma, -drift)), times(delta, -(rate - carry))), growth),
    carryRho: times(delta, -years * forward),
  };
}

const times = (value: number | null, factor: number): number | null => (value === null ? null : value * factor);
const plus = (left: number | null, right: number | null): number | null => (left === null || right === null ? null : left + right);
