import type { Collateral, OpenOrder, ParameterSet, Position, WeightTier } from '#shared/domain/account.ts';
import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import type { PriceSource } from '#shared/domain/tick.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { Columns, Nullable } from './columns.ts';

/** The rows of an account's tables and their columns, for reading and writing alike. */

type OfAccount = Readonly<{ accountId: string }>;
type Ordered = OfAccount & Readonly<{ ordinal: number }>;
const OF_ACCOUNT = { accountId: 'account_id' } as const;
const ORDERED = { ...OF_ACCOUNT, ordinal: 'ordinal' } as const;

/** Fields that are kept as JSON text: lists and maps. Those that may be absent are NULL then. */
type JsonField = 'stablecoins' | 'collateralWeights' | 'weightTiers' | 'weightSizeFactors' | 'liabilityWeights' | 'rules' | 'dailyVolatility';
export type SetRow = OfAccount & Nullable<Omit<ParameterSet, JsonField>> & Readonly<{
  stablecoins: string; collateralWeights: string; weightTiers: string | null; weightSizeFactors: string | null; liabilityWeights: string | null; rules: string | null;
  dailyVolatility: string;
}>;
export const SET: Columns<SetRow> = {
  ...OF_ACCOUNT, id: 'id', venue: 'venue', model: 'model', validFrom: 'valid_from', source: 'source', stablecoins: 'stablecoins',
  collateralWeights: 'collateral_weights', defaultWeight: 'default_weight', weightTiers: 'weight_tiers', weightSizeFactors: 'weight_size_factors',
  liabilityWeights: 'liability_weights', defaultLiabilityWeight: 'default_liability_weight', rules: 'rules', dailyVolatility: 'daily_volatility',
  volatilitySource: 'volatility_source',
};

/** `hasTiers` tells an empty schedule from none. */
export type InstrumentRow = Ordered & Nullable<Omit<Instrument, 'tiers' | 'sizeLinear' | 'openInterest'>> &
  Readonly<{ hasTiers: number; sizeLinear: string | null; openInterest: string | null }>;
export const INSTRUMENT: Columns<InstrumentRow> = {
  ...ORDERED, symbol: 'symbol', kind: 'kind', settlement: 'settlement', base: 'base', quote: 'quote', settle: 'settle', contractSize: 'contract_size',
  expiry: 'expiry', strike: 'strike', optionType: 'option_type', hasTiers: 'has_tiers', notionalCap: 'notional_cap', tierRule: 'tier_rule',
  tierUnit: 'tier_unit', sizeLinear: 'size_linear', openInterest: 'open_interest', sizePremium: 'size_premium', takerFeeRate: 'taker_fee_rate',
  tickSize: 'tick_size', lotSize: 'lot_size',
};

export type TierRow = Ordered & Nullable<MarginTier> & Readonly<{ symbol: string }>;
export const TIER: Columns<TierRow> = {
  ...ORDERED, symbol: 'symbol', notionalFloor: 'notional_floor', maintenanceMarginRate: 'maintenance_margin_rate', maintenanceAmount: 'maintenance_amount',
  initialMarginRate: 'initial_margin_rate', maxLeverage: 'max_leverage',
};

export type CollateralRow = Ordered & Nullable<Omit<Collateral, 'tiers' | 'holds'>> & Readonly<{ hasTiers: number; holds: string | null }>;
export const COLLATERAL: Columns<CollateralRow> = {
  ...ORDERED, asset: 'asset', amount: 'amount', weight: 'weight', hasTiers: 'has_tiers', location: 'location', holds: 'holds',
};

export type WeightRow = Ordered & WeightTier & Readonly<{ collateralOrdinal: number }>;
export const WEIGHT: Columns<WeightRow> = { ...ORDERED, collateralOrdinal: 'collateral_ordinal', from: 'amount_from', weight: 'weight' };

export type PositionRow = Ordered & Nullable<Position>;
export const POSITION: Columns<PositionRow> = {
  ...ORDERED, symbol: 'symbol', contracts: 'contracts', entryPrice: 'entry_price', marginMode: 'margin_mode', isolatedMargin: 'isolated_margin',
  leverage: 'leverage', positionSide: 'position_side', tierRule: 'tier_rule',
};

export type OrderRow = Ordered & Omit<OpenOrder, 'reduceOnly'> & Readonly<{ reduceOnly: number }>;
export const ORDER: Columns<OrderRow> = { ...ORDERED, symbol: 'symbol', contracts: 'contracts', price: 'price', reduceOnly: 'reduce_only' };

export type BetaRow = Ordered & Readonly<{ asset: string; beta: DecimalText }>;
export const BETA: Columns<BetaRow> = { ...ORDERED, asset: 'asset', beta: 'beta' };

/** An asset that has forward prices, even when its curve is empty. */
export type CurveRow = Ordered & Readonly<{ asset: string }>;
export const CURVE: Columns<CurveRow> = { ...ORDERED, asset: 'asset' };

/** `subkey` is the expiry of a forward price, else empty. Rows have no ordinal: they keep the order they came in. */
export type PriceRow = OfAccount & Readonly<{ kind: string; key: string; subkey: string; value: DecimalText; at: EpochMs | null; source: PriceSource }>;
export const PRICE: Columns<PriceRow> = { ...OF_ACCOUNT, kind: 'kind', key: 'key', subkey: 'subkey', value: 'value', at: 'at', source: 'source' };

export type ManualRow = OfAccount & Readonly<{ kind: string; key: string; value: DecimalText; at: EpochMs }>;
export const MANUAL: Columns<ManualRow> = { ...OF_ACCOUNT, kind: 'kind', key: 'key', value: 'value', at: 'set_at' };
