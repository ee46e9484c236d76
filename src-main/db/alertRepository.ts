import type { Database } from 'better-sqlite3';
import type { AlertKind } from '#shared/ipc/view.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AlertRecord, NewAlert } from './records.ts';

/** The log of alerts. Every call that changes something appends one row, durable when it returns. */
export type AlertRepository = Readonly<{
  /** @returns the id of the alert */
  raise: (alert: NewAlert) => number;
  /** @returns false when there is no such alert, or it was acknowledged before */
  acknowledge: (alertId: number, at: EpochMs) => boolean;
  /** @returns false when there is no such alert, or it was cleared before */
  clear: (alertId: number, at: EpochMs, note?: string) => boolean;
  /** Those that have not cleared, newest first. */
  open: () => readonly AlertRecord[];
  /** Of those, the alerts of one account and kind. */
  openFor: (accountId: string, kind: AlertKind) => readonly AlertRecord[];
  /** Newest first, open and cleared. */
  recent: (limit: number) => readonly AlertRecord[];
}>;

type Row = Omit<AlertRecord, 'onStaleData'> & Readonly<{ onStaleData: number }>;
type RaiseRow = Omit<Required<NewAlert>, 'onStaleData'> & Readonly<{ onStaleData: number }>;

const SELECT = `
  SELECT raised.id, raised.account_id AS accountId, raised.account_name AS accountName, raised.kind, raised.subject, raised.stage, raised.title,
    raised.action, raised.at AS raisedAt, raised.on_stale_data AS onStaleData, raised.latency_ms AS latencyMs, raised.body,
    acknowledged.at AS acknowledgedAt, cleared.at AS clearedAt, cleared.note AS clearNote
  FROM alert_event AS raised
  LEFT JOIN alert_event AS acknowledged ON acknowledged.alert_id = raised.id AND acknowledged.event = 'acknowledge'
  LEFT JOIN alert_event AS cleared ON cleared.alert_id = raised.id AND cleared.event = 'clear'
  WHERE raised.event = 'raise'`;

export function createAlertRepository(db: Database): AlertRepository {
  const raise = db.prepare<[RaiseRow]>(`
    INSERT INTO alert_event (event, at, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body)
    VALUES ('raise', @at, '', @accountId, @accountName, @kind, @subject, @stage, @title, @action, @onStaleData, @latencyMs, @body)`);
  // A row repeats what its alert is about, so that the log reads without joins.
  const follow = db.prepare<[Readonly<{ event: string; at: EpochMs; note: string; alertId: number }>]>(`
    INSERT INTO alert_event (alert_id, event, at, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, body)
    SELECT id, @event, @at, @note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, '{}' FROM alert_event
    WHERE id = @alertId AND event = 'raise' AND NOT EXISTS (SELECT 1 FROM alert_event WHERE alert_id = @alertId AND event = @event)`);
  const open = db.prepare<[], Row>(`${SELECT} AND cleared.id IS NULL ORDER BY raised.id DESC`);
  const openFor = db.prepare<[string, string], Row>(`${SELECT} AND cleared.id IS NULL AND raised.account_id = ? AND raised.kind = ? ORDER BY raised.id DESC`);
  const recent = db.prepare<[number], Row>(`${SELECT} ORDER BY raised.id DESC LIMIT ?`);
  return {
    raise: (alert) => Number(raise.run({ subject: '', body: '{}', ...alert, onStaleData: alert.onStaleData ? 1 : 0 }).lastInsertRowid),
    acknowledge: (alertId, at) => follow.run({ event: 'acknowledge', at, note: '', alertId }).changes === 1,
    clear: (alertId, at, note = '') => follow.run({ event: 'clear', at, note, alertId }).changes === 1,
    open: () => open.all().map(recordOf),
    openFor: (accountId, kind) => openFor.all(accountId, kind).map(recordOf),
    recent: (limit) => recent.all(limit).map(recordOf),
  };
}

const recordOf = (row: Row): AlertRecord => ({ ...row, onStaleData: row.onStaleData === 1 });
