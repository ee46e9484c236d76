import type { MeasuringMethod } from '../domain/dailyClose.ts';
import type { DecimalText, EpochMs } from '../num/units.ts';
import type { Stage } from '../domain/stage.ts';
import type { Answer, FigureView } from './figureView.ts';
import type { RehedgeView } from './rehedgeView.ts';
import type { Halted } from './stressSpec.ts';
import type { LiquidationView, MoveView } from './view.ts';

/** What moves and how far, and where that is from. `still`: assets without a σ, which are taken to stay and are named. */
export type MarketView = Readonly<{
  assets: readonly string[];
  /** Standard deviation of one day's move by asset, fractions. */
  sigmas: readonly number[];
  correlation: readonly (readonly number[])[];
  sigmaSource: string;
  correlationSource: string;
  still: readonly string[];
  /** What was measured, and on what; null where all of it was put down by hand. */
  measured: MeasuredView | null;
}>;

/** Days count from 1970-01-01 in UTC. */
export type MeasuredView = Readonly<{
  method: MeasuringMethod;
  /** Of exponential weights. */
  lambda: number | null;
  /** Daily returns of the asset with fewest and with most, and the days of the first and the last; null where nothing could be measured. */
  span: Readonly<{ fewest: number; most: number; first: number; last: number }> | null;
  shrinkage: number | null;
  /** Assets that keep the σ put down by hand, with how many returns they have. */
  kept: readonly Readonly<{ asset: string; returns: number }>[];
  /** How far a correlation was moved at most, so that all of them fit together. */
  moved: number;
  /** Pairs of measured assets that keep the correlation put down by hand: too few days in common. */
  pairsByHand: number;
}>;

/** The smallest move of the market, in its own covariance, at which a pool is liquidated. */
export type ReverseStressView = Answer<
  | Readonly<{ result: 'none' | 'liquidated' }>
  | Readonly<{
    result: 'found';
    pool: string;
    /** Daily standard deviations of the market as a whole. */
    sigmas: number;
    moves: readonly Readonly<{ asset: string; move: DecimalText; price: DecimalText | null; to: DecimalText | null; priceDecimals: number }>[];
    rows: readonly Readonly<{ id: string; name: string; change: DecimalText }>[];
    /** What adjusted equity loses, and what the buffer is there. */
    /** ≥ 0; a gain where `gains`, by options that count for no margin. */
    loss: DecimalText;
    gains: boolean;
    left: DecimalText;
  }>
>;

/** An account under a stress. Figures as the engine re-priced them. */
export type StressedView = Answer<Readonly<{ equity: FigureView; marginRatio: FigureView; buffer: FigureView; stage: Stage; /** Some input is unknown: the stage counts only what is known. */ unsure: boolean; liquidated: boolean; change: DecimalText | null }>>;

/** One stress with what it says; `illustrative` names assets whose move no source was found for. */
export type StressLineView = Readonly<{ id: string; name: string; note: string; moves: readonly Readonly<{ asset: string; move: DecimalText; source: string | null }>[]; after: StressedView }>;

/** A row whose gain carries the others, and the joint move that liquidates with it and without it. */
export type HedgeLossView = Readonly<{ rowId: string; name: string; before: MoveView; after: MoveView }>;

/**
 * σ and implied volatilities multiplied, prices as they are: how far the likeliest way is then, in days' deviations, null where there
 * is none; and what a scenario model asks of a book with options, null without.
 */
export type VolatilityStressView = Readonly<{
  times: number;
  sigmas: number | null;
  margin: Answer<Readonly<{ model: string; equity: Pair; maintenance: Pair; ratio: Readonly<{ before: DecimalText | null; after: DecimalText | null }> }>> | null;
}>;
type Pair = Readonly<{ before: DecimalText; after: DecimalText }>;

export type StressView = Readonly<{
  asOf: EpochMs;
  valuationCurrency: string;
  market: MarketView;
  reverse: ReverseStressView;
  /** Scenarios that the user saved, the newest first. */
  own: readonly StressLineView[];
  episodes: readonly StressLineView[];
  /** Rules and collateral that turn worse while prices stay. */
  conditions: readonly StressLineView[];
  /** Funding and a halt as they are supposed. */
  supposed: readonly StressLineView[];
  /** What may be halted, what counts most first. */
  haltable: readonly Halted[];
  volatility: VolatilityStressView;
  /** Days of the past, the rows that win most taken away half-way; without days on which none wins. */
  deleveraged: readonly StressLineView[];
  hedgeLoss: Answer<Readonly<{ losses: readonly HedgeLossView[] }>>;
}>;

/** Risk of one underlying. Money in the valuation currency, above 0 gains when the asset rises. */
export type UnderlyingRiskView = Readonly<{
  asset: string;
  /** Net size in units, positions and holdings; null when unknown. */
  delta: DecimalText | null;
  exposure: DecimalText;
  positions: DecimalText;
  held: DecimalText;
  betaWeighted: DecimalText;
  sigma: number | null;
  /** Share of the deviation of the whole, signed; they add up to 1. */
  share: number | null;
  /** How many daily σ the maintenance rate of its rows covers; null beside options, which ask for no share of a notional. */
  coverage: number | null;
}>;

/** Loss at a confidence over one day, by a normal distribution; `undiversified` with every correlation at its worst. */
export type TailView = Readonly<{ confidence: number; valueAtRisk: DecimalText; expectedShortfall: DecimalText; undiversified: DecimalText }>;

export type RiskView = Readonly<{
  asOf: EpochMs;
  valuationCurrency: string;
  market: MarketView;
  risk: Answer<Readonly<{
    underlyings: readonly UnderlyingRiskView[];
    betaWeighted: DecimalText;
    deviation: DecimalText;
    /** Stand-alone risks over the whole: 1 when nothing diversifies. */
    diversification: number;
    /** Sum of squared shares of stand-alone risk: 1 for a single one. */
    concentration: number;
    tails: readonly TailView[];
    equity: FigureView;
  }>>;
}>;

/** Losses of a day by simulation of `paths` moves; each with its standard error. */
export type SimulatedRiskView = Readonly<{ asOf: EpochMs; paths: number; tails: readonly Readonly<{ confidence: number; valueAtRisk: DecimalText; standardError: DecimalText; expectedShortfall: DecimalText }>[] }>;

/** Losses of a day as the book of now would have had on the days of a window. */
export type TailOfDays = Readonly<{ confidence: number; valueAtRisk: DecimalText; expectedShortfall: DecimalText }>;

/** The book of now on joint daily moves of the past, each row, option and holding valued anew. Days count from 1970-01-01 in UTC. */
export type HistoricalRiskView = Readonly<{
  asOf: EpochMs;
  days: number;
  first: number;
  last: number;
  /** Days on which an asset has no return. */
  leftOut: number;
  /** Assets without any close and without a σ, taken to stay. */
  still: readonly string[];
  tails: readonly TailOfDays[];
  worst: Readonly<{ day: number; profit: DecimalText }>;
  /** The same days restated at the volatility of now. */
  filtered: Answer<Readonly<{ days: number; lambda: number; tails: readonly TailOfDays[] }>>;
}>;

/** A hedge as a trade of one instrument, and the account after it. */
export type HedgeView = Readonly<{
  kind: 'delta' | 'minimumVariance';
  symbol: string;
  asset: string;
  /** Signed contracts, to the nearest lot. */
  contracts: DecimalText;
  notional: DecimalText;
  cost: DecimalText | null;
  deltaBefore: DecimalText | null;
  deltaAfter: DecimalText | null;
  deviationBefore: DecimalText;
  deviationAfter: DecimalText;
  marginRatio: Readonly<{ before: FigureView; after: FigureView }>;
  buffer: Readonly<{ before: FigureView; after: FigureView }>;
  liquidations: readonly Readonly<{ asset: string; before: LiquidationView; after: LiquidationView; priceDecimals: number }>[];
  /** It lowers risk by price and yet brings some liquidation nearer. */
  notMarginNeutral: boolean;
}>;

/** `rehedge`: when delta is to be hedged again, of each asset that the account has cross positions on. */
export type HedgesView = Readonly<{ asOf: EpochMs; valuationCurrency: string; market: MarketView; rehedge: readonly Readonly<{ asset: string; when: RehedgeView }>[]; hedges: Answer<Readonly<{ list: readonly HedgeView[]; without: readonly string[] }>> }>;

/** Chances of liquidation by simulation. */
export type OddsView = Readonly<{
  asOf: EpochMs;
  paths: number;
  horizons: readonly Readonly<{ hours: number; probability: number; standardError: number }>[];
  /** Hours; null where fewer paths are liquidated within `reach` hours. */
  quantiles: Readonly<{ p10: number | null; p50: number | null; p90: number | null }>;
  reach: number;
  /** What funding alone does: money an hour, below 0 a cost, and hours until it uses the buffer up. */
  carryPerHour: DecimalText;
  carryHours: number | null;
  /** The same chance at the last horizon with prices alone. */
  moveOnly: number;
  /** While nobody watches; null when it was not asked. `add` is what makes the chance `restful`: 0 where it is no more already, null while too few paths tell. */
  sleep: Readonly<{ from: EpochMs; to: EpochMs; probability: number; standardError: number; restful: number; add: DecimalText | null }> | null;
  /** The asset that jumps are told of: others jump by their σ over its. */
  jumpsOf: string | null;
  market: MarketView;
}>;
