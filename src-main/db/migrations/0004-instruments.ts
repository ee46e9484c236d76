/**
 * Lists of instruments as venues published them, by source, and what changed from one to the next. A cache: what is here
 * can be read from the venue again. `rows` is JSON of the catalogue's own form.
 */
export const instrumentsMigration = `
CREATE TABLE instrument_list (
  source TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, complete INTEGER NOT NULL CHECK (complete IN (0, 1)), rows TEXT NOT NULL CHECK (json_valid(rows))
) STRICT;
CREATE TABLE instrument_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, at INTEGER NOT NULL, symbol TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('listed', 'delisted', 'delisting', 'tick', 'lot', 'contractSize', 'margin')), fact TEXT NOT NULL, before TEXT, after TEXT
) STRICT;
`;
