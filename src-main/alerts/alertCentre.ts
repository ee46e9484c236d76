import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { AlertKind, AlertView } from '#shared/ipc/view.ts';
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

/** `about`: a symbol, or empty for the whole account. */
export type AlertDraft = Readonly<{ kind: AlertKind; about: string; stage: Stage; text: AlertText }>;

export type AlertCentre = Readonly<{
  /** Writes an alert and then tells of it, unless one of the same kind, stage and matter is open. */
  raise: (subject: AlertSubject, draft: AlertDraft, at: EpochMs) => void;
  /** Clears the open alerts of an account that `holds` is true for. */
  clear: (accountId: string, at: EpochMs, holds: (alert: Readonly<{ kind: AlertKind; about: string; stage: Stage }>) => boolean) => void;
  acknowledge: (alertId: number, at: EpochMs) => boolean;
  /** The highest stage with an open alert of an account. */
  openStage: (accountId: string) => Stage | null;
  /** Clears what is open of accounts that are no longer stored. */
  clearStrays: (stored: readonly string[], at: EpochMs) => void;
  recent: () => readonly AlertView[];
  onRaise: (listener: (alert: AlertView) => void) => () => void;
}>;

const SHOWN = 60;

/** A raise is a durable row first, and only then a notification: exactly one each. */
export function createAlertCentre(log: AlertLog): AlertCentre {
  const listeners = new Set<(alert: AlertView) => void>();
  let open: readonly AlertRecord[] = log.open();
  let recent: readonly AlertView[] | null = null;
  const changed = (): void => {
    open = log.open();
    recent = null;
  };
  const clearWhere = (holds: (alert: AlertRecord) => boolean, at: EpochMs): void => {
    const found = open.filter(holds);
    for (const alert of found) log.clear(alert.id, at);
    if (found.length > 0) changed();
  };

  /** The row is durable: a listener that breaks costs its own notice and nothing else. */
  function tell(alert: AlertView): void {
    for (const listener of listeners) {
      try {
        listener(alert);
      } catch (error) {
        console.error(`Alert ${alert.id} could not be shown:`, error);
      }
    }
  }

  return {
    raise: ({ accountId, accountName, onStaleData, sinceTickMs }, { kind, about, stage, text }, at) => {
      // A blind or an expired account is told of once, whatever its stage does meanwhile.
      if (open.some((alert) => alert.accountId === accountId && alert.kind === kind && alert.subject === about && (kind !== 'stage' || alert.stage === stage))) return;
      // The row carries the time up to its own writing; what the write itself takes is in the bench.
      const latencyMs = sinceTickMs();
      const id = log.raise({ accountId, accountName, kind, subject: about, stage, ...text, onStaleData, at, latencyMs });
      changed();
      tell({ id, accountId, accountName, kind, stage, ...text, onStaleData, latencyMs, raisedAt: at, acknowledgedAt: null, clearedAt: null });
    },
    clear: (accountId, at, holds) => clearWhere((alert) => alert.accountId === accountId && holds({ kind: alert.kind, about: alert.subject, stage: alert.stage }), at),
    acknowledge: (alertId, at) => {
      const done = log.acknowledge(alertId, at);
      // A change of a list is over once it is read; nothing else would clear it.
      if (open.some(({ id, kind }) => id === alertId && kind === 'listing')) log.clear(alertId, at);
      if (done) changed();
      return done;
    },
    openStage: (accountId) => open.filter((alert) => alert.accountId === accountId && alert.kind === 'stage')
      .map(({ stage }) => stage).toSorted((a, b) => stageRank(b) - stageRank(a))[0] ?? null,
    clearStrays: (stored, at) => clearWhere(({ accountId }) => !stored.includes(accountId), at),
    recent: () => (recent ??= withOpen(log.recent(SHOWN), open).map(viewOf)),
    onRaise: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** An open alert is shown however old it is. */
const withOpen = (newest: readonly AlertRecord[], open: readonly AlertRecord[]): readonly AlertRecord[] =>
  [...newest, ...open.filter((alert) => !newest.some(({ id }) => id === alert.id))];

/** What a window shows; the rest of the record stays here. */
const viewOf = ({ id, accountId, accountName, kind, stage, title, action, raisedAt, acknowledgedAt, clearedAt, onStaleData, latencyMs }: AlertRecord): AlertView =>
  ({ id, accountId, accountName, kind, stage, title, action, raisedAt, acknowledgedAt, clearedAt, onStaleData, latencyMs });
