import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { type AccountRepository, createAccountRepository } from './accountRepository.ts';
import { type AlertRepository, createAlertRepository } from './alertRepository.ts';
import { refusalOf } from './inspect.ts';
import { backup, migrate, SCHEMA_VERSION, versionOf } from './migrate.ts';
import { createPriceRepository, type PriceRepository } from './priceRepository.ts';
import { createSettingRepository, type SettingRepository } from './settingRepository.ts';

/** The open database: one writer, everything durable when a call returns. */
export type Store = Readonly<{
  path: string;
  readOnly: boolean;
  /** The copy made before a migration, when one was needed. */
  backupPath: string | null;
  backupAt: EpochMs | null;
  accounts: AccountRepository;
  prices: PriceRepository;
  alerts: AlertRepository;
  settings: SettingRepository;
  /** `ok`, or what SQLite's integrity check found. */
  integrity: () => string;
  /** Idempotent. */
  close: () => void;
}>;

export type OpenOptions = Readonly<{ path: string; now: EpochMs; readOnly?: boolean }>;

/**
 * Opens the database, creating it when it does not exist. A file that is empty, foreign, damaged, newer or in use by
 * another process is refused and left as it is.
 */
export function openDatabase({ path, now, readOnly = false }: OpenOptions): Result<Store, Failure> {
  if (Number(process.versions['napi'] ?? 0) < 10) throw new Error(`better-sqlite3 needs Node 22.14 or newer; this is ${process.version}`);
  const refusal = refusalOf(path);
  if (refusal !== null) return err(refusal);
  let lock: Database | null = null;
  let db: Database | null = null;
  try {
    if (!readOnly && path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      lock = takeLock(path);
      if (lock === null) return err({ code: 'database/locked', path, retryable: true });
    }
    db = new SqliteDatabase(path, { readonly: readOnly, fileMustExist: readOnly, timeout: 2000 });
    const backupPath = prepare(db, path, now, readOnly);
    return ok(createStore(db, lock, { path, readOnly, backupPath, now }));
  } catch (error) {
    db?.close();
    lock?.close();
    return err(failureOf(error, path));
  }
}

/** Checks, settings and migrations. @returns the path of the copy made before migrating, if any */
function prepare(db: Database, path: string, now: EpochMs, readOnly: boolean): string | null {
  const verdict = String(db.pragma('quick_check', { simple: true }));
  if (verdict !== 'ok') throw new DamagedDatabase(verdict);
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  if (readOnly) return null;
  db.pragma('journal_mode = WAL');
  // better-sqlite3 compiles NORMAL as the default in WAL mode, which may lose acknowledged commits on power loss.
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
  }
  const version = versionOf(db);
  const copy = version > 0 && version < SCHEMA_VERSION ? backup(db, path, now) : null;
  migrate(db);
  // The header of the main file then says whose it is, whatever happens to the journal.
  db.pragma('wal_checkpoint(TRUNCATE)');
  return copy;
}

/** A side file held in an open exclusive transaction: the system frees it however the process ends. */
function takeLock(path: string): Database | null {
  const lock = new SqliteDatabase(`${path}.lock`, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

type Opened = Readonly<{ path: string; readOnly: boolean; backupPath: string | null; now: EpochMs }>;

function createStore(db: Database, lock: Database | null, { path, readOnly, backupPath, now }: Opened): Store {
  return {
    path,
    readOnly,
    backupPath,
    backupAt: backupPath === null ? null : now,
    accounts: createAccountRepository(db),
    prices: createPriceRepository(db),
    alerts: createAlertRepository(db),
    settings: createSettingRepository(db),
    integrity: () => String(db.pragma('integrity_check', { simple: true })),
    close: () => {
      if (!db.open) return;
      if (!readOnly) db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      lock?.close();
    },
  };
}

class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase';
}

function failureOf(error: unknown, path: string): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof DamagedDatabase) return { code: 'database/damaged', path, detail, retryable: false };
  const code = error instanceof SqliteDatabase.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) return { code: 'database/damaged', path, detail, retryable: false };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { code: 'database/locked', path, retryable: true };
  return { code: 'database/not-writable', path, detail, retryable: true };
}
