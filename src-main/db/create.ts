import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { EpochMs } from '#shared/num/units.ts';
import { migrate } from './migrate.ts';

/**
 * Makes an empty database with the newest schema. It is built under another name and renamed when it is complete: a
 * process that is killed meanwhile leaves no half-made file, which would be refused for ever. The caller holds the lock.
 */
export function createDatabase(path: string, now: EpochMs): void {
  const draft = `${path}.new`;
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
  const db = new SqliteDatabase(draft);
  try {
    migrate(db);
    db.pragma('journal_mode = WAL');
  } finally {
    db.close();
  }
  setJournalAside(path, now);
  renameSync(draft, path);
  flushFolder(dirname(path));
}

/** A journal without its database would be replayed into the new one. It may hold what someone misses, so it is kept. */
function setJournalAside(path: string, now: EpochMs): void {
  rmSync(`${path}-shm`, { force: true });
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${path}-wal.left-${now}`);
}

/** Makes the rename durable. Windows cannot open a folder, and does not need it. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
