import type { DecimalText } from '../../num/units.ts';
import type { Certainty, Totals } from '../figures.ts';
import type { Target } from '../accountCurve.ts';
import type { DerivationNode } from './node.ts';

/** A headline; `venueRatio` is the venue's own. */
export type HeadlineFigure = keyof Totals | 'venueRatio' | 'isolatedMargin';

/**
 * `liquidationPrice` and `distance` are the screen's: everything on the underlying moves with the mark. The venue's are by
 * its own convention for a row. `…Money` is per unit, in the quote currency.
 */
export type RowFigure =
  | 'size' | 'notional' | 'unrealizedPnl' | 'initialMargin' | 'maintenanceMargin' | 'maintenanceShare'
  | 'liquidationPrice' | 'distance' | 'distanceMoney' | 'venueLiquidationPrice' | 'venueDistance' | 'venueDistanceMoney'
  | 'withoutThis.adjustedEquity' | 'withoutThis.maintenanceMargin' | 'withoutThis.marginRatio';

export type CollateralFigure = 'value' | 'weight' | 'haircutCost' | 'adjustedValue' | 'liquidationPrice';
export type UnderlyingFigure = 'netSize' | 'liquidationPrice' | 'distance' | 'distanceMoney';

/** Which end of a range; left out, the nearer one. A figure with one answer has it whatever is asked. */
type Side = Readonly<{ side?: 'lower' | 'upper' }>;

/** One figure of an account. */
export type FigureRef =
  /** Without a pool: as the headline shows it, of the binding pool or of all of them. */
  | Readonly<{ of: 'account'; figure: HeadlineFigure; pool?: string }>
  | Readonly<{ of: 'row'; row: string; figure: RowFigure } & Side>
  /** The place of the line in the account's document. */
  | Readonly<{ of: 'collateral'; line: number; figure: CollateralFigure } & Side>
  | Readonly<{ of: 'orders'; symbol: string; figure: 'orderMargin' }>
  | Readonly<{ of: 'underlying'; asset: string; figure: UnderlyingFigure } & Side>
  | Readonly<{ of: 'jointMove'; figure: Target } & Side>;

/** A figure with the tree that it follows from. Data only. */
export type Derivation = Readonly<{
  figure: FigureRef;
  /** What the engine says. Null when it is unknown, or there is none. */
  value: DecimalText | null;
  certainty: Certainty;
  /** The tree, evaluated from its leaves alone, gives exactly that value. Where it does not, the tree must not be shown as the reason. */
  agrees: boolean;
  parameterSet: string;
  tree: DerivationNode;
}>;
