import type { Database } from 'better-sqlite3';
import type { EpochMs } from '#shared/num/units.ts';
import type { AlertRecord, NewAlert } from './records.ts';

export type AlertRepository = Readonly<{
  /** Durable when it returns. @returns the id of the alert */
  raise: (alert: NewAlert) => number;
  /** @returns false when there is no such open alert, or it was acknowledged before */
  acknowledge: (alertId: number, at: EpochMs) => boolean;
  /** @returns false when there is no such alert, or it was cleared before */
  clear: (alertId: number, at: EpochMs) => boolean;
  open: () => readonly AlertRecord[];
  /** Newest first, open and cleared. */
  recent: (limit: number) => readonly AlertRecord[];
}>;

type Row = Omit<AlertRecord, 'onStaleData'> & Readonly<{ onStaleData: number }>;

const SELECT = `
  SELECT raised.id, raised.account_id AS accountId, raised.account_name AS accountName, raised.kind, raised.subject, raised.stage, raised.title,
    raised.action, raised.at AS raisedAt, raised.on_stale_data AS onStaleData, raised.latency_ms AS latencyMs,
    (SELECT at FROM alert_event WHERE alert_id = raised.id AND event = 'acknowledge') AS acknowledgedAt,
    (SELECT at FROM alert_event WHERE alert_id = raised.id AND event = 'clear') AS clearedAt
  FROM alert_event AS raised WHERE raised.event = 'raise'`;

export function createAlertRepository(db: Database): AlertRepository {
  const raise = db.prepare<Omit<NewAlert, 'onStaleData'> & { onStaleData: number }>(`
    INSERT INTO alert_event (event, at, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms)
    VALUES ('raise', @at, @accountId, @accountName, @kind, @subject, @stage, @title, @action, @onStaleData, @latencyMs)`);
  const follow = db.prepare<[string, number, number]>(`
    INSERT INTO alert_event (alert_id, event, at, account_id, account_name, kind, subject, stage, title, action, on_stale_data)
    SELECT id, ?, ?, account_id, account_name, kind, subject, stage, title, action, on_stale_data FROM alert_event WHERE id = ? AND event = 'raise'
    ON CONFLICT DO NOTHING`);
  const open = db.prepare<[], Row>(`${SELECT} AND clearedAt IS NULL ORDER BY raised.id DESC`);
  const recent = db.prepare<[number], Row>(`${SELECT} ORDER BY raised.id DESC LIMIT ?`);
  const record = (row: Row): AlertRecord => ({ ...row, onStaleData: row.onStaleData === 1 });
  return {
    raise: (alert) => Number(raise.run({ ...alert, onStaleData: alert.onStaleData ? 1 : 0 }).lastInsertRowid),
    acknowledge: (alertId, at) => follow.run('acknowledge', at, alertId).changes === 1,
    clear: (alertId, at) => follow.run('clear', at, alertId).changes === 1,
    open: () => open.all().map(record),
    recent: (limit) => recent.all(limit).map(record),
  };
}
