import type { PriceState } from '../domain/priceState.ts';
import type { Stage } from '../domain/stage.ts';
import type { DecimalText, EpochMs } from '../num/units.ts';
import type { FeedView, LatencyView, NetworkView } from './feedView.ts';
import type { Settings } from './settings.ts';
import type { WarningsView } from './warnings.ts';

/** Where the underlying price must go for the account to be liquidated. Fractions and prices are exact text. */
export type LiquidationView =
  | Readonly<{ status: 'price'; price: DecimalText; approximate?: true }>
  | Readonly<{ status: 'range'; lower: DecimalText; upper: DecimalText; approximate?: true }>
  | Readonly<{ status: 'none'; reason: string }>
  | Readonly<{ status: 'unknown'; missing: string }>;

export type MoveView =
  | Readonly<{ status: 'move'; move: DecimalText; approximate?: true }>
  /** Both a fall and a rise get there. */
  | Readonly<{ status: 'range'; lower: DecimalText; upper: DecimalText; approximate?: true }>
  | Readonly<{ status: 'none'; reason: string }>
  | Readonly<{ status: 'unknown'; missing: string }>;

/** From the mark to the nearest liquidation price. */
export type DistanceView = Readonly<{
  /** (liquidation − mark) / mark, signed. */
  fraction: DecimalText;
  /** liquidation − mark, per unit, in the quote currency. */
  money: DecimalText;
  /** |ln(liquidation / mark)| in daily standard deviations; null when the asset has no σ. */
  sigmas: number | null;
  sigmaSource: string | null;
}>;

/** A figure that is only a bound, or unknown, because an input is missing. Absent from the map: exact. */
export type Bound = 'atLeast' | 'atMost' | 'unknown';

export type PriceView = Readonly<{
  /** The price in use; null when there is none. */
  value: DecimalText | null;
  /** When it was true, by our clock for streamed prices; null when nobody said. */
  at: EpochMs | null;
  state: PriceState;
  /** The price behind one that was typed, supposed, or moved for practice. */
  underneath: DecimalText | null;
}>;

export type TotalsView = Readonly<{
  equity: DecimalText | null;
  adjustedEquity: DecimalText | null;
  initialMargin: DecimalText | null;
  maintenanceMargin: DecimalText | null;
  orderMargin: DecimalText | null;
  freeMargin: DecimalText | null;
  buffer: DecimalText | null;
  /** maintenanceMargin / adjustedEquity; null when unknown, or when adjusted equity ≤ 0 < maintenance margin. */
  marginRatio: DecimalText | null;
  initialMarginRatio: DecimalText | null;
  leverage: DecimalText | null;
  notional: DecimalText | null;
  /** Without options, whose signed worth is `optionValue`. */
  unrealizedPnl: DecimalText | null; optionValue: DecimalText | null;
  /** Figures that are bounds or unknown. */
  bounds: Readonly<Record<string, Bound>>;
  incomplete: boolean;
}>;

/** The venue's own ratio, and which way up it stands. */
export type VenueRatioView = Readonly<{ label: string; value: DecimalText | null; higherIs: 'safer' | 'riskier' }>;

/** A part of the account that is margined by itself, in the valuation currency. */
export type PoolView = Readonly<{
  id: string;
  kind: 'cross' | 'isolated';
  currency: string | null;
  /** The headlines are of this pool. */
  binding: boolean;
  adjustedEquity: DecimalText | null;
  initialMargin: DecimalText | null;
  maintenanceMargin: DecimalText | null;
  buffer: DecimalText | null;
  marginRatio: DecimalText | null;
  venueRatio: VenueRatioView;
}>;

/** A figure may be anywhere from `low` to `high`. An end of a ratio that is null is beyond every ratio: no equity is left there. */
export type RangeView = Readonly<{ low: DecimalText | null; high: DecimalText | null }>;

/** What the age of the prices leaves open, at `k` standard deviations. A figure that is null cannot be bounded: an old price has no σ, or an input is missing. */
export type IntervalView = Readonly<{
  marginRatio: RangeView | null;
  buffer: RangeView | null;
  k: number;
  /** Age of the oldest price that decides a headline; null when nobody knows it. */
  oldestAgeMs: number | null;
}>;

/** What rules that come into force later will ask of the account as it stands. */
export type NextChangeView = Readonly<{ at: EpochMs; parameterSetId: string; marginRatio: DecimalText | null; maintenanceMargin: DecimalText | null }>;

/** Counted from 1. `nextFloor` is the notional, in the settle currency, above which the next tier holds; null in the last. */
export type TierView = Readonly<{ number: number; of: number; rate: DecimalText; nextFloor: DecimalText | null }>;

/** Rate per interval, and when it is paid next. */
export type FundingView = Readonly<{ rate: DecimalText; nextAt: EpochMs | null }>;

export type PositionView = Readonly<{
  /** Stable id of the row: symbol, side and mode. */
  id: string;
  symbol: string;
  base: string;
  quote: string;
  settle: string;
  positionSide: 'both' | 'long' | 'short';
  marginMode: 'cross' | 'isolated';
  contracts: DecimalText;
  /** Base units, signed; null while an inverse row has no mark. */
  size: DecimalText | null;
  entryPrice: DecimalText;
  mark: PriceView;
  /** ≥ 0, at mark; like margin and P&L in the valuation currency. */
  notional: DecimalText | null;
  unrealizedPnl: DecimalText | null;
  /** Profit as a fraction of the value at entry, signed, to eight decimals. */
  pnlFraction: DecimalText | null;
  /** Notional over the account's equity, ≥ 0, to eight decimals; null when equity is unknown or not above zero. */
  leverage: DecimalText | null;
  /** The margin tier that the row falls into; null when its rules have none. */
  tier: TierView | null;
  /** What its venue streams: + means that longs pay. Null when nothing was said. */
  funding: FundingView | null;
  /** The stage that the row's own distance asks for; null while that is unknown. */
  stage: Stage | null;
  initialMargin: DecimalText | null;
  maintenanceMargin: DecimalText | null;
  /** Fraction of the account's maintenance margin. */
  maintenanceShare: DecimalText | null;
  /** Everything on the underlying moves with the mark. */
  liquidation: LiquidationView;
  distance: DistanceView | null;
  /** What the venue prints for the row. */
  venueLiquidation: LiquidationView;
  withoutThis: Readonly<{ adjustedEquity: DecimalText; maintenanceMargin: DecimalText; marginRatio: DecimalText | null }> | null;
  /** Decimals that this instrument's prices are shown with. */
  priceDecimals: number;
  sizeDecimals: number;
  /** Words that belong beside the row: "expired: settle or remove", "no tier schedule". */
  flags: readonly string[];
}>;

export type CollateralView = Readonly<{
  asset: string;
  amount: DecimalText;
  price: PriceView;
  value: DecimalText | null;
  weight: DecimalText | null;
  /** value − adjustedValue, ≥ 0. */
  haircutCost: DecimalText | null;
  adjustedValue: DecimalText | null;
  liquidation: LiquidationView;
  amountDecimals: number;
  priceDecimals: number;
}>;

export type OrderView = Readonly<{
  id: string;
  symbol: string;
  base: string;
  quote: string;
  contracts: DecimalText;
  price: DecimalText;
  reduceOnly: boolean;
  /** What the order reserves beyond the positions: part of initial margin. Per symbol, on its first order. */
  orderMargin: DecimalText | null;
  priceDecimals: number;
}>;

export type UnderlyingView = Readonly<{
  asset: string;
  index: DecimalText | null;
  liquidation: LiquidationView;
  distance: DistanceView | null;
  /** Net size in base units over positions and collateral; null while an inverse row has no mark. */
  netSize: DecimalText | null;
  /** Standard deviation of one day's log return; null when the asset has none. */
  dailySigma: number | null;
  priceDecimals: number;
}>;

/** The three numbers that help: what brings the account back to the clearing level of the stage below. */
export type RemedyView = Readonly<{
  topUp: DecimalText | null;
  /** The same top-up in each collateral asset, by its weight; null where weight or price is unknown. */
  topUpByAsset: readonly Readonly<{ asset: string; amount: DecimalText | null }>[];
  /** The row whose reduction helps most, how much of it, in its contracts, and as a fraction. */
  reduce: Readonly<{ symbol: string; contracts: DecimalText; fraction: DecimalText }> | null;
  /** The price of one underlying that alone clears the stage. */
  clearingPrice: Readonly<{ asset: string; price: DecimalText }> | null; /** Short options are left out: closing them may help, and a price of what they are on. */ optionsApart: boolean;
}>;

/** `suspect`: a price that is held back. `depeg`: a collateral asset priced differently elsewhere, or off its currency. `listing`: the venue changed a contract that is held. `rule`: a rule of the user's own. */
export type AlertKind = 'stage' | 'blind' | 'expired' | 'suspect' | 'depeg' | 'listing' | 'rule';

export type AlertView = Readonly<{
  id: number;
  accountId: string;
  accountName: string;
  kind: AlertKind;
  stage: Stage;
  /** One sentence of fact, one of action, in numbers, made when it was raised. */
  title: string;
  action: string;
  raisedAt: EpochMs;
  acknowledgedAt: EpochMs | null;
  clearedAt: EpochMs | null;
  /** Inputs were stale when it was raised. */
  onStaleData: boolean;
  /** It was raised by prices that were moved for practice; its title says so too. */
  drill: boolean;
  /** Tick received → row durable. */
  latencyMs: number | null;
  /** Put off until then, and told of no earlier; null when it is not, or has cleared. */
  snoozedUntil: EpochMs | null;
}>;

/** Prices moved for practice: by so many percent, of one asset, or of all by their betas (null). */
export type DrillView = Readonly<{ percent: number; asset: string | null; since: EpochMs }>;

/** All that one account shows, as of one sequence number. */
export type AccountView = Readonly<{
  accountId: string;
  name: string;
  venue: string;
  /** The venue's name where anyone can look up what its accounts hold, as on a public ledger; null elsewhere. */
  publicAt: string | null;
  model: string;
  parameterSetId: string;
  valuationCurrency: string;
  demo: boolean;
  replay: boolean;
  /** Null while prices are what they are. */
  drill: DrillView | null;
  /** The user turned a live feed on for this account. */
  live: boolean;
  /** Hosts that turning live on would contact; empty when its venue has no live feed. */
  liveHosts: readonly string[];
  seq: number;
  asOf: EpochMs;
  stage: Stage;
  /** Which test decided the stage, in words: "margin ratio 52.1 %", "SOL 2.9σ". Empty when calm. */
  stageReason: string;
  totals: TotalsView;
  /** Null while every price that decides a headline is fresh, or as the user gave it. */
  interval: IntervalView | null;
  venueRatio: VenueRatioView;
  /** Empty for an account of one pool. */
  pools: readonly PoolView[];
  nextChange: NextChangeView | null;
  equityParts: readonly Readonly<{ name: string; value: DecimalText | null }>[];
  positions: readonly PositionView[];
  collateral: readonly CollateralView[];
  orders: readonly OrderView[];
  underlyings: readonly UnderlyingView[];
  jointMove: Readonly<{ liquidation: MoveView; bankruptcy: MoveView }>;
  /** The underlying, or the isolated position ("SYMBOL isolated"), with the nearest liquidation by price distance. */
  nearest: Readonly<{ asset: string; fraction: DecimalText; sigmas: number | null }> | null;
  /** The worst input of every headline: its state, and the oldest price in use with its name. */
  worstInput: Readonly<{ state: PriceState; key: string; at: EpochMs | null }> | null;
  remedy: RemedyView | null;
  /** Blind to the market since, while at risk. */
  blindSince: EpochMs | null;
  unknown: readonly Readonly<{ missing: string; makesUnknown: readonly string[] }>[];
}>;

export type EngineHealthView = Readonly<{ ticks: number; ticksPerSecond: number; stepMicros: number | null; recomputes: number; mismatches: number; /** Times that the program stood still, and the longest, in ms. */ stalls: Readonly<{ count: number; longestMs: number }> }>;

/** Everything that is not of one account. */
export type TerminalView = Readonly<{
  version: string;
  seq: number;
  /** The terminal's clock when this was sent: ages are counted from it, not from the page's clock. */
  now: EpochMs;
  offline: boolean;
  face: 'electron' | 'web' | 'cli';
  accounts: readonly Readonly<{ accountId: string; name: string; stage: Stage; demo: boolean; incomplete: boolean; publicAt: string | null }>[];
  selectedAccountId: string | null;
  feeds: readonly FeedView[];
  latency: LatencyView;
  network: NetworkView;
  alerts: readonly AlertView[];
  warnings: WarningsView;
  engine: EngineHealthView;
  database: Readonly<{ path: string; state: 'ok' | 'read-only'; detail: string | null; backupAt: EpochMs | null }>;
  settings: Settings;
}>;
