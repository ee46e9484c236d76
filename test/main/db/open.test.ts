import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../src-main/db/create.ts';
import { APPLICATION_ID, SCHEMA_VERSION, versionOf } from '../../../src-main/db/migrate.ts';
import { requireNodeApi } from '../../../src-main/db/open.ts';
import { directly, NOW, opened, refusal, sha256, newFolders } from './support/database.ts';
import { ALERT, golden } from './support/samples.ts';

const at = newFolders();

describe('a new database', () => {
  test('is made with its folder, which is private', () => {
    const path = at('data/plimsoll/plimsoll.db');
    const store = opened(path);
    expect([store.path, store.readOnly, store.migratedFrom, store.backupAt, store.backupPath]).toEqual([path, false, null, null, null]);
    expect(store.integrity()).toBe('ok');
    expect(statSync(at('data/plimsoll')).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o700);
    store.close();
    expect(readdirSync(at('data/plimsoll')).toSorted()).toEqual(['plimsoll.db', 'plimsoll.db.lock']);
  });

  test('is complete when it gets its name: whose it is, its version, its journal mode', () => {
    createDatabase(at('plimsoll.db'), NOW);
    expect(readdirSync(at())).toEqual(['plimsoll.db']);
    const header = readFileSync(at('plimsoll.db'));
    expect([header.readUInt32BE(68), header.readUInt32BE(60), header[18], header[19]]).toEqual([APPLICATION_ID, SCHEMA_VERSION, 2, 2]);
  });

  test('has a write-ahead journal and STRICT tables only', () => {
    opened(at('plimsoll.db')).close();
    directly(at('plimsoll.db'), (db) => {
      expect([db.pragma('journal_mode', { simple: true }), versionOf(db)]).toEqual(['wal', SCHEMA_VERSION]);
      expect(db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").all()).toEqual([]);
    });
  });

  test('does not take in the journal of one that was deleted', () => {
    const path = at('plimsoll.db');
    writeFileSync(`${path}-wal`, 'what was left');
    const store = opened(path);
    expect(store.integrity()).toBe('ok');
    store.close();
    expect(readFileSync(`${path}-wal.left-${NOW}`, 'utf8')).toBe('what was left');
  });
});

describe('an open store', () => {
  test('keeps others out until it is closed, and may be closed twice', () => {
    const path = at('plimsoll.db');
    const store = opened(path);
    expect(refusal(path)).toEqual({ code: 'database/locked', path, retryable: true });
    store.close();
    store.close();
    expect(refusal(path)).toBeNull();
  });

  test('folds its journal into the file when asked and when closed', () => {
    const path = at('plimsoll.db');
    const store = opened(path);
    store.alerts.raise(ALERT);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    store.checkpoint();
    expect(statSync(`${path}-wal`).size).toBe(0);
    store.alerts.raise(ALERT);
    store.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    const again = opened(path);
    expect(again.alerts.open()).toHaveLength(2);
    again.close();
  });

  test('finds rows that point at nothing', () => {
    const path = at('plimsoll.db');
    opened(path).close();
    directly(path, (db) => {
      db.pragma('foreign_keys = OFF');
      db.exec("INSERT INTO beta (account_id, ordinal, asset, beta) VALUES ('nobody', 0, 'BTC', '1')");
    });
    const store = opened(path);
    expect(store.integrity()).toBe('row 1 of beta has no account');
    store.close();
  });

  test('in memory needs no file and no lock', () => {
    const [one, two] = [opened(), opened()];
    one.settings.set('theme', '"dark"');
    expect([one.path, two.settings.get('theme')]).toEqual([':memory:', null]);
    one.close();
    two.close();
  });
});

describe('reading', () => {
  test('beside a writer shows what it has written, and writes nothing', () => {
    const path = at('plimsoll.db');
    const writer = opened(path);
    const { portfolio, prices } = golden();
    const { accountId } = writer.accounts.save(portfolio, prices, { demo: false, at: NOW });
    const reader = opened(path, true);
    expect(reader.accounts.load(accountId)).toEqual(writer.accounts.load(accountId));
    writer.settings.set('theme', '"dark"');
    expect([reader.readOnly, reader.settings.get('theme'), reader.integrity()]).toEqual([true, '"dark"', 'ok']);
    expect(() => reader.settings.set('theme', '"light"')).toThrow('readonly');
    reader.checkpoint();
    reader.close();
    writer.settings.set('theme', '"light"');
    writer.close();
    expect(refusal(path)).toBeNull();
  });

  test.skipIf(process.platform !== 'linux')('does not take a writer of the same process its locks on the file', () => {
    const path = at('plimsoll.db');
    const writer = opened(path);
    const locks = (): readonly string[] => readFileSync('/proc/locks', 'utf8').split('\n').filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${statSync(path).ino} `));
    expect(locks()).toHaveLength(1);
    opened(path, true).close();
    expect(locks()).toHaveLength(1);
    writer.close();
  });

  test('a closed database needs no writer, and leaves its bytes alone', () => {
    const path = at('plimsoll.db');
    opened(path).close();
    const before = sha256(path);
    const [one, two] = [opened(path, true), opened(path, true)];
    expect([one.alerts.open(), two.alerts.open()]).toEqual([[], []]);
    one.close();
    two.close();
    expect(sha256(path)).toBe(before);
  });

  test('needs a database', () => {
    mkdirSync(at('empty'));
    expect(refusal(at('empty/plimsoll.db'), true)).toMatchObject({ code: 'database/not-writable', detail: 'there is no database to read' });
    expect(readdirSync(at('empty'))).toEqual([]);
  });
});

describe('the check of Node', () => {
  test.each(['9', undefined])('stops before the binding is loaded with Node-API %s', (version) => {
    expect(() => requireNodeApi(version)).toThrow('needs Node 22.14 or newer');
  });
  test.each(['10', '11'])('lets Node-API %s pass', (version) => expect(() => requireNodeApi(version)).not.toThrow());
});
