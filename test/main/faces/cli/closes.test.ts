import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { newFolders, opened } from '../../db/support/database.ts';
import { plimsoll } from './support/plimsoll.ts';

const path = newFolders();
const fileOf = (name: string): string => resolve(import.meta.dirname, '../../../fixtures/daily-closes', name);

test('closes puts a file into the database and says what that did; a bad file, or no currency, is one sentence and nothing is written', async () => {
  const taken = await plimsoll('closes', fileOf('plain.csv'), '--currency', 'USDT', '--db', path('p.db'));
  expect([taken.code, taken.stdout, taken.stderr]).toEqual([0, '3 new, 0 changed, 0 as before: BTC, ETH in USDT, 2026-11-23 to 2026-11-24.\n', '']);
  const refused = await plimsoll('closes', fileOf('bad/zero.csv'), '--currency', 'USDT', '--db', path('p.db'));
  expect([refused.code, refused.stderr]).toEqual([2, 'line 2, column close: is "0"; expected a decimal above 0 and below 1e15, such as 61250.5, without thousands separators\n']);
  const without = await plimsoll('closes', fileOf('plain.csv'), '--db', path('p.db'));
  expect([without.code, without.stderr]).toEqual([2, '--currency: is missing; expected what prices are in that do not say so, such as USDT\n']);
  const store = opened(path('p.db'));
  expect(store.dailyPrices.closes(['BTC', 'ETH'], 0, 99_999)).toHaveLength(3);
  store.close();
}, 60_000);
