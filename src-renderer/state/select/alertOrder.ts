import { stageRank } from '#shared/domain/stage.ts';
import type { AlertView } from '#shared/ipc/view.ts';

export type AlertGroups = Readonly<{ open: readonly AlertView[]; cleared: readonly AlertView[] }>;

/** Cleared alerts that stay in view. */
const CLEARED_SHOWN = 30;

/** Open ones by severity, then newest; below them what has cleared, newest first. */
export function groupAlerts(alerts: readonly AlertView[]): AlertGroups {
  const open = alerts.filter((alert) => alert.clearedAt === null).toSorted((a, b) => stageRank(b.stage) - stageRank(a.stage) || b.raisedAt - a.raisedAt);
  const cleared = alerts.filter((alert) => alert.clearedAt !== null).toSorted((a, b) => (b.clearedAt ?? 0) - (a.clearedAt ?? 0));
  return { open, cleared: cleared.slice(0, CLEARED_SHOWN) };
}

const URGENT = stageRank('critical');
/** A first watch is written down, and no more. */
const NOTED = stageRank('warning');

/**
 * The one alert that stands across the screen: the worst open critical or liquidating one, else the newest raise that
 * nobody has looked at yet. What is snoozed does not stand there.
 *
 * @param always every open warning that nobody acknowledged counts as such a raise: nothing else tells of it
 */
export function alertOnTop(alerts: readonly AlertView[], raised: readonly number[], always = false): AlertView | null {
  const awake = groupAlerts(alerts).open.filter(({ snoozedUntil }) => snoozedUntil === null);
  const urgent = awake.find((alert) => stageRank(alert.stage) >= URGENT && alert.kind === 'stage');
  if (urgent !== undefined) return urgent;
  return awake.find((alert) => (always || raised.includes(alert.id)) && alert.acknowledgedAt === null && ((alert.kind !== 'stage' && alert.kind !== 'rule') || stageRank(alert.stage) >= NOTED)) ?? null;
}

export const isUrgent = (alert: AlertView): boolean => alert.kind === 'stage' && stageRank(alert.stage) >= URGENT;
