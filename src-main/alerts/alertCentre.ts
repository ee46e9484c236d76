import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { AlertKind, AlertView } from '#shared/ipc/view.ts';
import type { AccountSnoozeView } from '#shared/ipc/warnings.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AlertRecord, NewAlert } from '../db/records.ts';
import type { Clock } from '../hub/engineHost.ts';
import type { AlertText } from './alertWords.ts';
import type { Watched } from './attention/attention.ts';
import { createOpenAlerts, worstFirst } from './openAlerts.ts';
import { createSnoozes, type SnoozeLog } from './snoozes.ts';

/** The part of the alert log that is used here. */
export type AlertLog = SnoozeLog & Readonly<{
  raise: (alert: NewAlert) => number;
  acknowledge: (alertId: number, at: EpochMs, latencyMs?: number | null) => boolean;
  clear: (alertId: number, at: EpochMs, note?: string, latencyMs?: number | null) => boolean;
  together: <T>(act: () => T) => T;
  open: () => readonly AlertRecord[];
  recent: (limit: number) => readonly AlertRecord[];
}>;

export type AlertSubject = Readonly<{ accountId: string; accountName: string; onStaleData: boolean; /** Prices are moved for practice: an alert that follows from them says so first. */ drill: boolean; /** ms from the receipt of the tick to now; null without a tick. */ sinceTickMs: () => number | null }>;

/** `about`: a symbol, or empty for the whole account. */
export type AlertDraft = Readonly<{ kind: AlertKind; about: string; stage: Stage; text: AlertText }>;

export type AlertMatter = Readonly<{ kind: AlertKind; about: string; stage: Stage; /** It was raised by prices that were moved for practice. */ drill: boolean }>;

export type AlertCentre = Readonly<{
  /** Writes an alert and then tells of it, unless one of the same kind, stage and matter is open. */
  raise: (subject: AlertSubject, draft: AlertDraft, at: EpochMs) => void;
  /** Clears the open alerts of an account that `holds` is true for. @param sinceTickMs from the receipt of the tick that led to it, to now; null without one */
  clear: (accountId: string, at: EpochMs, holds: (alert: AlertMatter) => boolean, sinceTickMs?: () => number | null) => void;
  /** The same, of all accounts. */
  clearEverywhere: (at: EpochMs, holds: (alert: AlertMatter) => boolean) => void;
  acknowledge: (alertId: number, at: EpochMs) => boolean;
  /** Puts an open alert off; 0 minutes ends that. @returns until when; null when there is no such open alert */
  snooze: (alertId: number, minutes: number, at: EpochMs) => EpochMs | null;
  /** Puts off what the account has, and what it gets, up to the worst stage that it has an alert of; 0 minutes ends that. */
  snoozeAccount: (account: Readonly<{ accountId: string; accountName: string }>, minutes: number, at: EpochMs) => EpochMs;
  snoozedAccounts: () => readonly AccountSnoozeView[];
  /** Everything in it is durable at once, or nothing of it: it is told of when all of it is. */
  together: (act: () => void) => void;
  /** The highest stage with an open alert of an account; what a drill raised is none. */
  openStage: (accountId: string) => Stage | null;
  /** What the open alerts of a kind in an account are about; the same. */
  openAbout: (accountId: string, kind: AlertKind) => readonly string[];
  /** Clears what is open of accounts that are no longer stored, and what is left of drills: a restart ends them. */
  clearStrays: (stored: readonly string[], at: EpochMs) => void;
  /** The newest, and of those that are open the worst: no more than a window can show. */
  recent: () => readonly AlertView[];
  watched: () => readonly Watched[];
  view: (alertId: number) => AlertView | null;
  openByStage: () => Readonly<Record<Stage, number>>;
  onRaise: (listener: (alert: AlertView) => void) => () => void;
}>;

const SHOWN = 60;
const OPEN_SHOWN = 200;

/** A raise is a durable row first, and only then a notification: exactly one each. */
export function createAlertCentre(log: AlertLog, clock: Clock): AlertCentre {
  const listeners = new Set<(alert: AlertView) => void>();
  let open = createOpenAlerts(log.open());
  const snoozes = createSnoozes(log, clock, (accountId) => open.worst(accountId));
  let newest: readonly AlertRecord[] | null = null;
  /** What is told once everything that is written together is durable; null outside of that. */
  let untold: AlertView[] | null = null;

  const clearWhere = (at: EpochMs, which: (alert: AlertRecord) => boolean, sinceTickMs: () => number | null = () => null): void => {
    for (const { id } of open.all().filter(which)) {
      log.clear(id, at, '', sinceTickMs());
      open.remove(id);
      newest = null;
    }
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

  /** What a window shows; the rest of the record stays here. */
  const viewOf = (record: AlertRecord): AlertView => {
    const { id, accountId, accountName, kind, stage, title, action, raisedAt, acknowledgedAt, clearedAt, onStaleData, latencyMs } = record;
    return { id, accountId, accountName, kind, stage, title, action, raisedAt, acknowledgedAt, clearedAt, onStaleData, drill: isDrill(record), latencyMs, snoozedUntil: clearedAt === null ? snoozes.until(record) : null };
  };

  return {
    raise: ({ accountId, accountName, onStaleData, sinceTickMs, drill }, { kind, about, stage, text: said }, at) => {
      // A blind or an expired account is told of once, whatever its stage does meanwhile.
      if (open.about(accountId, kind, about).some((alert) => kind !== 'stage' || alert.stage === stage)) return;
      const practised = drill && FOLLOWS_PRICES.has(kind);
      const text = practised ? { ...said, title: `Drill: ${said.title}` } : said;
      const body = practised ? DRILL_BODY : '{}';
      // The row carries the time up to its own writing; what the write itself takes is in the bench.
      const latencyMs = sinceTickMs();
      const id = log.raise({ accountId, accountName, kind, subject: about, stage, ...text, onStaleData, at, latencyMs, body });
      const record: AlertRecord = { id, accountId, accountName, kind, subject: about, stage, ...text, onStaleData, latencyMs, raisedAt: at, acknowledgedAt: null, clearedAt: null, clearNote: null, body };
      open.put(record);
      newest = null;
      if (untold === null) tell(viewOf(record));
      else untold.push(viewOf(record));
    },
    clear: (accountId, at, which, sinceTickMs) => clearWhere(at, (alert) => alert.accountId === accountId && which(matterOf(alert)), sinceTickMs),
    clearEverywhere: (at, which) => clearWhere(at, (alert) => which(matterOf(alert))),
    acknowledge: (alertId, at) => {
      const alert = open.find(alertId);
      const done = log.acknowledge(alertId, at, alert === null ? null : at - alert.raisedAt);
      if (done && alert !== null) open.put({ ...alert, acknowledgedAt: at });
      // A change of a list is over once it is read; nothing else would clear it.
      if (alert?.kind === 'listing') clearWhere(at, ({ id }) => id === alertId);
      if (done) newest = null;
      return done;
    },
    snooze: (alertId, minutes, at) => {
      const alert = open.find(alertId);
      return alert === null ? null : snoozes.put({ alertId, accountId: alert.accountId, accountName: alert.accountName, raisedAt: alert.raisedAt }, minutes, at);
    },
    snoozeAccount: (account, minutes, at) => snoozes.put({ alertId: null, ...account, raisedAt: null }, minutes, at),
    snoozedAccounts: snoozes.accounts,
    together: (act) => {
      const told: AlertView[] = [];
      untold = told;
      try {
        log.together(act);
      } catch (error) {
        // Nothing of it was written: what is open is what the log says.
        open = createOpenAlerts(log.open());
        newest = null;
        throw error;
      } finally {
        untold = null;
      }
      told.forEach(tell);
    },
    openStage: (accountId) => open.about(accountId, 'stage', '').filter((alert) => !isDrill(alert)).map(({ stage }) => stage).toSorted((a, b) => stageRank(b) - stageRank(a))[0] ?? null,
    openAbout: (accountId, kind) => open.all().flatMap((alert) => (alert.accountId === accountId && alert.kind === kind && !isDrill(alert) ? [alert.subject] : [])),
    clearStrays: (stored, at) => clearWhere(at, (alert) => !stored.includes(alert.accountId) || isDrill(alert)),
    recent: () => withOpen((newest ??= log.recent(SHOWN)), worstFirst(open.all()).slice(0, OPEN_SHOWN)).map(viewOf),
    watched: () => open.all().map((alert) => ({
      id: alert.id, accountId: alert.accountId, kind: alert.kind, about: alert.subject, stage: alert.stage, acknowledged: alert.acknowledgedAt !== null, snoozed: snoozes.until(alert) !== null,
    })),
    view: (alertId) => {
      const alert = open.find(alertId);
      return alert === null ? null : viewOf(alert);
    },
    openByStage: () => open.byStage(),
    onRaise: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Kinds that say what prices mean; the others say what became of the prices, which no drill changes. */
const FOLLOWS_PRICES: ReadonlySet<AlertKind> = new Set<AlertKind>(['stage', 'rule']);
const DRILL_BODY = JSON.stringify({ drill: true });
const isDrill = ({ body }: Pick<AlertRecord, 'body'>): boolean => body === DRILL_BODY;

const matterOf = (alert: AlertRecord): AlertMatter => ({ kind: alert.kind, about: alert.subject, stage: alert.stage, drill: isDrill(alert) });

/** An open alert is shown however old it is. */
const withOpen = (newest: readonly AlertRecord[], open: readonly AlertRecord[]): readonly AlertRecord[] =>
  [...newest, ...open.filter((alert) => !newest.some(({ id }) => id === alert.id))];
