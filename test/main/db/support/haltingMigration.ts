// Migrates a database file and stops for ever before one CREATE or ALTER of the last migration it runs, to be killed there.
import { writeSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { migrate, MIGRATIONS } from '../../../../src-main/db/migrate.ts';
import { haltedAt } from './statements.ts';

const [path = '', version = '', at = ''] = process.argv.slice(2);
const db = new SqliteDatabase(path);
db.function('halt', () => {
  writeSync(1, 'inside\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
const index = Number(version) - 1;
migrate(db, Number(version), MIGRATIONS.map((sql, place) => (place === index ? haltedAt(sql, Number(at)) : sql)));
