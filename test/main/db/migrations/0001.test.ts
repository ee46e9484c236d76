import { expect, test } from 'vitest';
import { migrate, versionOf } from '../../../../src-main/db/migrate.ts';
import { directly, newFolders } from '../support/database.ts';

const at = newFolders();

test('makes the tables of accounts, prices and settings from nothing', () => {
  directly(at('plimsoll.db'), (db) => {
    migrate(db, 1);
    expect(versionOf(db)).toBe(1);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()).toEqual([
      'account', 'beta', 'collateral', 'collateral_tier', 'forward_curve', 'instrument', 'instrument_tier', 'last_price', 'manual_price', 'open_order',
      'parameter_set', 'position', 'setting',
    ]);
  });
});

test('ties every row of an account to it', () => {
  directly(at('plimsoll.db'), (db) => {
    migrate(db, 1);
    const loose = db.prepare(`SELECT name FROM pragma_table_list AS t WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN ('account', 'setting')
      AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) WHERE on_delete = 'CASCADE')`);
    expect(loose.all()).toEqual([]);
  });
});
