import type { Database } from 'better-sqlite3';
import type { Portfolio, PriceSet, StampedPrice } from '#shared/domain/account.ts';

/** Writes what an account holds into its tables. The account row must exist, its old rows must be gone. */
export function createPortfolioWriter(db: Database) {
  const parameterSet = db.prepare('INSERT INTO parameter_set VALUES (@id, @accountId, @venue, @model, @validFrom, @source, @stablecoins, @collateralWeights, @defaultWeight, @dailyVolatility, @volatilitySource)');
  const instrument = db.prepare(`INSERT INTO instrument VALUES (@accountId, @ordinal, @symbol, @kind, @settlement, @base, @quote, @settle, @contractSize,
    @expiry, @strike, @optionType, @hasTiers, @notionalCap, @tierRule, @tierUnit, @takerFeeRate, @tickSize, @lotSize)`);
  const tier = db.prepare('INSERT INTO instrument_tier VALUES (@accountId, @symbol, @ordinal, @notionalFloor, @maintenanceMarginRate, @maintenanceAmount, @initialMarginRate, @maxLeverage)');
  const collateral = db.prepare('INSERT INTO collateral VALUES (@accountId, @ordinal, @asset, @amount, @weight, @hasTiers, @location)');
  const collateralTier = db.prepare('INSERT INTO collateral_tier VALUES (?, ?, ?, ?, ?)');
  const position = db.prepare('INSERT INTO position VALUES (@accountId, @ordinal, @symbol, @contracts, @entryPrice, @marginMode, @isolatedMargin, @leverage, @positionSide)');
  const order = db.prepare('INSERT INTO open_order VALUES (?, ?, ?, ?, ?, ?)');
  const beta = db.prepare('INSERT INTO beta VALUES (?, ?, ?)');
  const price = db.prepare(`INSERT INTO last_price (account_id, kind, key, subkey, value, at, source) VALUES (?, ?, ?, ?, ?, ?, 'document')`);

  return {
    portfolio: (accountId: string, portfolio: Portfolio): void => {
      const { parameters } = portfolio;
      parameterSet.run({
        ...parameters, accountId, defaultWeight: parameters.defaultWeight ?? null, stablecoins: JSON.stringify(parameters.stablecoins),
        collateralWeights: JSON.stringify(parameters.collateralWeights), dailyVolatility: JSON.stringify(parameters.dailyVolatility),
      });
      portfolio.instruments.forEach((item, ordinal) => {
        instrument.run({
          expiry: null, strike: null, optionType: null, notionalCap: null, tierRule: null, tierUnit: null, takerFeeRate: null, tickSize: null, lotSize: null,
          ...item, accountId, ordinal, hasTiers: item.tiers === undefined ? 0 : 1,
        });
        item.tiers?.forEach((step, at) => tier.run({ initialMarginRate: null, maxLeverage: null, ...step, accountId, symbol: item.symbol, ordinal: at }));
      });
      portfolio.collateral.forEach((item, ordinal) => {
        collateral.run({ weight: null, location: null, ...item, accountId, ordinal, hasTiers: item.tiers === undefined ? 0 : 1 });
        item.tiers?.forEach((step, at) => collateralTier.run(accountId, ordinal, at, step.from, step.weight));
      });
      portfolio.positions.forEach((item, ordinal) => position.run({ isolatedMargin: null, leverage: null, ...item, accountId, ordinal }));
      portfolio.orders.forEach((item, ordinal) => order.run(accountId, ordinal, item.symbol, item.contracts, item.price, item.reduceOnly ? 1 : 0));
      for (const [asset, value] of portfolio.betas) beta.run(accountId, asset, value);
    },
    prices: (accountId: string, prices: PriceSet): void => {
      const put = (kind: string, key: string, subkey: string, { value, at }: StampedPrice): void => {
        price.run(accountId, kind, key, subkey, value, at ?? null);
      };
      for (const [key, value] of prices.mark) put('mark', key, '', value);
      for (const [key, value] of prices.index) put('index', key, '', value);
      for (const [key, value] of prices.volatility) put('volatility', key, '', value);
      for (const [key, curve] of prices.forward) for (const [expiry, value] of curve) put('forward', key, expiry, value);
      if (prices.rate !== undefined) put('rate', '', '', prices.rate);
    },
  };
}
