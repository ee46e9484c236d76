import { isoTime } from '#shared/document/portfolioDocument.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Store } from '../db/open.ts';
import type { SessionStart } from '../session/start.ts';
import { fillStore } from './sessionAccounts.ts';

/** A row of the alert log at the end of a session; times in ISO 8601. */
export type LoggedAlert = Readonly<{ account: string; kind: string; stage: string; about: string; title: string; raisedAt: string; clearedAt: string | null; clearNote: string | null; latencyMs: number | null }>;

export type SessionStore = Readonly<{
  /** For `openTerminal`: fills its database. */
  prepare: (store: Store) => void;
  /** Every alert of the session, oldest first; before the terminal is closed. */
  alerts: () => readonly LoggedAlert[];
}>;

/** More than any session raises. */
const ALL = 1_000_000;

export function createSessionStore(start: SessionStart, now: () => EpochMs): SessionStore {
  let log: Store['alerts'] | null = null;
  const time = (at: EpochMs | null): string | null => (at === null ? null : isoTime(at));
  return {
    prepare: (store) => {
      log = store.alerts;
      fillStore(store, start, now());
    },
    alerts: () => (log?.recent(ALL) ?? []).toSorted((a, b) => a.id - b.id).map(({ accountName, kind, stage, subject, title, raisedAt, clearedAt, clearNote, latencyMs }) => (
      { account: accountName, kind, stage, about: subject, title, raisedAt: isoTime(raisedAt), clearedAt: time(clearedAt), clearNote, latencyMs })),
  };
}
