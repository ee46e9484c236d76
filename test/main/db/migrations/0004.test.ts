import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { directly, madeAtVersion, newFolders, opened } from '../support/database.ts';

const at = newFolders();
const CHANGE = { symbol: 'A', kind: 'tick', fact: 'tickSize', before: '0.10', after: '0.01' } as const;
const LIST = { source: 's', fetchedAt: epochMs(1), expiresAt: epochMs(2), complete: true, rows: '[]' };

test('a database of before has no lists, and takes them', () => {
  const path = at('plimsoll.db');
  madeAtVersion(path, 3);
  const store = opened(path);
  expect([store.migratedFrom, store.instruments.lists(), store.settings.get('theme')]).toEqual([3, [], '"dark"']);
  store.instruments.save(LIST, [CHANGE]);
  expect(store.integrity()).toBe('ok');
  store.close();
});

test('a list takes the place of the one before; what changed comes back newest first, to the last digit', () => {
  const path = at('plimsoll.db');
  const store = opened(path);
  store.instruments.save(LIST, [CHANGE]);
  store.instruments.save({ ...LIST, fetchedAt: epochMs(5), complete: false, rows: '[["A"]]' }, [{ ...CHANGE, kind: 'delisted', fact: 'symbol', before: 'A', after: null }]);
  store.close();
  const again = opened(path);
  expect(again.instruments.lists()).toStrictEqual([{ ...LIST, fetchedAt: 5, complete: false, rows: '[["A"]]' }]);
  expect(again.instruments.changes(9)).toStrictEqual([{ source: 's', at: 5, symbol: 'A', kind: 'delisted', fact: 'symbol', before: 'A', after: null }, { source: 's', at: 1, ...CHANGE }]);
  again.close();
});

test('of changes the newest 5,000 are kept; a list and its changes are written together or not at all', () => {
  const path = at('plimsoll.db');
  const store = opened(path);
  store.instruments.save(LIST, Array.from({ length: 5001 }, (_, place) => ({ ...CHANGE, symbol: `S${place}` })));
  expect(store.instruments.changes(9999)).toHaveLength(5000);
  store.close();
  directly(path, (db) => db.exec("CREATE TRIGGER full BEFORE INSERT ON instrument_change BEGIN SELECT RAISE(ABORT, 'full'); END"));
  const broken = opened(path);
  expect(() => broken.instruments.save({ ...LIST, fetchedAt: epochMs(7) }, [CHANGE])).toThrow('full');
  expect(broken.instruments.lists()).toMatchObject([{ fetchedAt: 1 }]);
  broken.close();
});

test.each(["INSERT INTO instrument_list VALUES ('s', 1, 2, 1, 'no json')", "INSERT INTO instrument_list VALUES ('s', 1, 2, 3, '[]')", "INSERT INTO instrument_change (source, at, symbol, kind, fact) VALUES ('s', 1, 'A', 'gone', 'x')"])('takes no %s', (sql) => {
  opened(at('plimsoll.db')).close();
  directly(at('plimsoll.db'), (db) => expect(() => db.exec(sql)).toThrow('CHECK'));
});
