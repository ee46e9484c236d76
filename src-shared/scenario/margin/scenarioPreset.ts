/** How sure a figure of a parameter set is. */
export type Confidence = 'verified' | 'stated' | 'secondary' | 'inferred' | 'assumed';

/** How volatility is moved in a cell. `linear` and `absolute` tilt the smile instead and leave the price alone. */
export type VolatilityMove = 'up' | 'none' | 'down' | 'linear' | 'absolute';

/** One scenario: the move of the price as a share of it (− 0.1 is 10 % down), and the share of its profit or loss that counts. With `days` options are priced so many days later. */
export type Cell = Readonly<{ move: number; volatility: VolatilityMove; weight: number; days?: number }>;

/** How a volatility is moved up or down: by a share of itself, or by points. */
export type VolatilityMeasure = 'relative' | 'points';

/**
 * vol·(1 ± range·(30 days / max(days, floor))^power), never below 0. `up` and `down` are the ranges at 30 days.
 * `pivot` says which power exactly 30 days take. With `points` a cell is taken by those as well, and the worse of both counts.
 */
export type VolatilityShock = Readonly<{
  up: number; down: number; powerShort: number; powerLong: number; floorDays: number; minimumUp: number; pivot: 'short' | 'long'; points?: readonly PointShock[];
}>;

/** What is added to and taken off a volatility at a time to expiry: 0.3 is 30 points. Straight between two times, level before the first and after the last. */
export type PointShock = Readonly<{ days: number; up: number; down: number }>;

/** A tilt of the smile by moneyness: see `skewFactor`. */
export type SkewShock = Readonly<{
  linearCap: number; linearBase: number; absoluteCap: number; absoluteBase: number; minimum: number; width: number; volatility: number; volatilityScale: number;
}>;

/** factor · exp(−years·(max(rate, 0)·multiple + add)). */
export type Discount = Readonly<{ factor: number; multiple: number; add: number }>;

/** What is asked on top of the scan. Rates are shares of the price of the underlying; initial ones are asked in addition to maintenance ones. */
export type Contingency =
  | Readonly<{ kind: 'perpetuals' | 'nakedShorts' | 'holdings' | 'grossFutures' | 'hedgedFutures'; maintenance: number; initial: number }>
  /** Haircuts of each holding by itself. */
  | Readonly<{ kind: 'haircuts' }>
  /** (1 − confidence)·rate of what hangs on a feed below the threshold; initial margin only. */
  | Readonly<{ kind: 'oracle'; threshold: number; rate: number; split: 'withSpot' | 'each' }>
  /** Σ over expiries |delta|·max(floor, annualised·years) of the price. */
  | Readonly<{ kind: 'roll'; annualised: number; floor: number }>
  /** Delta that one expiry hedges of another: its size·years between them·annualised of the price. Perpetuals end now. */
  | Readonly<{ kind: 'deltaSpread'; annualised: number }>
  /** Vega that one expiry hedges of another: its size·days between them·the change of volatility a day, 0.01 is one point. */
  | Readonly<{ kind: 'vegaSpread'; perDay: number }>
  /** Loss of the options by a shift of the interest rate, whichever way: |Σ years·value|·shift. */
  | Readonly<{ kind: 'interest'; shift: number }>;

/** Floor under the whole: rates of the price of what is held, times the multiple of the tier that this charge is in. */
export type MinimumCharge = Readonly<{ futures: number; options: number; tiers: readonly Readonly<{ from: number; multiple: number }>[] }>;

/** How the parts become a requirement. */
export type Combination = Readonly<{
  initialFactor: number;
  maintenanceFactor: number;
  /** Contingencies are multiplied by the factors too, or stand outside of them. */
  contingencies: 'inside' | 'outside';
  /** Added to the initial factor: max(0, threshold − stable)·factor. */
  peg: Readonly<{ threshold: number; factor: number }> | null;
  /** Floor under the scan by net and hedged delta, as shares of the price. */
  minimumDelta: Readonly<{ net: number; hedged: number }> | null;
  minimumCharge?: MinimumCharge;
}>;

/** The scenario margin model of a venue, as data. */
export type ScenarioModel = Readonly<{
  /** Money of every figure: the quote currency, or the coin at the moved price. */
  money: 'quote' | 'coin';
  grid: readonly Cell[];
  volatility: VolatilityShock;
  skew: SkewShock | null;
  /** Marks are discounted at max(rate, 0), or stand undiscounted. */
  marks: 'discounted' | 'undiscounted';
  /** What the value of an expiry counts for in a cell: shares of a positive and of a negative value. */
  discount: Readonly<{ positive: Discount; negative: Discount | null }> | null;
  /** The forward of each expiry moves by itself, both ways; Σ of the losses, scaled by add + multiple·years. */
  basis: Readonly<{ up: number; down: number; add: number; multiple: number }> | null;
  /** Futures and perpetuals move no farther than this in a cell beyond it. */
  futuresClamp: number | null;
  /** A cell beyond the clamp counts this much less of a loss. */
  tailDampener: number;
  /** Profit of the whole in a cell counts, or is cut to nothing. */
  offsets: 'keep' | 'zero';
  /** What is held moves with the rest whole, or only as far as it hedges it; whole when it is absent. */
  holdings?: 'whole' | 'hedging';
  contingencies: readonly Contingency[];
  combination: Combination;
}>;
