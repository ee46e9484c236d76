import type { Fault } from '../domain/failure.ts';
import type { Stage } from '../domain/stage.ts';
import type { DecimalText, EpochMs } from '../num/units.ts';
import type { Answer, FigureView } from './figureView.ts';
import type { LiquidationView } from './view.ts';

/** A maintenance rate that follows volatility, and the same under each tool against procyclicality. Fractions. */
export type ScaledRateView = Readonly<{
  multiplier: number;
  /** σ of a day now, and where it is from. */
  sigmaNow: number;
  sigmaNowFrom: 'typed' | 'options' | 'closes';
  none: number;
  buffered: number;
  /** Null where no fall of the past with a source is known of the asset. */
  stressWeighted: number | null;
  floored: number;
}>;

/** What one position is asked for by rate, and what rules that move would ask. Rates are fractions of its notional. */
export type DesignRowView = Readonly<{
  id: string;
  name: string;
  asset: string;
  /** The step of its schedule that it is on, counted from 1; null where it has no steps, or is taken at its entry. */
  step: Readonly<{ at: number; of: number; rate: number }> | null;
  /** Maintenance margin over notional, without and with the design; null when it is not known. */
  asked: Readonly<{ before: number | null; after: number | null }>;
  sigma: number | null;
  /** How many σ of a day the rate covers, and the chance of a day that moves further against the position (normal). */
  coverage: number | null;
  chance: number | null;
  volatility: Answer<ScaledRateView>;
  /** By filtered historical simulation of the daily closes that are stored: what 99 % of so many days do not exceed. */
  history: Answer<Readonly<{ rate: number; days: number }>>;
  /** Initial rate of its step, and at the open interest of its market. */
  openInterest: Answer<Readonly<{ base: number; rate: number }>>;
  /** Days to close it, and what its margin grows by for them. */
  liquidity: Answer<Readonly<{ days: number; addOn: DecimalText }>>;
}>;

/** The fields of one asset as they are without a design; null: it has no such field. */
export type DesignAssetView = Readonly<{ asset: string; hasRates: boolean; weight: DecimalText | null; hasWeight: boolean; sigma: number | null }>;

export type StandView = Readonly<{
  equity: FigureView; adjustedEquity: FigureView; maintenanceMargin: FigureView; initialMargin: FigureView; buffer: FigureView; marginRatio: FigureView;
  stage: Stage;
  /** Some input is unknown: the stage counts only what is known. */
  unsure: boolean;
}>;

/** Rules of the venue that come next. `topUp` in the valuation currency keeps the margin ratio as it is now; null when none is needed, or it is not known. */
export type NextRulesView = Readonly<{ at: EpochMs; parameterSetId: string; maintenanceMargin: FigureView; marginRatio: FigureView; topUp: DecimalText | null }>;

/** What the rates of an account cover, what rules that move would ask of it, and the account under rates, weights and σ of the user's own. Nothing is stored. */
export type DesignView = Readonly<{
  asOf: EpochMs;
  valuationCurrency: string;
  set: Readonly<{ id: string; validFrom: EpochMs; sigmaSource: string }>;
  /** What of the design cannot be read, each a whole sentence; its path is the field: `factors.BTC`. Nothing of the design is applied then. */
  faults: readonly Fault[];
  /** The design changes something that a parameter set says. */
  changed: boolean;
  rows: readonly DesignRowView[];
  assets: readonly DesignAssetView[];
  before: StandView;
  after: StandView;
  liquidations: readonly Readonly<{ asset: string; reference: DecimalText | null; before: LiquidationView; after: LiquidationView; priceDecimals: number }>[];
  next: NextRulesView | null;
}>;

export type DesignFile = Readonly<{ fileName: string; mimeType: string; text: string }>;
