import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { migrate, MIGRATIONS, versionOf } from '../../../src-main/db/migrate.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { child } from './support/child.ts';
import { directly, madeAtVersion, NOW, opened, refusal, newFolders } from './support/database.ts';
import { placesIn } from './support/statements.ts';

const at = newFolders();
const OLDER = MIGRATIONS.slice(1).map((_sql, index) => index + 1);
const schemaOf = (path: string): unknown => directly(path, (db) => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all());
const backups = (): readonly string[] => readdirSync(at()).filter((name) => name.includes('.backup-'));

describe('a database of an older version', () => {
  test.each(OLDER)('%i is copied aside, then brought up to date with all it holds', (version) => {
    opened(at('new.db')).close();
    madeAtVersion(at('plimsoll.db'), version);
    const store = opened(at('plimsoll.db'));
    expect([store.settings.get('theme'), store.migratedFrom, store.backupAt]).toEqual(['"dark"', version, NOW]);
    store.close();
    expect(schemaOf(at('plimsoll.db'))).toEqual(schemaOf(at('new.db')));
    expect(store.backupPath).toBe(at(`plimsoll.db.backup-v${version}-2026-11-22T00-00-00-000Z.db`));
    directly(store.backupPath ?? '', (copy) => {
      expect([versionOf(copy), copy.pragma('quick_check', { simple: true })]).toEqual([version, 'ok']);
      expect(copy.prepare('SELECT key, value FROM setting').all()).toEqual([{ key: 'theme', value: '"dark"' }]);
    });
  });

  test('is migrated once, and the copy stays on record', () => {
    madeAtVersion(at('plimsoll.db'), 1);
    opened(at('plimsoll.db')).close();
    const result = openDatabase({ path: at('plimsoll.db'), now: epochMs(NOW + 5) });
    expect(result).toMatchObject({ ok: true, value: { migratedFrom: null, backupAt: NOW, backupPath: at('plimsoll.db.backup-v1-2026-11-22T00-00-00-000Z.db') } });
    if (result.ok) result.value.close();
    expect(backups()).toHaveLength(1);
  });

  test('can be opened again from its copy', () => {
    madeAtVersion(at('plimsoll.db'), 1);
    const store = opened(at('plimsoll.db'));
    store.close();
    const copy = opened(store.backupPath ?? '');
    expect([copy.settings.get('theme'), copy.migratedFrom]).toEqual(['"dark"', 1]);
    copy.close();
  });

  test('stays at its version when the copy cannot be made, and leaves no half of one', () => {
    madeAtVersion(at('plimsoll.db'), 1);
    mkdirSync(at('plimsoll.db.backup-v1-2026-11-22T00-00-00-000Z.db'));
    expect(refusal(at('plimsoll.db'))).toMatchObject({ code: 'database/not-writable' });
    expect(backups()).toEqual(['plimsoll.db.backup-v1-2026-11-22T00-00-00-000Z.db']);
    expect(directly(at('plimsoll.db'), versionOf)).toBe(1);
  });

  test('sweeps away what is left of a copy that was cut off, and keeps the ones that were made', () => {
    madeAtVersion(at('plimsoll.db'), 1);
    writeFileSync(at('plimsoll.db.backup-v1-cut-off.db.part'), 'half');
    writeFileSync(at('plimsoll.db.backup-v1-before.db'), 'whole');
    opened(at('plimsoll.db')).close();
    expect(backups()).toEqual(['plimsoll.db.backup-v1-2026-11-22T00-00-00-000Z.db', 'plimsoll.db.backup-v1-before.db']);
  });
});

describe('a migration that fails', () => {
  test('leaves the version before it, and runs when the cause is gone', () => {
    const db = new SqliteDatabase(':memory:');
    const second = 'CREATE TABLE note (text TEXT) STRICT; INSERT INTO missing VALUES (1);';
    expect(() => migrate(db, 9, ['CREATE TABLE one (id INTEGER) STRICT', second])).toThrow('no such table');
    expect([versionOf(db), db.prepare('SELECT name FROM sqlite_schema').pluck().all()]).toEqual([1, ['one']]);
    migrate(db, 9, ['CREATE TABLE one (id INTEGER) STRICT', 'CREATE TABLE note (text TEXT) STRICT']);
    expect([versionOf(db), db.prepare('SELECT name FROM sqlite_schema').pluck().all()]).toEqual([2, ['one', 'note']]);
    db.close();
  });
});

/** Starts migrating to `version`, and kills the process that does before one of the statements. */
async function killInside(path: string, version: number, place: number): Promise<void> {
  const migrating = child('haltingMigration.ts', path, String(version), String(place));
  await migrating.spoke;
  expect(migrating.lines).toEqual(['inside']);
  await migrating.kill();
}

describe('killed at every statement', () => {
  test('the making of a new database starts again from nothing', async () => {
    const path = at('plimsoll.db');
    for (const [index, sql] of MIGRATIONS.entries()) {
      for (let place = 0; place < placesIn(sql); place += 1) {
        await killInside(`${path}.new`, index + 1, place);
        expect(existsSync(path)).toBe(false);
      }
    }
    const store = opened(path);
    expect([store.integrity(), store.migratedFrom]).toEqual(['ok', null]);
    store.close();
    expect(readdirSync(at()).toSorted()).toEqual(['plimsoll.db', 'plimsoll.db.lock']);
  }, 60_000);

  test.each(OLDER)('a migration from version %i rolls back and runs again to the same end', async (version) => {
    opened(at('new.db')).close();
    const places = placesIn(MIGRATIONS[version] ?? '');
    for (let place = 0; place < places; place += 1) {
      const path = at(`${place}.db`);
      madeAtVersion(path, version);
      await killInside(path, version + 1, place);
      const store = opened(path);
      expect([store.migratedFrom, store.settings.get('theme'), store.integrity()]).toEqual([version, '"dark"', 'ok']);
      store.close();
      expect(schemaOf(path)).toEqual(schemaOf(at('new.db')));
    }
  }, 60_000);
});
