import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import type { LastPrice } from '../../../src-main/db/records.ts';
import { directly, NOW, opened, newFolders } from './support/database.ts';
import { decimal, golden } from './support/samples.ts';

const at = newFolders();

function withAccount() {
  const store = opened();
  const { portfolio, prices } = golden();
  const { accountId } = store.accounts.save(portfolio, prices, { demo: false, at: NOW });
  const row = (change: Partial<LastPrice>): LastPrice => ({ accountId, kind: 'mark', key: 'BTC-PERP', value: decimal('60001'), at: NOW, source: 'feed', ...change });
  return { store, accountId, row, load: () => store.accounts.load(accountId) };
}

test('the newest price of a key replaces the one before, with its time and source', () => {
  const { store, row, load } = withAccount();
  const order = [...(load()?.prices.mark.keys() ?? [])];
  const later = epochMs(NOW + 1000);
  store.prices.saveLast([row({ at: later, value: decimal('060001.50') }), row({ kind: 'index', key: 'BTC', at: null, source: 'replay' })]);
  expect(load()?.prices.mark.get('BTC-PERP')).toEqual({ value: '060001.50', at: later });
  expect(load()?.prices.index.get('BTC')).toEqual({ value: '60001' });
  expect([load()?.sources.get('mark:BTC-PERP'), load()?.sources.get('index:BTC')]).toEqual(['feed', 'replay']);
  expect([...(load()?.prices.mark.keys() ?? [])]).toEqual(order);
  store.close();
});

test('a batch is stored whole or not at all', () => {
  const { store, row, load } = withAccount();
  const before = load();
  const later = epochMs(NOW + 1000);
  // A time that is no integer is refused by the STRICT column.
  expect(() => store.prices.saveLast([row({ at: later }), row({ key: 'ETH-PERP', at: epochMs(0.5) })])).toThrow();
  expect(load()).toEqual(before);
  store.close();
});

test('a removed account takes no prices, and does not hold up those of others', () => {
  const { store, row, load } = withAccount();
  store.prices.saveLast([row({ accountId: 'gone' }), row({})]);
  expect(load()?.sources.get('mark:BTC-PERP')).toBe('feed');
  expect(store.integrity()).toBe('ok');
  store.close();
});

test('a manual price stands beside the last price until it is released', () => {
  const { store, accountId, load } = withAccount();
  const before = load();
  store.prices.setManual(accountId, 'mark', 'BTC-PERP', { value: decimal('1'), at: NOW });
  store.prices.setManual(accountId, 'mark', 'BTC-PERP', { value: decimal('2.0'), at: epochMs(NOW + 1) });
  expect(load()).toEqual({ ...before, manual: new Map([['mark:BTC-PERP', { value: '2.0', at: NOW + 1 }]]) });
  store.prices.releaseManual(accountId, 'mark', 'BTC-PERP');
  store.prices.releaseManual(accountId, 'mark', 'BTC-PERP');
  expect(load()).toEqual(before);
  store.close();
});

test('the table itself refuses a price that is no decimal', () => {
  const path = at('plimsoll.db');
  const store = opened(path);
  const { portfolio, prices } = golden();
  store.accounts.save(portfolio, prices, { demo: false, at: NOW });
  store.close();
  directly(path, (db) => {
    const put = db.prepare("UPDATE last_price SET value = ? WHERE kind = 'mark'");
    for (const text of ['1e-9', 'NaN', '', ' 1', '1.', 'Infinity']) expect(() => put.run(text)).toThrow('CHECK');
  });
});
