import type { ParameterSet } from '../domain/account.ts';

/** Assets that are meant to stay at one US dollar: still in a joint move unless the user gives a beta. */
export const STABLECOINS: readonly string[] = ['USD', 'USDT', 'USDC', 'FDUSD', 'TUSD', 'DAI', 'PYUSD', 'USDE', 'BUSD', 'USD1', 'USDX'];

/**
 * Standard deviation of one day's log return per asset: a typical level of 2024 to 2026 put down by hand on 2026-11-01,
 * to be replaced by measurement. An asset that is not in the list has no σ, and the tests that need one are left out.
 */
const DAILY_VOLATILITY: Readonly<Record<string, number>> = {
  BTC: 0.035, ETH: 0.046, SOL: 0.062, XRP: 0.058, DOGE: 0.071, AVAX: 0.068, LINK: 0.06, BNB: 0.041, LTC: 0.052, ADA: 0.061,
  DOT: 0.062, TRX: 0.035, TON: 0.058, SUI: 0.075, APT: 0.07, ARB: 0.072, OP: 0.073, NEAR: 0.07, ATOM: 0.06, UNI: 0.065,
  BCH: 0.052, FIL: 0.066, INJ: 0.072, AAVE: 0.065, HYPE: 0.075, PAXG: 0.011,
  USDT: 0.002, USDC: 0.002, FDUSD: 0.002, TUSD: 0.002, DAI: 0.002, PYUSD: 0.002, USDE: 0.002,
};

const VOLATILITY_SOURCE = 'default 2026-11-01';

type Own = Pick<ParameterSet, 'id' | 'venue' | 'model' | 'validFrom' | 'source'> & Partial<ParameterSet>;

/**
 * A parameter set with what no venue publishes: which assets stay still, and how far the others move. Weights are its own, or none.
 * Fields stand in the order in which a document has them, so that a snapshot that is read again is written again to the letter.
 */
export const parameterSet = ({ id, venue, model, validFrom, source, stablecoins = STABLECOINS, collateralWeights = {}, ...own }: Own): ParameterSet =>
  ({ id, venue, model, validFrom, source, stablecoins, collateralWeights, ...own, dailyVolatility: DAILY_VOLATILITY, volatilitySource: VOLATILITY_SOURCE });
