import type { DecimalText, EpochMs } from '../num/units.ts';
import type { FigureView } from './figureView.ts';
import type { RehedgeView } from './rehedgeView.ts';
import type { OwnGroupsView } from './strategyGroups.ts';

/** Figures of reference cases that a model meets, and of how many: `published` by a venue or a book, `computed` from the rules. */
export type FiguresMetView = Readonly<{ published: number; ofPublished: number; computed: number; ofComputed: number }>;

/** A scenario model that may be chosen. `reproduces` with its own parameters and by its rules with those of the cases; null for one of the user's own, which tells what it came from and the paths of the fields in which it is another. */
export type PresetView = Readonly<{
  reproduces: Readonly<{ itself: FiguresMetView; rules: FiguresMetView }> | null;
  own: Readonly<{ from: Readonly<{ name: string; validFrom: string }> | null; differs: readonly string[] }> | null;
  id: string; name: string; source: string; validFrom: string; confidence: 'verified' | 'stated' | 'secondary' | 'inferred' | 'assumed'; unsure: readonly Readonly<{ field: string; why: string }>[] }>;

/** One scenario: a move of the price, what volatility does, the share of the loss that counts, and the profit that counts. */
export type CellView = Readonly<{ move: number; volatility: 'up' | 'none' | 'down' | 'linear' | 'absolute'; weight: number; profit: DecimalText }>;

export type UnitLineView = Readonly<{ id: string; name: string; /** In the binding cell. */ profit: DecimalText; /** Of the maintenance margin when the line is gone: above 0 it carries others; null was not asked, as others weigh more. */ without: DecimalText | null }>;

/** One risk unit. Amounts in the currency of the account, requirements at least 0. */
export type UnitView = Readonly<{
  asset: string;
  initial: DecimalText;
  maintenance: DecimalText;
  worstLoss: DecimalText;
  bindingTerm: 'cell' | 'basis' | 'minimumDelta' | 'minimumCharge';
  /** What is asked at least, whatever the loss; 0 where the model has no such floor. */
  minimumCharge: DecimalText;
  binding: CellView | null;
  runnerUp: CellView | null;
  lines: readonly UnitLineView[];
  /** What the lines are more than the binding cell: discounts, dampeners, gains that are cut. */
  adjustment: DecimalText;
  asked: readonly Readonly<{ kind: string; maintenance: DecimalText; initial: DecimalText }>[];
  factors: Readonly<{ initial: number; maintenance: number; contingenciesInside: boolean }>;
  /** Margin ratio of the account by moves (rows) and changes of volatility (columns); null without equity. */
  heat: Readonly<{ moves: readonly number[]; volatilities: readonly number[]; ratios: readonly (readonly (number | null)[])[]; equities: readonly (readonly DecimalText[])[]; requirements: readonly (readonly DecimalText[])[] }>;
  /** Moves of the price at which the account is liquidated, with volatility as it is and with the worst of the grid. */
  liquidation: Readonly<{ still: readonly ShortfallView[]; worstVolatility: readonly ShortfallView[] }>;
  /** Null without options. */
  greeks: UnitGreeksView | null;
  hedges: readonly UnitHedgeView[];
  rehedge: RehedgeView;
  lacking: readonly string[];
  assumed: readonly string[];
  strategies: readonly StrategyView[];
  /** Null without options. */
  byStrategy: ByStrategyView | null;
  /** As the user put them together. */
  ownGroups: OwnGroupsView;
  coverage: readonly CoverageView[];
  /** What options that end by then pay at the index of now; below 0 they cost. */
  settled: DecimalText;
}>;

/** Delta in units of the asset, gamma in those per unit of its price, vega per point of volatility and theta per day in the currency of the account. */
export type GreeksView = Readonly<{ delta: DecimalText; gamma: DecimalText; vega: DecimalText; theta: DecimalText }>;

/** `sum` and `total` null: a line is on its strike at expiry. */
export type UnitGreeksView = Readonly<{
  total: GreeksView | null;
  tenors: readonly Readonly<{ tenor: 'open' | 'week' | 'month' | 'quarter' | 'beyond'; sum: GreeksView | null; lines: readonly Readonly<{ id: string; name: string; greeks: GreeksView | null }>[] }>[];
}>;

/** Trades at the mark, signed units of the asset, and the account after them. `cost` at the taker fee, null when one is not known: then nothing is taken off equity. `change` of the maintenance margin of this unit. */
export type UnitHedgeView = Readonly<{
  kind: 'delta' | 'gamma' | 'vega' | 'leastMargin';
  trades: readonly Readonly<{ name: string; quantity: DecimalText }>[];
  cost: DecimalText | null;
  greeks: GreeksView | null;
  maintenance: DecimalText;
  change: DecimalText;
  ratio: DecimalText | null;
  liquidation: readonly ShortfallView[];
}>;

/**
 * Legs that belong together, signed units of each; `cap` and `breakEven` are prices of the underlying at expiry, from what was paid, and
 * for what is held from the price of now. `own`: the place of it in the user's groups, whose kind is `own` when it is no known strategy.
 * `gone` and `smaller`: legs of which nothing or less is left than was put in.
 */
export type StrategyView = Readonly<{
  kind: 'coveredCall' | 'coveredPut' | 'protectivePut' | 'protectiveCall' | 'carry' | 'box' | 'ironCondor' | 'vertical' | 'calendar' | 'straddle' | 'strangle' | 'single' | 'own';
  own: number | null;
  name: string | null;
  size: DecimalText | null;
  legs: readonly Readonly<{ id: string; name: string; kind: 'call' | 'put' | 'held' | 'perpetual' | 'future'; quantity: DecimalText }>[];
  gone: readonly string[];
  smaller: readonly string[];
  cap: DecimalText | null;
  breakEven: DecimalText | null;
  /** What a covered call or put gains from now until it is assigned at its strike. */
  assigned: DecimalText | null;
}>;

/** Short calls or puts and what covers them, units. `asks`: what the uncovered ones add to the maintenance margin; null when there are none. */
export type CoverageView = Readonly<{ kind: 'call' | 'put'; short: DecimalText; held: DecimalText; perpetuals: DecimalText; futures: DecimalText; options: DecimalText; uncovered: DecimalText; asks: DecimalText | null }>;

/** What Reg-T and CBOE strategy margin would ask for the options of a unit beside an equity that holds them at their marks. `isLeast` false: it may ask less. */
export type ByStrategyView = Readonly<{ status: 'known'; asked: DecimalText; isLeast: boolean }> | Readonly<{ status: 'unknown'; why: string }>;

export type ShortfallView = Readonly<{ from: number | null; to: number | null }>;

/** An account under a scenario model, beside what its own model asks. */
export type ScenarioMarginView = Readonly<{
  asOf: EpochMs;
  valuationCurrency: string;
  presets: readonly PresetView[];
  chosen: string;
  /** Days from now that it is asked about. */
  days: number;
  /** What is in none of the four for want of a price: with any, they are not those of the account. */
  lacking: readonly string[];
  equity: DecimalText;
  initial: DecimalText;
  maintenance: DecimalText;
  ratio: DecimalText | null;
  /** Of the account's own model. */
  standard: Readonly<{ initial: FigureView; maintenance: FigureView; ratio: FigureView }>;
  units: readonly UnitView[];
  /** Assets that are held and in no unit: they count in equity at their price. */
  outside: readonly string[];
}>;
