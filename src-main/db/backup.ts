import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { EpochMs } from '#shared/num/units.ts';
import { versionOf } from './migrate.ts';
import { type BackupNote, readBackupNote } from './storedJson.ts';

const NOTE = 'database.backup';

/**
 * Makes a whole, checked copy `<path>.backup-v<version>-<time>.db` beside the database and records it there. Needs
 * schema 1 or newer. The copy gets its name once it is complete: a copy that was cut off is swept away the next time.
 *
 * @throws when the copy cannot be written or fails its check; copies made before stay
 */
export function backUp(db: Database, path: string, now: EpochMs): void {
  const folder = dirname(path);
  const prefix = `${basename(path)}.backup-`;
  for (const name of readdirSync(folder)) if (name.startsWith(prefix) && name.endsWith('.part')) rmSync(join(folder, name), { recursive: true });
  const target = `${path}.backup-v${versionOf(db)}-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.db`;
  const part = `${target}.part`;
  try {
    db.prepare('VACUUM INTO ?').run(part);
    check(part);
    flush(part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  const note: BackupNote = { path: target, at: now };
  db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(NOTE, JSON.stringify(note));
}

/** The copy made last, by this run or one before it. */
export function lastBackup(db: Database): BackupNote | null {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(NOTE);
  return row === undefined ? null : readBackupNote(row.value);
}

function check(copy: string): void {
  const db = new SqliteDatabase(copy, { readonly: true });
  try {
    const verdict = String(db.pragma('quick_check', { simple: true }));
    if (verdict !== 'ok') throw new SqliteDatabase.SqliteError(`the copy is damaged: ${verdict}`, 'SQLITE_IOERR');
  } finally {
    db.close();
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
