import { STAGES, stageRank } from '#shared/domain/stage.ts';
import type { AlertView } from '#shared/ipc/view.ts';

/** More than this at once are one notice. */
const SINGLY = 4;

/** Worst first, then newest. */
export const bySeverity = (alerts: readonly AlertView[]): readonly AlertView[] =>
  alerts.toSorted((a, b) => stageRank(b.stage) - stageRank(a.stage) || b.id - a.id);

/**
 * What a system that shows one notice each is told of the alerts of one moment: a few one by one, the worst first; a
 * cascade as its worst alone, which says how many more there are and how bad.
 */
export function grouped(alerts: readonly AlertView[]): readonly AlertView[] {
  const [worst, ...others] = bySeverity(alerts);
  if (worst === undefined || alerts.length <= SINGLY) return bySeverity(alerts);
  return [{ ...worst, title: `${worst.title} (and ${others.length} more: ${countsOf(others)})` }];
}

/** "12 critical, 400 danger", worst first. */
function countsOf(alerts: readonly AlertView[]): string {
  return STAGES.toReversed().flatMap((stage) => {
    const count = alerts.filter((alert) => alert.stage === stage).length;
    return count === 0 ? [] : [`${count} ${stage}`];
  }).join(', ');
}
