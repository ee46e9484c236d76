import type { Stage } from '#shared/domain/stage.ts';
import type { AccountSnoozeView } from '#shared/ipc/warnings.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { NewSnooze, SnoozeRecord } from '../db/records.ts';
import type { Clock } from '../hub/engineHost.ts';
import { covers, holds, resumed, type Snooze, type Snoozable, snoozeMs, withSnooze } from './attention/snooze.ts';

/** The part of the alert log that is used here. */
export type SnoozeLog = Readonly<{ snooze: (snooze: NewSnooze) => void; snoozes: (now: EpochMs) => readonly SnoozeRecord[] }>;

/** What is snoozed: an alert (`alertId`), or all of an account up to the worst stage that it has an alert of now. */
export type SnoozeTarget = Readonly<{ alertId: number | null; accountId: string; accountName: string; /** When it was raised; null for an account. */ raisedAt: EpochMs | null }>;

/** The snoozes that hold, written down before they hold. */
export type Snoozes = Readonly<{
  /**
   * @param minutes 0 ends it
   * @returns when it ends
   */
  put: (target: SnoozeTarget, minutes: number, at: EpochMs) => EpochMs;
  /** Until when an alert is put off; null when it is not. */
  until: (alert: Snoozable) => EpochMs | null;
  accounts: () => readonly AccountSnoozeView[];
}>;

/** @param worst the worst stage that an account has an open alert of */
export function createSnoozes(log: SnoozeLog, clock: Clock, worst: (accountId: string) => Stage): Snoozes {
  let kept: readonly Snooze[] = log.snoozes(clock.wall()).flatMap((record) => resumed(record, clock.wall(), clock.monotonic()) ?? []);
  // What ended is gone for good: it does not hold again when the account calms down.
  const held = (): readonly Snooze[] => {
    if (kept.length > 0) kept = kept.filter((snooze) => holds(snooze, worst(snooze.accountId), clock.monotonic()));
    return kept;
  };
  return {
    put: ({ alertId, accountId, accountName, raisedAt }, minutes, at) => {
      const stage = worst(accountId);
      const ms = snoozeMs(minutes, stage);
      const until = epochMs(at + ms);
      log.snooze({ alertId, accountId, accountName, stage, at, until, latencyMs: raisedAt === null ? null : at - raisedAt });
      kept = withSnooze(kept, { alertId, accountId }, ms === 0 ? null : { alertId, accountId, stage, until, endsAt: clock.monotonic() + ms });
      return until;
    },
    until: (alert) => held().filter((snooze) => covers(snooze, alert)).reduce<EpochMs | null>((latest, { until }) => (latest === null || until > latest ? until : latest), null),
    accounts: () => held().flatMap(({ alertId, accountId, stage, until }) => (alertId === null ? [{ accountId, stage, until }] : [])),
  };
}
