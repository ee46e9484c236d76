import type { Database } from 'better-sqlite3';
import type { Portfolio } from '#shared/domain/account.ts';
import { insertInto, jsonText } from './columns.ts';
import {
  BETA, type BetaRow, COLLATERAL, type CollateralRow, INSTRUMENT, type InstrumentRow, ORDER, type OrderRow, POSITION, type PositionRow, SET, type SetRow,
  TIER, type TierRow, WEIGHT, type WeightRow,
} from './portfolioRows.ts';

/** Writes what an account holds into its tables. The account row must exist, and rows from before must be gone. */
export function createPortfolioWriter(db: Database): (accountId: string, portfolio: Portfolio) => void {
  const parameterSet = insertInto<SetRow>(db, 'parameter_set', SET);
  const instrument = insertInto<InstrumentRow>(db, 'instrument', INSTRUMENT);
  const tier = insertInto<TierRow>(db, 'instrument_tier', TIER);
  const collateral = insertInto<CollateralRow>(db, 'collateral', COLLATERAL);
  const weight = insertInto<WeightRow>(db, 'collateral_tier', WEIGHT);
  const position = insertInto<PositionRow>(db, 'position', POSITION);
  const order = insertInto<OrderRow>(db, 'open_order', ORDER);
  const beta = insertInto<BetaRow>(db, 'beta', BETA);

  return (accountId, { parameters, instruments, collateral: lines, positions, orders, betas }) => {
    parameterSet.run({
      defaultWeight: null, defaultLiabilityWeight: null, ...parameters, accountId, stablecoins: JSON.stringify(parameters.stablecoins),
      collateralWeights: JSON.stringify(parameters.collateralWeights), dailyVolatility: JSON.stringify(parameters.dailyVolatility),
      weightTiers: jsonText(parameters.weightTiers), weightSizeFactors: jsonText(parameters.weightSizeFactors),
      liabilityWeights: jsonText(parameters.liabilityWeights), rules: jsonText(parameters.rules),
    });
    for (const [ordinal, { tiers, ...item }] of instruments.entries()) {
      instrument.run({
        expiry: null, strike: null, optionType: null, notionalCap: null, tierRule: null, tierUnit: null, sizePremium: null, takerFeeRate: null, tickSize: null,
        lotSize: null, ...item, accountId, ordinal, hasTiers: tiers === undefined ? 0 : 1, sizeLinear: jsonText(item.sizeLinear), openInterest: jsonText(item.openInterest),
      });
      for (const [at, step] of (tiers ?? []).entries()) tier.run({ initialMarginRate: null, maxLeverage: null, ...step, accountId, symbol: item.symbol, ordinal: at });
    }
    for (const [ordinal, { tiers, ...line }] of lines.entries()) {
      collateral.run({ weight: null, location: null, ...line, accountId, ordinal, hasTiers: tiers === undefined ? 0 : 1, holds: jsonText(line.holds) });
      for (const [at, step] of (tiers ?? []).entries()) weight.run({ ...step, accountId, collateralOrdinal: ordinal, ordinal: at });
    }
    for (const [ordinal, item] of positions.entries()) position.run({ isolatedMargin: null, leverage: null, tierRule: null, ...item, accountId, ordinal });
    for (const [ordinal, item] of orders.entries()) order.run({ ...item, accountId, ordinal, reduceOnly: item.reduceOnly ? 1 : 0 });
    for (const [ordinal, [asset, value]] of [...betas].entries()) beta.run({ accountId, ordinal, asset, beta: value });
  };
}
