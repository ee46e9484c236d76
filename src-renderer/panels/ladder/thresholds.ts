import { STAGE_LEVELS } from '#shared/engine/stage.ts';
import type { Stage } from '#shared/domain/stage.ts';
import { amountText } from '../../ui/format.ts';

/** A threshold of the margin ratio and the adjusted equity at which today's margin would reach it. */
export type Threshold = Readonly<{ stage: Stage; at: number; equity: string | null }>;

/** Whole units, rounded up: the threshold is never said to be lower than it is. A label, so a float will do. */
export function thresholds(maintenanceMargin: string | null): readonly Threshold[] {
  const levels = [...STAGE_LEVELS.map(({ stage, ratio }) => ({ stage, at: ratio })), { stage: 'liquidating' as const, at: 1 }];
  const margin = maintenanceMargin === null ? Number.NaN : Number(maintenanceMargin);
  return levels.map(({ stage, at }) => ({ stage, at, equity: Number.isFinite(margin) ? equityAt(margin / at) : null }));
}

function equityAt(equity: number): string {
  if (equity >= 1e15) return '>1e15';
  return amountText(equity.toFixed(8), equity < 100 ? 2 : 0, 'ceil');
}
