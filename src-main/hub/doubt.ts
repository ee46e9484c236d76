import type { Figure, Totals } from '#shared/engine/figures.ts';
import { type Outlook, outlookOf } from '#shared/engine/interval/outlook.ts';
import { DEFAULT_INTERVAL_K } from '#shared/engine/interval/reach.ts';
import type { StageInputs } from '#shared/engine/stage.ts';
import type { IntervalView, RangeView } from '#shared/ipc/view.ts';
import { Decimal, type EpochMs } from '#shared/num/units.ts';
import type { AccountHost } from './accountHost.ts';
import type { Freshness } from './priceBoard.ts';
import { textOf } from './rowViews.ts';

/** What old prices leave open of one account. */
export type Doubt = Outlook & Readonly<{
  k: number;
  /** Age of the oldest price that decides a headline; null when nobody knows it. */
  oldestAgeMs: number | null;
  /** Monotonic time at which it was made. */
  madeAt: number;
}>;

/** It costs as much as several evaluations, and ages do not change a figure sooner. */
const REMADE_AFTER_MS = 1000;

/**
 * The doubt of an account as of now: the last one for a second, then a new one.
 *
 * @returns null when no price that decides a headline has an age
 */
export function doubtOf(host: AccountHost, last: Doubt | null, point: StageInputs, freshness: Freshness, wall: EpochMs, k = DEFAULT_INTERVAL_K): Doubt | null {
  const ages = host.ages(freshness, wall);
  if (ages === null) return null;
  if (last !== null && freshness.now - last.madeAt < REMADE_AFTER_MS) return last;
  return { ...outlookOf(host.engine(), ages.of, { k }, point), k, oldestAgeMs: Number.isFinite(ages.oldestMs) ? ages.oldestMs : null, madeAt: freshness.now };
}

/** The figures go on with every tick, the doubt once a second: between two of them it is widened to what the figures are. */
export function intervalView({ interval, k, oldestAgeMs }: Doubt, totals: Totals): IntervalView {
  return { marginRatio: ratioView(interval.marginRatio, totals.marginRatio), buffer: rangeView(interval.buffer, totals.buffer), k, oldestAgeMs };
}

function rangeView(range: Outlook['interval']['buffer'], { value, certainty }: Figure): RangeView | null {
  if (range === null || value === null || certainty !== 'exact') return null;
  return { low: textOf(Decimal.min(range.low, value)), high: textOf(Decimal.max(range.high, value)) };
}

/** No ratio is the worst one: an end that is null stays so. */
function ratioView(range: Outlook['interval']['marginRatio'], { value, certainty }: Figure): RangeView | null {
  if (range === null || certainty !== 'exact') return null;
  return {
    low: textOf(range.low === null || value === null ? range.low ?? value : Decimal.min(range.low, value)),
    high: textOf(range.high === null || value === null ? null : Decimal.max(range.high, value)),
  };
}
