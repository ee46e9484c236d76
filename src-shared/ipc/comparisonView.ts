import type { DecimalText, EpochMs } from '../num/units.ts';
import type { FigureView } from './figureView.ts';
import type { VenueRatioView } from './view.ts';

/** The nearest liquidation by the move of one underlying alone. */
export type NearestView =
  | Readonly<{ status: 'move'; asset: string; fraction: DecimalText }>
  | Readonly<{ status: 'none' }>
  | Readonly<{ status: 'unknown'; missing: string }>;

/** The account's book under one model. Headlines are of the pool nearest to liquidation. */
export type ModelView = Readonly<{
  /** Of the parameter set; `own` for the account's. */
  id: string;
  title: string;
  /** The dated rules. */
  parameterSetId: string;
  model: string;
  own: boolean;
  marginRatio: FigureView;
  venueRatio: VenueRatioView;
  maintenanceMargin: FigureView;
  initialMargin: FigureView;
  adjustedEquity: FigureView;
  nearest: NearestView;
  /** The pool of the headlines; null when the model has one pool only. */
  pool: string | null;
  /** The row with the largest share of that pool's maintenance margin. */
  bindingRow: Readonly<{ name: string; share: DecimalText }> | null;
  /** What is not known, and the figures that it touches. */
  unknown: readonly Readonly<{ missing: string; makesUnknown: readonly string[] }>[];
  /** Symbols that keep the tiers of the account's document, collateral that keeps its weights, and contracts that this venue does not take. */
  ownSchedules: readonly string[];
  ownWeights: readonly string[];
  notTaken: readonly string[];
  /** Days of the past: whether the account outlasts their moves under this model; null while that is not known. */
  survives: readonly Readonly<{ id: string; name: string; survived: boolean | null }>[];
}>;

/** One line of the account's own model, of the other, and the difference; null where it is unknown. */
export type DifferenceLine = Readonly<{ own: DecimalText | null; other: DecimalText | null; difference: DecimalText | null }>;

/** The same over all lines, where each side may be a bound. */
export type DifferenceTotal = Readonly<{ own: FigureView; other: FigureView; difference: DecimalText | null }>;

/** What one line of the book adds to the totals. A figure that the line has no part in is null. */
export type BookLine = Readonly<{
  id: string;
  kind: 'position' | 'order' | 'collateral';
  name: string;
  maintenanceMargin: DifferenceLine | null;
  initialMargin: DifferenceLine | null;
  /** What counts of the collateral after its weight. */
  adjustedEquity: DifferenceLine | null;
  /** Effective weight of a collateral line, a fraction: no part of any total. */
  weight: DifferenceLine | null;
}>;

/** Lines add up to the totals, to the last digit; unrealized P&L is the same under both and stands in none of them. */
export type DifferencesView = Readonly<{
  id: string;
  lines: readonly BookLine[];
  /** Over all pools. */
  totals: Readonly<{ maintenanceMargin: DifferenceTotal; initialMargin: DifferenceTotal; adjustedEquity: DifferenceTotal }>;
}>;

export type ComparisonView = Readonly<{
  asOf: EpochMs;
  valuationCurrency: string;
  /** By margin ratio, the safest first; what is unknown last. */
  models: readonly ModelView[];
  /** Of the model that was asked for against the account's own; null when none was. */
  differences: DifferencesView | null;
}>;
