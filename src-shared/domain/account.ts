import type { DecimalText, EpochMs } from '../num/units.ts';
import type { Instrument, TierRule } from './instrument.ts';
import type { MarginRules } from './marginRules.ts';

export type MarginMode = 'cross' | 'isolated';
export type PositionSide = 'both' | 'long' | 'short';

/** A collateral weight that falls with size: `weight` applies to the part of the amount above `from`. */
export type WeightTier = Readonly<{ from: DecimalText; weight: DecimalText }>;

/** A call that a vault is short, per share: `contracts` of one unit of the underlying, above 0; strike in the valuation currency; `volatility` a fraction a year. */
export type ShareCall = Readonly<{ strike: DecimalText; expiry: EpochMs; contracts: DecimalText; volatility?: DecimalText }>;

/** What one share of a vault holds: units of an asset, less the calls that it sold on it. */
export type ShareHolding = Readonly<{ asset: string; amount: DecimalText; shortCalls: readonly ShareCall[] }>;

export type Collateral = Readonly<{
  asset: string;
  /** Negative is a debt; a debt counts in full, without weight. */
  amount: DecimalText;
  weight?: DecimalText;
  tiers?: readonly WeightTier[];
  location?: string;
  /** For a share of a vault: what it is looked through to, beside its own price. */
  holds?: ShareHolding;
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
  /** The rule that the position was opened under, where it differs from its instrument's. */
  tierRule?: TierRule;
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
  /** asset → weights that fall with the amount held; before `collateralWeights`. */
  weightTiers?: Readonly<Record<string, readonly WeightTier[]>>;
  /** asset → factor ≥ 1 of a square root: a deposit counts at most 1.1 / (1 + factor · √amount). */
  weightSizeFactors?: Readonly<Record<string, DecimalText>>;
  /** asset → weight ≥ 1 of a debt: what is above 1 is part of the maintenance and initial margin. */
  liabilityWeights?: Readonly<Record<string, DecimalText>>;
  defaultLiabilityWeight?: DecimalText;
  /** Rules that differ from the default ones. */
  rules?: Partial<MarginRules>;
  /** asset → standard deviation of one day's log return, a fraction; a default that says so, not a measurement. */
  dailyVolatility: Readonly<Record<string, number>>;
  volatilitySource: string;
}>;

/** Rules that come into force later, with the instruments of the account under them. */
export type UpcomingRules = Readonly<{ parameters: ParameterSet; instruments: readonly Instrument[] }>;

const ownField = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

/** The weight that a set gives an asset; undefined when it says none. Own fields only: an asset may be called `constructor`. */
export const listedWeight = (set: ParameterSet, asset: string): DecimalText | undefined => ownField(set.collateralWeights, asset) ?? set.defaultWeight;

/** Tiers of weight that a set gives an asset; undefined when it has none. */
export const listedWeightTiers = (set: ParameterSet, asset: string): readonly WeightTier[] | undefined => ownField(set.weightTiers ?? {}, asset);

/** The factor by which a set lets the weight of an asset fall with the amount; undefined when it does not. */
export const listedSizeFactor = (set: ParameterSet, asset: string): DecimalText | undefined => ownField(set.weightSizeFactors ?? {}, asset);

/** The weight of a debt under a set; undefined, which is 1, when it says none. */
export const listedLiabilityWeight = (set: ParameterSet, asset: string): DecimalText | undefined => ownField(set.liabilityWeights ?? {}, asset) ?? set.defaultLiabilityWeight;

/** One day's standard deviation of an asset under a set; null when it has none. */
export const listedVolatility = (set: ParameterSet, asset: string): number | null => ownField(set.dailyVolatility, asset) ?? null;

/**
 * The beta of an asset in the joint move: the user's, else 0 for stablecoins and for the valuation currency, else 1. A
 * valuation currency that contracts are on moves like any other asset.
 */
export function betaOf(portfolio: Portfolio, asset: string, isTraded: boolean): DecimalText | '0' | '1' {
  const own = portfolio.betas.get(asset);
  if (own !== undefined) return own;
  const still = portfolio.parameters.stablecoins.includes(asset) || (asset === portfolio.valuationCurrency && !isTraded);
  return still ? '0' : '1';
}
