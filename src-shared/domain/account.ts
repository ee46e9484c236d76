import type { DecimalText, EpochMs } from '../num/units.ts';
import type { Instrument } from './instrument.ts';

export type MarginMode = 'cross' | 'isolated';
export type PositionSide = 'both' | 'long' | 'short';

/** A collateral weight that falls with size: `weight` applies to the part of the amount above `from`. */
export type WeightTier = Readonly<{ from: DecimalText; weight: DecimalText }>;

export type Collateral = Readonly<{
  asset: string;
  /** Negative is a debt; a debt counts in full, without weight. */
  amount: DecimalText;
  weight?: DecimalText;
  tiers?: readonly WeightTier[];
  location?: string;
}>;

export type Position = Readonly<{
  symbol: string;
  /** + long, − short. */
  contracts: DecimalText;
  entryPrice: DecimalText;
  marginMode: MarginMode;
  isolatedMargin?: DecimalText;
  /** When given, initial margin is notional / leverage. */
  leverage?: DecimalText;
  positionSide: PositionSide;
}>;

export type OpenOrder = Readonly<{ symbol: string; contracts: DecimalText; price: DecimalText; reduceOnly: boolean }>;

/** A price as it is kept: `at` is when it was true, absent when nobody said. */
export type StampedPrice = Readonly<{ value: DecimalText; at?: EpochMs }>;

/** Prices by what they are: marks by symbol, indices by asset in the valuation currency. */
export type PriceSet = Readonly<{
  mark: ReadonlyMap<string, StampedPrice>;
  index: ReadonlyMap<string, StampedPrice>;
  /** Kept for later models, untouched: asset → expiry → price. */
  forward: ReadonlyMap<string, ReadonlyMap<string, StampedPrice>>;
  volatility: ReadonlyMap<string, StampedPrice>;
  rate?: StampedPrice;
}>;

/** What the user said of one account, without prices. */
export type Portfolio = Readonly<{
  name: string;
  valuationCurrency: string;
  asOf?: EpochMs;
  venue: string;
  model: string;
  parameters: ParameterSet;
  collateral: readonly Collateral[];
  instruments: readonly Instrument[];
  positions: readonly Position[];
  orders: readonly OpenOrder[];
  betas: ReadonlyMap<string, DecimalText>;
}>;

/** A venue's dated rules, as data. */
export type ParameterSet = Readonly<{
  id: string;
  venue: string;
  model: string;
  validFrom: EpochMs;
  source: string;
  /** Assets that stay still in a joint move unless a beta says otherwise. */
  stablecoins: readonly string[];
  /** asset → weight in [0, 1], for collateral that names none. */
  collateralWeights: Readonly<Record<string, DecimalText>>;
  /** Weight of an asset in none of the lists; absent means unknown. */
  defaultWeight?: DecimalText;
  /** asset → standard deviation of one day's log return, a fraction; a default that says so, not a measurement. */
  dailyVolatility: Readonly<Record<string, number>>;
  volatilitySource: string;
}>;

const ownField = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

/** The weight that a set gives an asset; undefined when it says none. Own fields only: an asset may be called `constructor`. */
export const listedWeight = (set: ParameterSet, asset: string): DecimalText | undefined => ownField(set.collateralWeights, asset) ?? set.defaultWeight;

/** One day's standard deviation of an asset under a set; null when it has none. */
export const listedVolatility = (set: ParameterSet, asset: string): number | null => ownField(set.dailyVolatility, asset) ?? null;

/** The beta of an asset in the joint move: the user's, else 0 for the valuation currency and stablecoins, else 1. */
export function betaOf(portfolio: Portfolio, asset: string): DecimalText | '0' | '1' {
  const own = portfolio.betas.get(asset);
  if (own !== undefined) return own;
  return asset === portfolio.valuationCurrency || portfolio.parameters.stablecoins.includes(asset) ? '0' : '1';
}
