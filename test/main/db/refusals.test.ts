import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../../src-main/db/migrate.ts';
import { directly, fingerprint, interrupted, madeAtVersion, opened, refusal, newFolders } from './support/database.ts';
import { ALERT } from './support/samples.ts';

const at = newFolders();

/** Opens what is at `path` in both ways and expects no byte of it to change. @returns the refusal of a writer */
function untouched(path: string) {
  const before = fingerprint(path);
  const toRead = refusal(path, true);
  const toWrite = refusal(path);
  expect(fingerprint(path)).toEqual(before);
  expect(toRead).toEqual(toWrite);
  return toWrite;
}

/** A database of ours with some rows, closed in good order. */
function ours(): string {
  const path = at('plimsoll.db');
  const store = opened(path);
  for (let row = 0; row < 50; row += 1) store.alerts.raise({ ...ALERT, title: 'x'.repeat(500) });
  store.close();
  return path;
}

describe('refused, and not a byte changed:', () => {
  test('a file of zero length', () => {
    writeFileSync(at('plimsoll.db'), '');
    expect(untouched(at('plimsoll.db'))).toEqual({ code: 'database/empty-file', path: at('plimsoll.db'), retryable: false });
    expect(readdirSync(at())).toEqual(['plimsoll.db', 'plimsoll.db.lock']);
  });

  test.each([['text', 'dear diary, '.repeat(900)], ['a few bytes', 'SQLite format 3\u0000'], ['zeros with our id', `${'\u0000'.repeat(68)}PLIM${'\u0000'.repeat(8192)}`]])('no database: %s', (_what, content) => {
    writeFileSync(at('plimsoll.db'), content);
    expect(untouched(at('plimsoll.db'))).toEqual({ code: 'database/foreign', path: at('plimsoll.db'), retryable: false });
    expect(readdirSync(at())).toEqual(['plimsoll.db', 'plimsoll.db.lock']);
  });

  test.each(['delete', 'wal'])('the database of another program, journal mode %s', (mode) => {
    directly(at('plimsoll.db'), (db) => {
      db.pragma(`journal_mode = ${mode}`);
      db.exec(`CREATE TABLE note (text TEXT); PRAGMA application_id = ${APPLICATION_ID - 1}`);
    });
    expect(untouched(at('plimsoll.db'))?.code).toBe('database/foreign');
    expect(readdirSync(at())).toEqual(['plimsoll.db', 'plimsoll.db.lock']);
  });

  test('a newer schema', () => {
    const path = ours();
    directly(path, (db) => db.pragma(`user_version = ${SCHEMA_VERSION + 1}`));
    expect(untouched(path)).toEqual({ code: 'database/newer', path, found: SCHEMA_VERSION + 1, supported: SCHEMA_VERSION, retryable: false });
  });

  test('a schema that no version of ours has written', () => {
    const path = ours();
    directly(path, (db) => db.pragma('user_version = -1'));
    expect(untouched(path)).toMatchObject({ code: 'database/newer', found: 2 ** 32 - 1 });
  });

  test.each([SCHEMA_VERSION + 7, 2 ** 32 - 1])('a newer schema that is still in the journal: %i', (found) => {
    interrupted(ours(), at('copy.db'), (db) => db.pragma(`user_version = ${found | 0}`));
    expect(untouched(at('copy.db'))).toMatchObject({ code: 'database/newer', found });
  });

  test.each([1, 2, 5])('damage to page %i', (page) => {
    const path = ours();
    // The first page keeps its header, by which the file is still one of ours.
    writeFileSync(path, readFileSync(path).fill(0x5a, Math.max(100, (page - 1) * 4096), page * 4096));
    expect(untouched(path)?.code).toBe('database/damaged');
  });

  test('a file cut short', () => {
    const path = ours();
    truncateSync(path, 4096 * 3);
    expect(untouched(path)?.code).toBe('database/damaged');
  });

  test('damage beside a journal that was never folded in', () => {
    interrupted(ours(), at('copy.db'), (db) => db.exec("INSERT INTO setting (key, value) VALUES ('theme', '\"dark\"')"));
    const bytes = readFileSync(at('copy.db'));
    writeFileSync(at('copy.db'), bytes.fill(0x5a, 4096, 4096 * 3));
    expect(untouched(at('copy.db'))?.code).toBe('database/damaged');
  });

  test('tables that are not those of its version', () => {
    const path = ours();
    directly(path, (db) => db.exec('DROP TABLE last_price'));
    expect(untouched(path)).toMatchObject({ code: 'database/damaged', detail: 'no such table: last_price' });
  });

  test('a database in use by another writer', () => {
    const path = ours();
    const store = opened(path);
    const before = readdirSync(at());
    expect(refusal(path)).toEqual({ code: 'database/locked', path, retryable: true });
    expect(readdirSync(at())).toEqual(before);
    store.close();
  });

  test('a folder in the place of the file', () => {
    mkdirSync(at('plimsoll.db'));
    expect(refusal(at('plimsoll.db'))).toMatchObject({ code: 'database/not-writable', detail: 'it is a folder' });
    expect(readdirSync(at('plimsoll.db'))).toEqual([]);
  });

  test('an older schema, to read', () => {
    madeAtVersion(at('plimsoll.db'), 1);
    const before = fingerprint(at('plimsoll.db'));
    expect(refusal(at('plimsoll.db'), true)).toMatchObject({ code: 'database/not-writable', detail: `its schema is version 1 and reading needs ${SCHEMA_VERSION}: open it once for writing` });
    expect(fingerprint(at('plimsoll.db'))).toEqual(before);
  });
});

describe('after a crash', () => {
  test('a journal with all that was committed is read', () => {
    interrupted(ours(), at('copy.db'), (db) => db.exec("INSERT INTO setting (key, value) VALUES ('theme', '\"dark\"')"));
    writeFileSync(at('copy.db-shm'), Buffer.alloc(32_768, 0x5a));
    const store = opened(at('copy.db'));
    expect([store.settings.get('theme'), store.integrity()]).toEqual(['"dark"', 'ok']);
    store.close();
  });

  test('without its journal the database opens as it last was folded in', () => {
    interrupted(ours(), at('copy.db'), (db) => db.exec("INSERT INTO setting (key, value) VALUES ('theme', '\"dark\"')"));
    rmSync(at('copy.db-wal'));
    const store = opened(at('copy.db'));
    expect([store.settings.get('theme'), store.alerts.open().length, store.integrity()]).toEqual([null, 50, 'ok']);
    store.close();
  });
});
