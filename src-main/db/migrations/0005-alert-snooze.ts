/**
 * Snoozing becomes a row of the log: of one alert, or of an account (`alert_id` NULL) up to a stage, until a moment. Each
 * may be snoozed again, so these rows alone repeat. A CHECK cannot be widened in place: the rows move, as they are, to a
 * table that takes the new event; `RENAME` carries the reference of the table to itself along.
 */
export const alertSnoozeMigration = `
CREATE TABLE alert_event_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT, alert_id INTEGER REFERENCES alert_event_next (id), event TEXT NOT NULL CHECK (event IN ('raise', 'acknowledge', 'snooze', 'clear')),
  at INTEGER NOT NULL, note TEXT NOT NULL, account_id TEXT NOT NULL, account_name TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('calm', 'watch', 'warning', 'danger', 'critical', 'liquidating')), title TEXT NOT NULL, action TEXT NOT NULL,
  on_stale_data INTEGER NOT NULL CHECK (on_stale_data IN (0, 1)), latency_ms REAL, body TEXT NOT NULL CHECK (json_valid(body)), until INTEGER,
  CHECK (event <> 'raise' OR alert_id IS NULL), CHECK (event IN ('raise', 'snooze') OR alert_id IS NOT NULL), CHECK ((event = 'snooze') = (until IS NOT NULL))
) STRICT;
INSERT INTO alert_event_next (id, alert_id, event, at, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body)
  SELECT id, alert_id, event, at, note, account_id, account_name, kind, subject, stage, title, action, on_stale_data, latency_ms, body FROM alert_event ORDER BY id;
DROP TABLE alert_event;
ALTER TABLE alert_event_next RENAME TO alert_event;
CREATE UNIQUE INDEX alert_event_once ON alert_event (alert_id, event) WHERE alert_id IS NOT NULL AND event <> 'snooze';
CREATE INDEX alert_event_raised ON alert_event (account_id, kind) WHERE event = 'raise';
CREATE INDEX alert_event_snoozed ON alert_event (until) WHERE event = 'snooze';
CREATE TRIGGER alert_event_keeps_content BEFORE UPDATE ON alert_event BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
CREATE TRIGGER alert_event_keeps_rows BEFORE DELETE ON alert_event BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
CREATE TRIGGER alert_event_replaces_nothing BEFORE INSERT ON alert_event
  WHEN EXISTS (SELECT 1 FROM alert_event WHERE id = NEW.id OR (alert_id = NEW.alert_id AND event = NEW.event AND event <> 'snooze'))
  BEGIN SELECT RAISE(ABORT, 'alert_event is append-only'); END;
`;
