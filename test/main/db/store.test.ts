import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { epochMs, price, toText } from '#shared/num/units.ts';
import { openDatabase, type Store } from '../../../src-main/db/open.ts';

const now = epochMs(Date.UTC(2026, 10, 22));
function memory(): Store {
  const opened = openDatabase({ path: ':memory:', now });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}
function golden() {
  const parsed = parsePortfolio(readFileSync(resolve(import.meta.dirname, '../../golden/account-1/portfolio.json'), 'utf8'), now);
  if (!parsed.ok) throw new Error('golden');
  return parsed.value;
}
const text = (value: string) => toText(price(value));

describe('accounts', () => {
  test('what is saved comes back as it was', () => {
    const store = memory();
    const { portfolio, prices } = golden();
    const { accountId } = store.accounts.save(portfolio, prices, { demo: false, at: now });
    const loaded = store.accounts.load(accountId);
    expect(loaded?.portfolio).toEqual(portfolio);
    expect(loaded?.prices).toEqual(prices);
    expect(loaded?.sources.get('mark:BTC-PERP')).toBe('document');
    store.close();
  });

  test('the same name replaces the account, keeps its id and its manual prices', () => {
    const store = memory();
    const { portfolio, prices } = golden();
    const first = store.accounts.save(portfolio, prices, { demo: false, at: now });
    store.prices.setManual(first.accountId, 'mark', 'BTC-PERP', { value: text('61000'), at: now });
    const second = store.accounts.save({ ...portfolio, positions: portfolio.positions.slice(1) }, prices, { demo: false, at: now });
    expect(second).toEqual({ accountId: first.accountId, replaced: true });
    const loaded = store.accounts.load(first.accountId);
    expect(loaded?.portfolio.positions.map(({ symbol }) => symbol)).toEqual(['ETH-PERP', 'SOL-PERP']);
    expect(loaded?.manual.get('mark:BTC-PERP')).toEqual({ value: '61000', at: now });
    expect(store.accounts.save(portfolio, prices, { demo: true, at: now }).replaced).toBe(false);
    store.close();
  });

  test('removing an account takes everything of it', () => {
    const store = memory();
    const { portfolio, prices } = golden();
    const { accountId } = store.accounts.save(portfolio, prices, { demo: false, at: now });
    expect(store.accounts.remove(accountId)).toBe(true);
    expect(store.accounts.list()).toEqual([]);
    expect(store.accounts.load(accountId)).toBeNull();
    store.close();
  });
});

describe('last prices', () => {
  test('the newest of a key replaces the one before; a removed account takes none', () => {
    const store = memory();
    const { portfolio, prices } = golden();
    const { accountId } = store.accounts.save(portfolio, prices, { demo: false, at: now });
    const later = epochMs(now + 1000);
    store.prices.saveLast([
      { accountId, kind: 'mark', key: 'BTC-PERP', value: text('60001'), at: later, source: 'feed' },
      { accountId: 'gone', kind: 'mark', key: 'BTC-PERP', value: text('1'), at: later, source: 'feed' },
    ]);
    const loaded = store.accounts.load(accountId);
    expect(loaded?.prices.mark.get('BTC-PERP')).toEqual({ value: '60001', at: later });
    expect(loaded?.sources.get('mark:BTC-PERP')).toBe('feed');
    store.close();
  });
});

describe('alerts', () => {
  const alert = {
    accountId: 'a', accountName: 'Main', kind: 'stage', subject: '', stage: 'warning', title: 't', action: 'x', at: now, onStaleData: true, latencyMs: 1.5,
  } as const;

  test('a raise, its acknowledgement and its clear are three rows and one alert', () => {
    const store = memory();
    const id = store.alerts.raise(alert);
    expect(store.alerts.open()).toMatchObject([{ id, stage: 'warning', onStaleData: true, acknowledgedAt: null, clearedAt: null }]);
    expect(store.alerts.acknowledge(id, epochMs(now + 1))).toBe(true);
    expect(store.alerts.acknowledge(id, epochMs(now + 2))).toBe(false);
    expect(store.alerts.clear(id, epochMs(now + 3))).toBe(true);
    expect(store.alerts.clear(id, epochMs(now + 4))).toBe(false);
    expect(store.alerts.open()).toEqual([]);
    expect(store.alerts.recent(10)).toMatchObject([{ id, acknowledgedAt: now + 1, clearedAt: now + 3, latencyMs: 1.5 }]);
    store.close();
  });

  test('an alert that never was can be neither acknowledged nor cleared', () => {
    const store = memory();
    expect([store.alerts.acknowledge(7, now), store.alerts.clear(7, now)]).toEqual([false, false]);
    store.close();
  });
});

test('settings keep the last value', () => {
  const store = memory();
  expect(store.settings.get('theme')).toBeNull();
  store.settings.set('theme', '"dark"');
  store.settings.set('theme', '"light"');
  expect(store.settings.get('theme')).toBe('"light"');
  store.close();
});
