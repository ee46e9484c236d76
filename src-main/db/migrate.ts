import { existsSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { EpochMs } from '#shared/num/units.ts';
import { portfolioMigration } from './migrations/0001-portfolio.ts';
import { alertMigration } from './migrations/0002-alerts.ts';

/** In order; the number of a migration is its place, from 1. One that has shipped is never edited. */
export const MIGRATIONS: readonly string[] = [portfolioMigration, alertMigration];
export const SCHEMA_VERSION = MIGRATIONS.length;

/** 'PLIM' as a big-endian integer: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x504c494d;

export const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

/**
 * Brings the schema up to date, each migration in a transaction that also sets `user_version`: one that is cut off
 * leaves no trace and runs again.
 *
 * @param upTo for tests: stop at this version
 */
export function migrate(db: Database, upTo: number = SCHEMA_VERSION): void {
  for (let version = versionOf(db) + 1; version <= upTo; version += 1) {
    const sql = MIGRATIONS[version - 1] ?? '';
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    }).immediate();
  }
}

/** A whole copy beside the database, made by SQLite itself and checked. @returns its path */
export function backup(db: Database, path: string, now: EpochMs): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const target = `${path}.backup-v${versionOf(db)}-${stamp}.db`;
  try {
    db.prepare('VACUUM INTO ?').run(target);
  } catch (error) {
    if (existsSync(target)) rmSync(target);
    throw error;
  }
  return target;
}
