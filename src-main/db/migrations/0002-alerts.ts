/**
 * Alerts as an append-only log: an alert is its raise row, and what happened to it are rows that point at it. There is
 * no foreign key to the account, whose name is in the row: removing an account leaves its alerts.
 *
 * The insert trigger closes INSERT OR REPLACE, which deletes the row in its way without firing a delete trigger.
 */
export const alertMigration = `
CREATE TABLE alert_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, alert_id INTEGER REFERENCES alert_event (id), event TEXT NOT NULL CHECK (event IN ('raise', 'acknowledge', 'clear')),
  at INTEGER NOT NULL, note TEXT NOT NULL, account_id TEXT NOT NULL, account_name TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('calm', 'watch', 'warning', 'danger', 'critical', 'liquidating')), title TEXT NOT NULL, action TEXT NOT NULL,
  on_stale_data INTEGER NOT NULL CHECK (on_stale_data IN (0, 1)), latency_ms REAL, body TEXT NOT NULL CHECK (json_valid(body)),
  CHECK ((event = 'raise') = (alert_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX alert_event_once ON alert_event (alert_id, event) WHERE alert_id IS NOT NULL;
CREATE INDEX alert_event_raised ON alert_event (account_id, kind) WHERE event = 'raise';
CREATE TRIGGER alert_event_keeps_content BEFORE UPDATE ON alert_event BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
CREATE TRIGGER alert_event_keeps_rows BEFORE DELETE ON alert_event BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
CREATE TRIGGER alert_event_replaces_nothing BEFORE INSERT ON alert_event
  WHEN EXISTS (SELECT 1 FROM alert_event WHERE id = NEW.id OR (alert_id = NEW.alert_id AND event = NEW.event))
  BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
`;
