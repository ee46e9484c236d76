import { closeSync, openSync, readSync, statSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import type { Failure } from '#shared/domain/failure.ts';
import { APPLICATION_ID, SCHEMA_VERSION, versionOf } from './migrate.ts';
import { isWrittenHere } from './writerLock.ts';

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\u0000';

/**
 * Looks at an existing database and changes nothing: not the file, not its journal.
 *
 * @param toWrite whether it would be opened for writing; the caller then holds the writer's lock
 * @returns why it must not be opened; null when it may be
 */
export function refusalOf(path: string, toWrite: boolean): Failure | null {
  if (statSync(path).isDirectory()) return { code: 'database/not-writable', path, detail: 'it is a folder', retryable: true };
  if (toWrite || !isWrittenHere(path)) {
    const refusal = headerRefusal(path);
    if (refusal !== null) return refusal;
  }
  return contentRefusal(path, toWrite);
}

/** Judges the first bytes before SQLite sees the file. The application id stands at byte 68, user_version at 60, big-endian. */
function headerRefusal(path: string): Failure | null {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  let read = 0;
  try {
    read = readSync(file, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(file);
  }
  if (read === 0) return { code: 'database/empty-file', path, retryable: false };
  const isSqlite = read === HEADER_BYTES && header.toString('latin1', 0, MAGIC.length) === MAGIC;
  if (!isSqlite || header.readUInt32BE(68) !== APPLICATION_ID) return { code: 'database/foreign', path, retryable: false };
  return versionRefusal(path, header.readUInt32BE(60));
}

/** Judges the content through SQLite, which also sees pages that are still in the journal. */
function contentRefusal(path: string, toWrite: boolean): Failure | null {
  // A writing connection folds a filled journal into the file as it closes. A reading one does not, but it leaves an
  // empty journal behind, so it is used only where there is a journal already.
  const db = new SqliteDatabase(path, { readonly: !toWrite || hasJournal(path), fileMustExist: true, timeout: 2000 });
  try {
    const refusal = versionRefusal(path, versionOf(db));
    if (refusal !== null) return refusal;
    const verdict = String(db.pragma('quick_check', { simple: true }));
    if (verdict !== 'ok') return { code: 'database/damaged', path, detail: verdict, retryable: false };
    if (toWrite || versionOf(db) === SCHEMA_VERSION) return null;
    const detail = `its schema is version ${versionOf(db)} and reading needs ${SCHEMA_VERSION}: open it once for writing`;
    return { code: 'database/not-writable', path, detail, retryable: true };
  } finally {
    db.close();
  }
}

const hasJournal = (path: string): boolean => (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;

function versionRefusal(path: string, found: number): Failure | null {
  return found > SCHEMA_VERSION ? { code: 'database/newer', path, found, supported: SCHEMA_VERSION, retryable: false } : null;
}
