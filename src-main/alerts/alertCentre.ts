import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { AlertView } from '#shared/ipc/view.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AlertRecord, NewAlert } from '../db/records.ts';
import type { AlertText } from './alertWords.ts';

/** The part of the alert log that is used here. */
export type AlertLog = Readonly<{
  raise: (alert: NewAlert) => number;
  acknowledge: (alertId: number, at: EpochMs) => boolean;
  clear: (alertId: number, at: EpochMs) => boolean;
  open: () => readonly AlertRecord[];
  recent: (limit: number) => readonly AlertRecord[];
}>;

export type AlertSubject = Readonly<{ accountId: string; accountName: string; onStaleData: boolean; /** ms from the receipt of the tick to now; null without a tick. */ sinceTickMs: () => number | null }>;

export type AlertCentre = Readonly<{
  /** Writes the raise or the clears that a change of stage asks for. `text` is made only for a raise. */
  stageChanged: (subject: AlertSubject, before: Stage, after: Stage, at: EpochMs, text: () => AlertText) => void;
  setBlind: (subject: AlertSubject, stage: Stage, blind: boolean, at: EpochMs, text: () => AlertText) => void;
  acknowledge: (alertId: number, at: EpochMs) => boolean;
  /** The highest stage with an open alert of an account. */
  openStage: (accountId: string) => Stage | null;
  clearAccount: (accountId: string, at: EpochMs) => void;
  recent: () => readonly AlertView[];
  onRaise: (listener: (alert: AlertView) => void) => () => void;
}>;

const SHOWN = 60;

/** A raise is a durable row first, and only then a notification: exactly one each. */
export function createAlertCentre(log: AlertLog): AlertCentre {
  const listeners = new Set<(alert: AlertView) => void>();
  let open: readonly AlertRecord[] = log.open();
  let recent: readonly AlertRecord[] | null = null;
  const changed = (): void => {
    open = log.open();
    recent = null;
  };

  function raise(subject: AlertSubject, kind: 'stage' | 'blind', stage: Stage, at: EpochMs, text: AlertText): void {
    const row = { accountId: subject.accountId, accountName: subject.accountName, kind, subject: '', stage, ...text, onStaleData: subject.onStaleData };
    // The row carries the time up to its own writing; what the write itself takes is in the bench.
    const latencyMs = subject.sinceTickMs();
    const id = log.raise({ ...row, at, latencyMs });
    changed();
    const { subject: _about, ...shown } = row;
    for (const listener of listeners) listener({ ...shown, id, raisedAt: at, latencyMs, acknowledgedAt: null, clearedAt: null });
  }
  const clearWhere = (holds: (alert: AlertRecord) => boolean, at: EpochMs): void => {
    const found = open.filter(holds);
    for (const alert of found) log.clear(alert.id, at);
    if (found.length > 0) changed();
  };

  return {
    stageChanged: (subject, before, after, at, text) => {
      const own = (alert: AlertRecord): boolean => alert.accountId === subject.accountId && alert.kind === 'stage';
      if (stageRank(after) > stageRank(before)) {
        if (!open.some((alert) => own(alert) && alert.stage === after)) raise(subject, 'stage', after, at, text());
        return;
      }
      clearWhere((alert) => own(alert) && stageRank(alert.stage) > stageRank(after), at);
    },
    setBlind: (subject, stage, blind, at, text) => {
      const own = (alert: AlertRecord): boolean => alert.accountId === subject.accountId && alert.kind === 'blind';
      if (blind && !open.some(own)) raise(subject, 'blind', stage, at, text());
      else if (!blind) clearWhere(own, at);
    },
    acknowledge: (alertId, at) => {
      const done = log.acknowledge(alertId, at);
      if (done) changed();
      return done;
    },
    openStage: (accountId) => open.filter((alert) => alert.accountId === accountId && alert.kind === 'stage')
      .map(({ stage }) => stage).toSorted((a, b) => stageRank(b) - stageRank(a))[0] ?? null,
    clearAccount: (accountId, at) => clearWhere((alert) => alert.accountId === accountId, at),
    recent: () => {
      recent ??= withOpen(log.recent(SHOWN), open);
      return recent.map(({ subject: _about, ...alert }) => alert);
    },
    onRaise: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** An open alert is shown however old it is. */
const withOpen = (newest: readonly AlertRecord[], open: readonly AlertRecord[]): readonly AlertRecord[] =>
  [...newest, ...open.filter((alert) => !newest.some(({ id }) => id === alert.id))];
