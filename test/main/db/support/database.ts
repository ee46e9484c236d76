import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach } from 'vitest';
import type { Failure } from '#shared/domain/failure.ts';
import { epochMs } from '#shared/num/units.ts';
import { migrate } from '../../../../src-main/db/migrate.ts';
import { openDatabase, type Store } from '../../../../src-main/db/open.ts';

export const NOW = epochMs(Date.UTC(2026, 10, 22));

/** A new folder for each test. @returns a path in it */
export function newFolders(): (name?: string) => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return (name = '') => join(folder, name);
}

export function opened(path = ':memory:', readOnly = false): Store {
  const result = openDatabase({ path, now: NOW, readOnly });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Why it is refused; null when it opens. */
export function refusal(path: string, readOnly = false): Failure | null {
  const result = openDatabase({ path, now: NOW, readOnly });
  if (!result.ok) return result.error;
  result.value.close();
  return null;
}

export const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Runs on a plain connection to a database file, and closes it. */
export function directly<T>(path: string, run: (db: Database) => T): T {
  const db = new SqliteDatabase(path);
  try {
    return run(db);
  } finally {
    db.close();
  }
}

/** A database of ours at `path` with `version` of the schema and, from version 1 on, one setting. */
export function madeAtVersion(path: string, version: number): void {
  directly(path, (db) => {
    migrate(db, version);
    db.pragma('journal_mode = WAL');
    db.prepare("INSERT INTO setting (key, value) VALUES ('theme', '\"dark\"')").run();
  });
}

/** What a power cut leaves: the file without what `change` wrote, and the journal that holds it. */
export function interrupted(path: string, target: string, change: (db: Database) => void): void {
  directly(path, (db) => {
    db.pragma('wal_autocheckpoint = 0');
    change(db);
    for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${target}${suffix}`);
  });
}

const isFilled = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/**
 * The content that a refusal must leave as it is: the file and its journal, where an empty journal is none. The
 * shared-memory file is rebuilt from the journal and holds nothing of its own.
 */
export const fingerprint = (path: string): readonly (string | null)[] => [sha256(path), isFilled(`${path}-wal`) ? sha256(`${path}-wal`) : null];
