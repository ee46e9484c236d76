import type { Figure, Totals } from '../figures.ts';

/** Two gauges of the same adjusted equity, each with how far it can be trusted. */
export type Utilization = Readonly<{
  /** initialMargin / adjustedEquity, a fraction ≥ 0; 1 leaves nothing to open with. */
  initialMarginUse: Figure;
  /** maintenanceMargin / adjustedEquity, a fraction ≥ 0; 1 liquidates. */
  maintenanceMarginUse: Figure;
}>;

/**
 * Margin in use, by name: the ratios that the totals hold already.
 *
 * @source docs/margin-models.md, "Headlines", "Solvency"
 */
export const utilizationOf = ({ initialMarginRatio, marginRatio }: Totals): Utilization => ({ initialMarginUse: initialMarginRatio, maintenanceMarginUse: marginRatio });
