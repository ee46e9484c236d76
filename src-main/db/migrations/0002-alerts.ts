/** Alerts as an append-only log: an alert is its raise row, and what happened to it are rows that point at it. */
export const alertMigration = `
CREATE TABLE alert_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, alert_id INTEGER REFERENCES alert_event (id), event TEXT NOT NULL CHECK (event IN ('raise', 'acknowledge', 'clear')),
  at INTEGER NOT NULL, account_id TEXT NOT NULL, account_name TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, stage TEXT NOT NULL,
  title TEXT NOT NULL, action TEXT NOT NULL, on_stale_data INTEGER NOT NULL CHECK (on_stale_data IN (0, 1)), latency_ms REAL,
  CHECK ((event = 'raise') = (alert_id IS NULL))
) STRICT;
CREATE INDEX alert_event_by_alert ON alert_event (alert_id, event);
CREATE UNIQUE INDEX alert_event_once ON alert_event (alert_id, event) WHERE alert_id IS NOT NULL;
CREATE TRIGGER alert_event_is_append_only_update BEFORE UPDATE ON alert_event BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
CREATE TRIGGER alert_event_is_append_only_delete BEFORE DELETE ON alert_event BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
`;
