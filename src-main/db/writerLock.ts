import { resolve } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** The right to write one database, held until it is released or the process ends. */
export type WriterLock = Readonly<{ release: () => void }>;

const heldHere = new Set<string>();

/**
 * True when this process holds the lock. Reading a database's bytes and closing the file again would then drop the
 * locks that SQLite has on it: POSIX frees all of a process's locks on a file with the first descriptor it closes.
 */
export const isWrittenHere = (path: string): boolean => heldHere.has(resolve(path));

/**
 * Takes the lock: a side file `<path>.lock` in an exclusive transaction that is never committed, so the system frees it
 * however the process ends, and the file stays empty.
 *
 * @returns null when another connection holds it
 * @throws when the side file cannot be written
 */
export function takeWriterLock(path: string): WriterLock | null {
  // Without a journal file: one left by a killed process would have to be rolled back first.
  const db = new SqliteDatabase(`${path}.lock`, { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    // On a file that may only be read, BEGIN EXCLUSIVE passes and holds nothing. A write does not pass.
    db.pragma('user_version = 1');
  } catch (error) {
    db.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  heldHere.add(resolve(path));
  return {
    release: () => {
      heldHere.delete(resolve(path));
      db.close();
    },
  };
}
