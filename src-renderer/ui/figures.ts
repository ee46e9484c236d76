import type { PriceState } from '#shared/domain/priceState.ts';
import type { DecimalText } from '#shared/num/units.ts';

/**
 * The figures that this layer draws, by shape: what the contract sends fits them, and the layer stays free of the
 * contract.
 */
export type Bound = 'atLeast' | 'atMost' | 'unknown';

export type PriceFigure = Readonly<{ value: DecimalText | null; at: number | null; state: PriceState; underneath: DecimalText | null }>;

export type LiquidationFigure =
  | Readonly<{ status: 'price'; price: DecimalText; approximate?: true }>
  | Readonly<{ status: 'range'; lower: DecimalText; upper: DecimalText; approximate?: true }>
  | Readonly<{ status: 'none'; reason: string }>
  | Readonly<{ status: 'unknown'; missing: string }>;

export type MoveFigure =
  | Readonly<{ status: 'move'; move: DecimalText; approximate?: true }>
  | Readonly<{ status: 'range'; lower: DecimalText; upper: DecimalText; approximate?: true }>
  | Readonly<{ status: 'none'; reason: string }>
  | Readonly<{ status: 'unknown'; missing: string }>;

export type DistanceFigure = Readonly<{ fraction: DecimalText; money: DecimalText; sigmas: number | null; sigmaSource: string | null }>;
