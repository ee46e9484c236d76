import { type Stage, stageRank } from '#shared/domain/stage.ts';
import { SNOOZE } from '#shared/ipc/warnings.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** One alert, or with `alertId` null every alert of the account, put off until a moment of the monotonic clock. */
export type Snooze = Readonly<{ alertId: number | null; accountId: string; /** What it covers at most. */ stage: Stage; until: EpochMs; endsAt: number }>;

/** What a snooze is asked about: an open alert, and the worst stage that its account has an alert of. */
export type Snoozable = Readonly<{ id: number; accountId: string; stage: Stage }>;

const URGENT = stageRank('critical');

/** How long a snooze lasts, in ms: what is critical or worse is put off for a quarter of an hour at most. */
export function snoozeMs(minutes: number, stage: Stage): number {
  return Math.min(minutes, stageRank(stage) >= URGENT ? SNOOZE.mostUrgent : SNOOZE.most) * 60_000;
}

/**
 * A snooze holds until its end, and no longer than the account stays at its stage or below: a higher one is never hidden.
 *
 * @param accountStage the worst stage that the account has an open alert of
 * @param now          monotonic
 */
export function holds(snooze: Snooze, accountStage: Stage, now: number): boolean {
  return now < snooze.endsAt && stageRank(accountStage) <= stageRank(snooze.stage);
}

/** Whether a snooze that holds covers this alert. */
export function covers(snooze: Snooze, alert: Snoozable): boolean {
  return snooze.accountId === alert.accountId && (snooze.alertId === null || snooze.alertId === alert.id) && stageRank(alert.stage) <= stageRank(snooze.stage);
}

/** The later of two snoozes of the same alert or account takes the place of the earlier; `next` null takes it away. */
export function withSnooze(snoozes: readonly Snooze[], of: Readonly<{ alertId: number | null; accountId: string }>, next: Snooze | null): readonly Snooze[] {
  const others = snoozes.filter(({ alertId, accountId }) => alertId !== of.alertId || accountId !== of.accountId);
  return next === null ? others : [...others, next];
}

/**
 * A snooze that was written down by an earlier start. A clock that stands before its beginning was set back: how much of
 * it is left is not known, and it is over.
 *
 * @param wall and `now`: the same moment on both clocks
 */
export function resumed(record: Omit<Snooze, 'endsAt'> & Readonly<{ at: EpochMs }>, wall: EpochMs, now: number): Snooze | null {
  const { at, ...snooze } = record;
  return wall < at || wall >= snooze.until ? null : { ...snooze, endsAt: now + (snooze.until - wall) };
}
