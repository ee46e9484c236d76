import { expect, test } from 'vitest';
import { directly, madeAtVersion, opened, newFolders } from '../support/database.ts';
import { ALERT } from '../support/samples.ts';

const at = newFolders();

test('adds the log of alerts to a database with accounts, which stay', () => {
  const path = at('plimsoll.db');
  madeAtVersion(path, 1);
  directly(path, (db) => {
    db.exec(`INSERT INTO account VALUES ('id', 'Main', 0, 1, 'generic', 'tiered', 'USDT', NULL, 0);
      INSERT INTO parameter_set VALUES ('id', 'set', 'generic', 'tiered', 0, 'test', '[]', '{}', NULL, '{}', 'test');
      INSERT INTO beta VALUES ('id', 0, 'BTC', '1.50');`);
  });
  const store = opened(path);
  expect(store.accounts.list()).toEqual([{ accountId: 'id', name: 'Main', demo: false, live: true }]);
  expect(store.accounts.load('id')?.portfolio.betas).toEqual(new Map([['BTC', '1.50']]));
  expect(store.alerts.open()).toEqual([]);
  expect(store.alerts.raise(ALERT)).toBe(1);
  store.close();
});
