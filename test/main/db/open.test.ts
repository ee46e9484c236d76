import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { APPLICATION_ID, backup, migrate, MIGRATIONS, SCHEMA_VERSION, versionOf } from '../../../src-main/db/migrate.ts';
import { openDatabase, type Store } from '../../../src-main/db/open.ts';

const now = epochMs(Date.UTC(2026, 10, 22));
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  path = join(folder, 'deep', 'plimsoll.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (at = path): Store => {
  const opened = openDatabase({ path: at, now });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
};
const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const codeOf = (at: string): string => {
  const opened = openDatabase({ path: at, now });
  if (!opened.ok) return opened.error.code;
  opened.value.close();
  return 'opened';
};
/** A file at `folder/name`, and a check that refusing it changes nothing. */
function refusedUntouched(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  const before = hash(file);
  const code = codeOf(file);
  expect(hash(file)).toBe(before);
  expect(readdirSync(folder).filter((entry) => entry.endsWith('-wal') || entry.endsWith('-shm'))).toEqual([]);
  return code;
}
/** A closed database of ours as bytes. */
function ours(change: (db: SqliteDatabase.Database) => void = () => undefined): Uint8Array {
  const file = join(folder, 'ours.db');
  open(file).close();
  const db = new SqliteDatabase(file);
  change(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('journal_mode = DELETE');
  db.close();
  const bytes = readFileSync(file);
  rmSync(file);
  rmSync(`${file}.lock`, { force: true });
  return bytes;
}

describe('a new database', () => {
  test('is created with its folder, marked as ours, durable and checked', () => {
    const store = open();
    expect(store.integrity()).toBe('ok');
    store.close();
    store.close();
    const db = new SqliteDatabase(path, { readonly: true });
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(versionOf(db)).toBe(SCHEMA_VERSION);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  test('every table is STRICT', () => {
    open().close();
    const db = new SqliteDatabase(path, { readonly: true });
    const loose = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'").all();
    expect(loose).toEqual([]);
    db.close();
  });

  test('alert rows can be neither changed nor deleted', () => {
    const store = open();
    store.alerts.raise({ accountId: 'a', accountName: 'A', kind: 'stage', subject: '', stage: 'watch', title: 't', action: '', at: now, onStaleData: false, latencyMs: null });
    store.close();
    const db = new SqliteDatabase(path);
    expect(() => db.exec('DELETE FROM alert_event')).toThrow('append-only');
    expect(() => db.exec("UPDATE alert_event SET title = 'other'")).toThrow('append-only');
    db.close();
  });
});

describe('a file that must not be opened is refused and left as it is', () => {
  test('zero length', () => expect(refusedUntouched('empty.db', '')).toBe('database/empty-file'));
  test('no database at all', () => expect(refusedUntouched('notes.db', 'dear diary, '.repeat(100))).toBe('database/foreign'));
  test('another program’s database', () => {
    const file = join(folder, 'other.db');
    const db = new SqliteDatabase(file);
    db.exec('CREATE TABLE note (text TEXT)');
    db.close();
    expect(refusedUntouched('other.db', readFileSync(file))).toBe('database/foreign');
  });
  test('a newer schema', () => expect(refusedUntouched('newer.db', ours((db) => void db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)))).toBe('database/newer'));
  test('damaged pages', () => {
    const bytes = ours();
    bytes.fill(0x5a, 4096, 4096 * 3);
    expect(refusedUntouched('damaged.db', bytes)).toBe('database/damaged');
  });
  test('cut short', () => expect(refusedUntouched('short.db', ours().subarray(0, 4096 * 3))).toBe('database/damaged'));
  test('a folder that cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(codeOf(join(folder, 'file', 'plimsoll.db'))).toBe('database/not-writable');
  });
});

describe('migrations', () => {
  test.each(MIGRATIONS.slice(1).map((_, at) => at + 1))('version %i is copied aside, then brought up to date', (version) => {
    const file = join(folder, 'old.db');
    const db = new SqliteDatabase(file);
    migrate(db, version);
    db.prepare("INSERT INTO setting VALUES ('theme', '\"dark\"')").run();
    db.close();
    const store = open(file);
    expect(store.settings.get('theme')).toBe('"dark"');
    const copy = new SqliteDatabase(store.backupPath ?? '', { readonly: true });
    expect([versionOf(copy), copy.pragma('quick_check', { simple: true })]).toEqual([version, 'ok']);
    copy.close();
    store.close();
    expect(open(file).backupPath).toBeNull();
  });

  test('one that fails half-way leaves the version before it', () => {
    const db = new SqliteDatabase(':memory:');
    migrate(db, 1);
    db.exec('CREATE TABLE alert_event (in_the_way TEXT)');
    expect(() => migrate(db)).toThrow('already exists');
    expect(versionOf(db)).toBe(1);
    db.exec('DROP TABLE alert_event');
    migrate(db);
    expect(versionOf(db)).toBe(SCHEMA_VERSION);
    db.close();
  });

  test('a copy that cannot be made stops the migration', () => {
    const db = new SqliteDatabase(':memory:');
    migrate(db, 1);
    expect(() => backup(db, join(folder, 'missing', 'x'), now)).toThrow();
    db.close();
  });
});

type Child = Readonly<{ acknowledged: number[]; kill: () => Promise<void>; first: Promise<void> }>;
function writer(): Child {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'support/writer.ts'), path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  const first = new Promise<void>((done) => {
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      acknowledged.push(...lines.map(Number));
      done();
    });
  });
  return { acknowledged, first, kill: async () => { child.kill('SIGKILL'); await ended; } };
}

describe('two processes and sudden ends', () => {
  test('a second writer is refused, and let in once the first was killed', async () => {
    const first = writer();
    await first.first;
    expect(codeOf(path)).toBe('database/locked');
    const reader = openDatabase({ path, now, readOnly: true });
    expect(reader.ok).toBe(true);
    if (reader.ok) {
      expect(reader.value.alerts.recent(1)).toHaveLength(1);
      reader.value.close();
    }
    await first.kill();
    expect(codeOf(path)).toBe('opened');
  });

  test('no acknowledged alert is lost over repeated kills', async () => {
    for (let round = 0; round < 8; round += 1) {
      const child = writer();
      await child.first;
      await new Promise((done) => setTimeout(done, 20 + round * 15));
      await child.kill();
      const store = open();
      const kept = new Set(store.alerts.recent(1_000_000).map(({ id }) => id));
      expect(child.acknowledged.filter((id) => !kept.has(id))).toEqual([]);
      expect(store.integrity()).toBe('ok');
      store.close();
    }
  }, 60_000);

  test('a full disk loses nothing that was written before', () => {
    const store = open();
    const raise = (title: string): number =>
      store.alerts.raise({ accountId: 'a', accountName: 'A', kind: 'stage', subject: '', stage: 'watch', title, action: '', at: now, onStaleData: false, latencyMs: null });
    const id = raise('kept');
    store.close();
    const db = new SqliteDatabase(path);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const insert = db.prepare("INSERT INTO setting VALUES (?, json_quote(?))");
    expect(() => { for (let at = 0; at < 1000; at += 1) insert.run(`key ${at}`, 'x'.repeat(5000)); }).toThrow('full');
    db.close();
    const again = open();
    expect(again.alerts.open().map((alert) => alert.id)).toEqual([id]);
    expect(again.integrity()).toBe('ok');
    again.close();
  });
});
