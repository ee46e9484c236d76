import type { Database } from 'better-sqlite3';
import type { AlertKind } from '#shared/ipc/view.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AlertRecord, NewAlert, NewSnooze, SnoozeRecord } from './records.ts';

/** The log of alerts. Every call that changes something appends one row, durable when it returns. */
export type AlertRepository = Readonly<{
  /** @returns the id of the alert */
  raise: (alert: NewAlert) => number;
  /**
   * @param latencyMs from the raise to this act
   * @returns false when there is no such alert, or it was acknowledged before
   */
  acknowledge: (alertId: number, at: EpochMs, latencyMs?: number | null) => boolean;
  /**
   * @param latencyMs from the receipt of the tick that led to it
   * @returns false when there is no such alert, or it was cleared before
   */
  clear: (alertId: number, at: EpochMs, note?: string, latencyMs?: number | null) => boolean;
  snooze: (snooze: NewSnooze) => void;
  /** Of every alert and account that was snoozed beyond `now`, what was last said of it. */
  snoozes: (now: EpochMs) => readonly SnoozeRecord[];
  /** Runs several of these as one: all rows are durable when it returns, or none was written. */
  together: <T>(act: () => T) => T;
  /** Those that have not cleared, newest first. */
  open: () => readonly AlertRecord[];
  /** Of those, the alerts of one account and kind. */
  openFor: (accountId: string, kind: AlertKind) => readonly AlertRecord[];
  /** Newest first, open and cleared. */
  recent: (limit: number) => readonly AlertRecord[];
}>;

type Row = Omit<AlertRecord, 'onStaleData'> & Readonly<{ onStaleData: number }>;
type RaiseRow = Omit<Required<NewAlert>, 'onStaleData'> & Readonly<{ onStaleData: number }>;
type Follow = Readonly<{ event: string; at: EpochMs; note: string; alertId: number; latencyMs: number | null }>;

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
  const follow = db.prepare<[Follow]>(`
    INSERT INTO alert_event (alert_id, event, at, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body)
    SELECT id, @event, @at, @note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, @latencyMs, '{}' FROM alert_event
    WHERE id = @alertId AND event = 'raise' AND NOT EXISTS (SELECT 1 FROM alert_event WHERE alert_id = @alertId AND event = @event)`);
  const snooze = db.prepare<[NewSnooze]>(`
    INSERT INTO alert_event (alert_id, event, at, until, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body)
    VALUES (@alertId, 'snooze', @at, @until, '', @accountId, @accountName, coalesce((SELECT kind FROM alert_event WHERE id = @alertId), 'account'),
      coalesce((SELECT subject FROM alert_event WHERE id = @alertId), ''), @stage, coalesce((SELECT title FROM alert_event WHERE id = @alertId), ''), '', 0, @latencyMs, '{}')`);
  const snoozes = db.prepare<[Readonly<{ now: EpochMs }>], SnoozeRecord>(`
    SELECT alert_id AS alertId, account_id AS accountId, stage, at, until FROM alert_event AS said
    WHERE event = 'snooze' AND until > @now AND until > at AND NOT EXISTS (
      SELECT 1 FROM alert_event AS later WHERE later.event = 'snooze' AND later.id > said.id AND later.account_id = said.account_id AND later.alert_id IS said.alert_id)
    ORDER BY id`);
  const open = db.prepare<[], Row>(`${SELECT} AND cleared.id IS NULL ORDER BY raised.id DESC`);
  const openFor = db.prepare<[string, string], Row>(`${SELECT} AND cleared.id IS NULL AND raised.account_id = ? AND raised.kind = ? ORDER BY raised.id DESC`);
  const recent = db.prepare<[number], Row>(`${SELECT} ORDER BY raised.id DESC LIMIT ?`);
  return {
    raise: (alert) => Number(raise.run({ subject: '', body: '{}', ...alert, onStaleData: alert.onStaleData ? 1 : 0 }).lastInsertRowid),
    acknowledge: (alertId, at, latencyMs = null) => follow.run({ event: 'acknowledge', at, note: '', alertId, latencyMs }).changes === 1,
    clear: (alertId, at, note = '', latencyMs = null) => follow.run({ event: 'clear', at, note, alertId, latencyMs }).changes === 1,
    snooze: (given) => void snooze.run(given),
    snoozes: (now) => snoozes.all({ now }),
    together: (act) => db.transaction(act)(),
    open: () => open.all().map(recordOf),
    openFor: (accountId, kind) => openFor.all(accountId, kind).map(recordOf),
    recent: (limit) => recent.all(limit).map(recordOf),
  };
}

const recordOf = (row: Row): AlertRecord => ({ ...row, onStaleData: row.onStaleData === 1 });
