import type { DecimalText, EpochMs } from '../num/units.ts';
import type { Answer, FigureView } from './figureView.ts';
import type { LiquidationView, MoveView } from './view.ts';

/** A line of the book, or the account's own equity. */
export type PartyView = Readonly<{ id: string; kind: 'position' | 'collateral' | 'equity'; name: string; /** ≥ 0. */ amount: DecimalText }>;

/** Who pays for whom in one pool. Rows of `cells` are payers; they add up to the payers' amounts, and columns to the takers'. */
export type SavingsView = Readonly<{
  gains: DecimalText;
  losses: DecimalText;
  /** Gaining lines; last the account's own equity, which pays what no gain covers. */
  payers: readonly (PartyView & Readonly<{ /** Fraction of all losses; null without a loss. */ shareOfLosses: DecimalText | null }>)[];
  /** Losing lines; last the account's own equity, which keeps what no loss needs. */
  takers: readonly PartyView[];
  cells: readonly (readonly DecimalText[])[];
}>;

/** What must be put up against the move, in the valuation currency. */
export type NeedView = Readonly<{ loss: DecimalText; maintenanceMargin: DecimalText; need: DecimalText }>;

/** One pool after the move. `deficit` is −equity, never clamped: above 0 it is the loss beyond all collateral. */
export type GapView = Answer<Readonly<{ equity: FigureView; adjustedEquity: FigureView; maintenanceMargin: FigureView; buffer: FigureView; deficit: FigureView }>>;

export type SolvencyView = Readonly<{
  liquidation: MoveView;
  bankruptcy: MoveView;
  /** Where the venue takes the account over; null when it publishes no such share of the maintenance margin. */
  backstop: Readonly<{ share: DecimalText; move: MoveView }> | null;
  /** |bankruptcy| − |liquidation| below and above 0, fractions; null where either has no move. */
  cushion: Readonly<{ down: DecimalText | null; up: DecimalText | null }>;
  gap: GapView;
}>;

export type PoolContributionView = Readonly<{ id: string; name: string; savings: Answer<SavingsView>; solvency: SolvencyView }>;

export type CollateralEffectView = Readonly<{
  asset: string;
  value: DecimalText | null;
  haircutCost: DecimalText | null;
  /** The account is liquidated at once when the asset is gone. */
  liquidatedWithout: boolean;
  effects: readonly Readonly<{
    underlying: string;
    with: LiquidationView;
    without: LiquidationView;
    /** With − without, per side of today's price. */
    change: Readonly<{ below: DecimalText | null; above: DecimalText | null }>;
    priceDecimals: number;
  }>[];
}>;

/** Who saves whom as all assets move together, each by its beta. */
export type ContributionView = Readonly<{
  asOf: EpochMs;
  valuationCurrency: string;
  /** The joint move, a fraction. */
  move: DecimalText;
  /** No gain of one pool pays a loss of another. */
  pools: readonly PoolContributionView[];
  efficiency: Answer<Readonly<{ pooled: NeedView; standAlone: NeedView; /** 1 − pooled / stand-alone need, a fraction. */ saving: DecimalText }>>;
  initialMarginUse: FigureView;
  maintenanceMarginUse: FigureView;
  collateral: readonly CollateralEffectView[];
}>;
