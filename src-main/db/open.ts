import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { backUp } from './backup.ts';
import { createDatabase } from './create.ts';
import { refusalOf } from './inspect.ts';
import { migrate, SCHEMA_VERSION, versionOf } from './migrate.ts';
import { openingFailure } from './openingFailure.ts';
import { createStore, type Store } from './store.ts';
import { takeWriterLock } from './writerLock.ts';

export type { Store } from './store.ts';

/** `path` may be `:memory:`, for tests. `now` stamps a copy made before a migration. A reader takes no lock. */
export type OpenOptions = Readonly<{ path: string; now: EpochMs; readOnly?: boolean }>;

const BUSY_MS = 2000;

/**
 * Opens the database, creating it and its folder when they do not exist. A file that is empty, foreign, damaged, newer,
 * not writable or in use by another process is refused and left as it is. To read, the file must exist.
 *
 * @throws when this Node is too old for the SQLite binding, and on mistakes of ours
 */
export function openDatabase({ path, now, readOnly = false }: OpenOptions): Result<Store, Failure> {
  requireNodeApi(process.versions['napi']);
  try {
    if (path === ':memory:') return ok(openInMemory());
    return readOnly ? openToRead(path) : openToWrite(path, now);
  } catch (error) {
    return err(openingFailure(error, path));
  }
}

/** The binding is compiled for Node-API 10 and crashes the process below it, so it must not be loaded there. */
export function requireNodeApi(version: string | undefined): void {
  if (Number(version ?? 0) < 10) throw new Error(`the database needs Node 22.14 or newer (Node-API 10); this is ${process.version} (Node-API ${version ?? 'unknown'})`);
}

function openToWrite(path: string, now: EpochMs): Result<Store, Failure> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const lock = takeWriterLock(path);
  if (lock === null) return err({ code: 'database/locked', path, retryable: true });
  let db: Database | null = null;
  let store: Store | null = null;
  try {
    const refusal = existsSync(path) ? refusalOf(path, true) : null;
    if (refusal !== null) return err(refusal);
    if (!existsSync(path)) createDatabase(path, now);
    db = new SqliteDatabase(path, { fileMustExist: true, timeout: BUSY_MS });
    requireWritable(db);
    configure(db);
    const migratedFrom = bringUpToDate(db, path, now);
    store = createStore(db, { path, readOnly: false, migratedFrom, release: lock.release });
    return ok(store);
  } finally {
    if (store === null) {
      db?.close();
      lock.release();
    }
  }
}

function openToRead(path: string): Result<Store, Failure> {
  if (!existsSync(path)) return err({ code: 'database/not-writable', path, detail: 'there is no database to read', retryable: true });
  const refusal = refusalOf(path, false);
  if (refusal !== null) return err(refusal);
  const db = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  try {
    db.pragma('trusted_schema = OFF');
    return ok(createStore(db, { path, readOnly: true, migratedFrom: null, release: () => undefined }));
  } catch (error) {
    db.close();
    throw error;
  }
}

function openInMemory(): Store {
  const db = new SqliteDatabase(':memory:');
  configure(db);
  migrate(db);
  return createStore(db, { path: ':memory:', readOnly: false, migratedFrom: null, release: () => undefined });
}

/** SQLite opens a file that may not be written for reading, without a word. A write that is rolled back finds out. */
function requireWritable(db: Database): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.pragma(`user_version = ${versionOf(db)}`);
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}

function configure(db: Database): void {
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('journal_mode = WAL');
  // better-sqlite3 compiles NORMAL as the default in WAL mode, which may lose acknowledged commits on power loss.
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
  }
}

/** Migrates an older database after copying it aside. @returns the version it had; null when it was up to date */
function bringUpToDate(db: Database, path: string, now: EpochMs): number | null {
  const found = versionOf(db);
  if (found === SCHEMA_VERSION) return null;
  backUp(db, path, now);
  migrate(db);
  // The header of the file then carries the new version, whatever happens to the journal.
  db.pragma('wal_checkpoint(TRUNCATE)');
  return found;
}
