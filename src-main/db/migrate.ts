import type { Database } from 'better-sqlite3';
import { portfolioMigration } from './migrations/0001-portfolio.ts';
import { alertMigration } from './migrations/0002-alerts.ts';
import { marginRulesMigration } from './migrations/0003-margin-rules.ts';
import { instrumentsMigration } from './migrations/0004-instruments.ts';
import { alertSnoozeMigration } from './migrations/0005-alert-snooze.ts';
import { vaultSharesMigration } from './migrations/0006-vault-shares.ts';
import { dailyPricesMigration } from './migrations/0007-daily-prices.ts';

/** In order; the number of a migration is its place, from 1. One that has shipped is never edited. */
export const MIGRATIONS: readonly string[] = [portfolioMigration, alertMigration, marginRulesMigration, instrumentsMigration, alertSnoozeMigration, vaultSharesMigration, dailyPricesMigration];
export const SCHEMA_VERSION = MIGRATIONS.length;

/** 'PLIM' as a big-endian integer: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x504c494d;

/** Unsigned, so that a value no version of ours has written counts as newer. */
export const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true })) >>> 0;

/**
 * Brings the schema up to date, each migration in a transaction that also sets `user_version`: one that is cut off
 * leaves no trace and runs again.
 *
 * @param upTo       stop at this version
 * @param migrations for tests: what to run instead of our own
 */
export function migrate(db: Database, upTo: number = SCHEMA_VERSION, migrations: readonly string[] = MIGRATIONS): void {
  for (const [index, sql] of migrations.entries()) {
    const version = index + 1;
    if (version <= versionOf(db) || version > upTo) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    }).immediate();
  }
}
