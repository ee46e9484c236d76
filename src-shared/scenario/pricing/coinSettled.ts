import { black76 } from './black76.ts';
import type { OptionTerms } from './optionValue.ts';

/**
 * A coin-settled (inverse) option of one unit: priced and paid in the coin, c = V/F.
 *
 * - `price` in coin; `usdPrice` V in the quote currency
 * - `delta` Black's dV/dF; `netDelta` = dV/dF − V/F = F·dc/dF: coins of forward that hedge the quote value when the premium
 *   is held in coin (the venue's "net transaction delta"); `slope` = dc/dF
 * - `netGamma` = d(netDelta)/dF; `vega` coin per 1.00 of volatility; `theta` coin per year of time passing
 */
export type CoinOptionValue = Readonly<{
  price: number;
  usdPrice: number;
  delta: number | null;
  netDelta: number | null;
  slope: number | null;
  gamma: number | null;
  netGamma: number | null;
  vega: number | null;
  theta: number | null;
  usdTheta: number | null;
}>;

/**
 * Prices a coin-settled option on its forward, undiscounted. Parity in coin: call − put = 1 − K/F.
 *
 * @param forward quote currency per coin, above 0
 */
export function coinSettled(terms: OptionTerms, forward: number): CoinOptionValue {
  const { price: usdPrice, delta, gamma, vega, theta } = black76(terms, forward);
  const price = usdPrice / forward;
  const netDelta = delta === null ? null : delta - price;
  return {
    price, usdPrice, delta, netDelta, gamma,
    slope: netDelta === null ? null : netDelta / forward,
    netGamma: gamma === null || netDelta === null ? null : gamma - netDelta / forward,
    vega: vega === null ? null : vega / forward,
    theta: theta === null ? null : theta / forward,
    usdTheta: theta,
  };
}
