import type { Database } from 'better-sqlite3';
import type { ListingChange } from '#shared/domain/listingChanges.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** A list of instruments as it was read; `rows` is JSON text that the catalogue makes and reads. */
export type StoredList = Readonly<{ source: string; fetchedAt: EpochMs; expiresAt: EpochMs; complete: boolean; rows: string }>;

export type StoredChange = ListingChange & Readonly<{ source: string; at: EpochMs }>;

/** Lists of instruments, and the newest of what changed in them. */
export type InstrumentRepository = Readonly<{
  lists: () => readonly StoredList[];
  /** The list in place of the one of that source, and what changed with it, in one transaction. */
  save: (list: StoredList, changes: readonly ListingChange[]) => void;
  /** Newest first. */
  changes: (limit: number) => readonly StoredChange[];
}>;

/** Older changes are forgotten. */
const KEPT = 5000;

type ListRow = Omit<StoredList, 'complete'> & Readonly<{ complete: number }>;

export function createInstrumentRepository(db: Database): InstrumentRepository {
  const lists = db.prepare<[], ListRow>('SELECT source, fetched_at AS fetchedAt, expires_at AS expiresAt, complete, rows FROM instrument_list');
  const put = db.prepare<[ListRow]>(`
    INSERT INTO instrument_list (source, fetched_at, expires_at, complete, rows) VALUES (@source, @fetchedAt, @expiresAt, @complete, @rows)
    ON CONFLICT (source) DO UPDATE SET fetched_at = excluded.fetched_at, expires_at = excluded.expires_at, complete = excluded.complete, rows = excluded.rows`);
  const add = db.prepare<[StoredChange]>('INSERT INTO instrument_change (source, at, symbol, kind, fact, before, after) VALUES (@source, @at, @symbol, @kind, @fact, @before, @after)');
  const forget = db.prepare<[number]>('DELETE FROM instrument_change WHERE id <= (SELECT max(id) FROM instrument_change) - ?');
  const newest = db.prepare<[number], StoredChange>('SELECT source, at, symbol, kind, fact, before, after FROM instrument_change ORDER BY id DESC LIMIT ?');
  return {
    lists: () => lists.all().map((row) => ({ ...row, complete: row.complete === 1 })),
    save: db.transaction((list: StoredList, changes: readonly ListingChange[]) => {
      put.run({ ...list, complete: list.complete ? 1 : 0 });
      for (const change of changes) add.run({ ...change, source: list.source, at: list.fetchedAt });
      forget.run(KEPT);
    }),
    changes: (limit) => newest.all(limit),
  };
}
