import type { Database } from 'better-sqlite3';
import type { Collateral, OpenOrder, ParameterSet, Portfolio, Position, PriceSet, StampedPrice, WeightTier } from '#shared/domain/account.ts';
import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import type { PriceSource } from '#shared/domain/tick.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { ManualPrice } from './records.ts';
import { present, readDecimalMap, readNumberMap, readTextList } from './storedJson.ts';

type Nullable<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };
type AccountRow = Readonly<{ name: string; venue: string; model: string; valuationCurrency: string; asOf: EpochMs | null }>;
type SetRow = Nullable<Omit<ParameterSet, 'stablecoins' | 'collateralWeights' | 'dailyVolatility'>> &
  Readonly<{ stablecoins: string; collateralWeights: string; dailyVolatility: string }>;
type InstrumentRow = Nullable<Omit<Instrument, 'tiers'>> & Readonly<{ hasTiers: number }>;
type CollateralRow = Nullable<Omit<Collateral, 'tiers'>> & Readonly<{ ordinal: number; hasTiers: number }>;
type PriceRow = Readonly<{ kind: string; key: string; subkey: string; value: DecimalText; at: EpochMs | null; source: PriceSource }>;

export type StoredPrices = Readonly<{ prices: PriceSet; sources: ReadonlyMap<string, PriceSource> }>;

/** Reads an account's tables back into the domain, exactly as they were written, order included. */
export function createPortfolioReader(db: Database) {
  const account = db.prepare<[string], AccountRow>('SELECT name, venue, model, valuation_currency AS valuationCurrency, as_of AS asOf FROM account WHERE account_id = ?');
  const parameterSet = db.prepare<[string], SetRow>(`SELECT id, venue, model, valid_from AS validFrom, source, stablecoins, collateral_weights AS collateralWeights,
    default_weight AS defaultWeight, daily_volatility AS dailyVolatility, volatility_source AS volatilitySource FROM parameter_set WHERE account_id = ?`);
  const instruments = db.prepare<[string], InstrumentRow>(`SELECT symbol, kind, settlement, base, quote, settle, contract_size AS contractSize, expiry, strike,
    option_type AS optionType, has_tiers AS hasTiers, notional_cap AS notionalCap, tier_rule AS tierRule, tier_unit AS tierUnit,
    taker_fee_rate AS takerFeeRate, tick_size AS tickSize, lot_size AS lotSize FROM instrument WHERE account_id = ? ORDER BY ordinal`);
  const tiers = db.prepare<[string, string], Nullable<MarginTier>>(`SELECT notional_floor AS notionalFloor, maintenance_margin_rate AS maintenanceMarginRate,
    maintenance_amount AS maintenanceAmount, initial_margin_rate AS initialMarginRate, max_leverage AS maxLeverage
    FROM instrument_tier WHERE account_id = ? AND symbol = ? ORDER BY ordinal`);
  const collateral = db.prepare<[string], CollateralRow>('SELECT ordinal, asset, amount, weight, has_tiers AS hasTiers, location FROM collateral WHERE account_id = ? ORDER BY ordinal');
  const collateralTiers = db.prepare<[string, number], WeightTier>('SELECT amount_from AS "from", weight FROM collateral_tier WHERE account_id = ? AND collateral_ordinal = ? ORDER BY ordinal');
  const positions = db.prepare<[string], Nullable<Position>>(`SELECT symbol, contracts, entry_price AS entryPrice, margin_mode AS marginMode,
    isolated_margin AS isolatedMargin, leverage, position_side AS positionSide FROM position WHERE account_id = ? ORDER BY ordinal`);
  const orders = db.prepare<[string], Omit<OpenOrder, 'reduceOnly'> & { reduceOnly: number }>(
    'SELECT symbol, contracts, price, reduce_only AS reduceOnly FROM open_order WHERE account_id = ? ORDER BY ordinal');
  const betas = db.prepare<[string], { asset: string; beta: DecimalText }>('SELECT asset, beta FROM beta WHERE account_id = ?');
  const prices = db.prepare<[string], PriceRow>('SELECT kind, key, subkey, value, at, source FROM last_price WHERE account_id = ? ORDER BY rowid');
  const manual = db.prepare<[string], { kind: string; key: string; value: DecimalText; at: EpochMs }>('SELECT kind, key, value, set_at AS at FROM manual_price WHERE account_id = ?');

  const readSet = (accountId: string): ParameterSet => {
    const row = parameterSet.get(accountId);
    if (row === undefined) throw new Error(`account ${accountId} has no parameter set`);
    const { stablecoins, collateralWeights, dailyVolatility, ...rest } = row;
    return {
      ...present(rest),
      stablecoins: readTextList(stablecoins, 'stablecoins'),
      collateralWeights: readDecimalMap(collateralWeights, 'collateral weights'),
      dailyVolatility: readNumberMap(dailyVolatility, 'volatilities'),
    };
  };

  return {
    portfolio: (accountId: string): Portfolio | null => {
      const row = account.get(accountId);
      if (row === undefined) return null;
      return {
        ...present(row),
        parameters: readSet(accountId),
        instruments: instruments.all(accountId).map(({ hasTiers, ...item }): Instrument => ({
          ...present(item), ...(hasTiers === 0 ? {} : { tiers: tiers.all(accountId, item.symbol).map((step): MarginTier => present(step)) }),
        })),
        collateral: collateral.all(accountId).map(({ ordinal, hasTiers, ...item }): Collateral => ({
          ...present(item), ...(hasTiers === 0 ? {} : { tiers: collateralTiers.all(accountId, ordinal) }),
        })),
        positions: positions.all(accountId).map((item): Position => present(item)),
        orders: orders.all(accountId).map((item) => ({ ...item, reduceOnly: item.reduceOnly === 1 })),
        betas: new Map(betas.all(accountId).map(({ asset, beta }) => [asset, beta])),
      };
    },
    prices: (accountId: string): StoredPrices => {
      const rows = prices.all(accountId);
      const stamped = ({ value, at }: PriceRow): StampedPrice => (at === null ? { value } : { value, at });
      const ofKind = (kind: string): ReadonlyMap<string, StampedPrice> => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.key, stamped(row)]));
      const forward = Map.groupBy(rows.filter((row) => row.kind === 'forward'), (row) => row.key);
      const rate = rows.find((row) => row.kind === 'rate');
      return {
        prices: {
          mark: ofKind('mark'),
          index: ofKind('index'),
          volatility: ofKind('volatility'),
          forward: new Map([...forward].map(([asset, curve]) => [asset, new Map(curve.map((row) => [row.subkey, stamped(row)]))])),
          ...(rate === undefined ? {} : { rate: stamped(rate) }),
        },
        sources: new Map(rows.map((row) => [`${row.kind}:${row.key}`, row.source])),
      };
    },
    manual: (accountId: string): ReadonlyMap<string, ManualPrice> =>
      new Map(manual.all(accountId).map(({ kind, key, value, at }) => [`${kind}:${key}`, { value, at }])),
  };
}
