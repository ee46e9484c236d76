import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { directly, madeAtVersion, newFolders, NOW, opened } from '../support/database.ts';
import { decimal } from '../support/samples.ts';

const at = newFolders();
const DAY = 20_780;
const close = (price: string, day = DAY, asset = 'BTC', currency = 'USDT') => ({ asset, currency, day, price: decimal(price) });

test('a database of before has no closes, and takes them', () => {
  madeAtVersion(at('plimsoll.db'), 6);
  const store = opened(at('plimsoll.db'));
  expect([store.migratedFrom, store.dailyPrices.closes(['BTC'], 0, DAY), store.settings.get('theme')]).toEqual([6, [], '"dark"']);
  expect(store.dailyPrices.importAll([close('60000.50')], NOW)).toEqual({ added: 1, changed: 0, same: 0 });
  expect(store.integrity()).toBe('ok');
  store.close();
  const again = opened(at('plimsoll.db'));
  expect(again.dailyPrices.closes(['BTC'], DAY, DAY)).toStrictEqual([close('60000.50')]);
  again.close();
});

test('the same closes twice are none new; another price of a day is a change; days and assets that were not asked are left out', () => {
  const { dailyPrices, close: end } = opened();
  const all = [close('1', DAY - 1), close('2'), close('3', DAY, 'ETH'), close('4', DAY, 'BTC', 'USD')];
  expect(dailyPrices.importAll(all, NOW)).toEqual({ added: 4, changed: 0, same: 0 });
  expect(dailyPrices.importAll([...all.slice(1), close('1.0', DAY - 1)], NOW)).toEqual({ added: 0, changed: 0, same: 4 });
  expect(dailyPrices.importAll([close('2.5')], NOW)).toEqual({ added: 0, changed: 1, same: 0 });
  expect(dailyPrices.closes(['BTC'], DAY, DAY)).toStrictEqual([close('4', DAY, 'BTC', 'USD'), close('2.5')]);
  expect(dailyPrices.closes(['ETH', 'SOL'], 0, DAY - 1)).toEqual([]);
  end();
});

test('what is seen takes the place of what was seen before on that day, and never of what was imported', () => {
  const { dailyPrices, close: end } = opened();
  const revision = dailyPrices.revision();
  dailyPrices.saveSeen([close('1'), close('5', DAY, 'ETH')], NOW);
  dailyPrices.saveSeen([close('2')], epochMs(NOW + 1));
  expect(dailyPrices.closes(['BTC', 'ETH'], DAY, DAY)).toStrictEqual([close('2'), close('5', DAY, 'ETH')]);
  dailyPrices.importAll([close('3')], NOW);
  dailyPrices.saveSeen([close('4')], NOW);
  expect(dailyPrices.closes(['BTC'], DAY, DAY)).toStrictEqual([close('3')]);
  expect(dailyPrices.revision()).toBeGreaterThan(revision);
  end();
});

test('an import is written whole or not at all, and a read-only database takes nothing', () => {
  opened(at('plimsoll.db')).close();
  directly(at('plimsoll.db'), (db) => db.exec("CREATE TRIGGER full BEFORE INSERT ON daily_price WHEN new.asset = 'ETH' BEGIN SELECT RAISE(ABORT, 'full'); END"));
  const store = opened(at('plimsoll.db'));
  expect(() => store.dailyPrices.importAll([close('1'), close('2', DAY, 'ETH')], NOW)).toThrow('full');
  expect(store.dailyPrices.closes(['BTC', 'ETH'], 0, DAY)).toEqual([]);
  store.close();
  const reader = opened(at('plimsoll.db'), true);
  expect(() => reader.dailyPrices.saveSeen([close('1')], NOW)).toThrow('readonly');
  reader.close();
});

test.each(["INSERT INTO daily_price VALUES ('BTC', 'USDT', 1, '2', 'guessed', 3)", "INSERT INTO daily_price VALUES ('BTC', 'USDT', '2026-11-24', '2', 'seen', 3)"])('takes no %s', (sql) => {
  opened(at('plimsoll.db')).close();
  directly(at('plimsoll.db'), (db) => expect(() => db.exec(sql)).toThrow(/CHECK|INTEGER/));
});
