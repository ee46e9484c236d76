import type { OptionSign } from '../pricing/optionValue.ts';

/** The parts of OKX's portfolio margin, all at least 0, in USD. */
export type RiskParts = Readonly<{ spotShock: number; thetaDecay: number; vegaTerm: number; basis: number; interest: number; extreme: number; minimumCharge: number; depeg: number }>;

const INITIAL_FACTOR = 1.3;

/**
 * max(max(spot shock, theta decay, extreme) + vega term + basis + interest + depeg, minimum charge). What borrowing asks stands beside it.
 *
 * @source OKX help, portfolio margin, since January 2025
 */
export function riskPartsRequirement(parts: RiskParts): Readonly<{ core: number; maintenance: number; initial: number }> {
  const core = Math.max(parts.spotShock, parts.thetaDecay, parts.extreme) + parts.vegaTerm + parts.basis + parts.interest + parts.depeg;
  const maintenance = Math.max(core, parts.minimumCharge);
  return { core, maintenance, initial: INITIAL_FACTOR * maintenance };
}

/** A debt above 0 in USD, and the maintenance rate of its coin at that size. */
export type Loan = Readonly<{ debt: number; rate: number }>;

/**
 * An account under portfolio margin: its units added up, and what borrowing asks (MR8). The initial margin is taken on all of it,
 * as the page says no other.
 *
 * @source OKX help, portfolio margin, since January 2025
 */
export function riskPartsTotal(units: readonly RiskParts[], loans: readonly Loan[]): Readonly<{ borrowing: number; maintenance: number; initial: number }> {
  const borrowing = loans.reduce((sum, { debt, rate }) => sum + debt * rate, 0);
  const maintenance = units.reduce((sum, unit) => sum + riskPartsRequirement(unit).maintenance, borrowing);
  return { borrowing, maintenance, initial: INITIAL_FACTOR * maintenance };
}

/** An amount by marginal tiers [up to, rate]; above the last one its rate goes on. */
export function marginalCharge(amount: number, tiers: readonly (readonly [number, number])[]): number {
  let [charge, from] = [0, 0];
  for (const [place, [upTo, rate]] of tiers.entries()) {
    const end = place === tiers.length - 1 ? amount : Math.min(amount, upTo);
    if (end > from) charge += (end - from) * rate;
    from = Math.max(from, upTo);
  }
  return charge;
}

/**
 * Collateral of one naked short option by a table of shocks: a share of its highest payout and what it is in the money after the shock.
 *
 * @param shock the share of the price that is left after it
 * @param money 'coin' for a call that is secured in the coin, 'quote' for a put
 * @source Opyn, Gamma protocol
 */
export function nakedCollateral(sign: OptionSign, strike: number, spot: number, shock: number, upperBound: number): Readonly<{ amount: number; money: 'coin' | 'quote' }> {
  if (sign < 0) return { amount: upperBound * Math.min(strike, shock * spot) + Math.max(strike - shock * spot, 0), money: 'quote' };
  const moneyness = strike / (spot / shock);
  return { amount: upperBound * Math.min(1, moneyness) + Math.max(1 - moneyness, 0), money: 'coin' };
}
