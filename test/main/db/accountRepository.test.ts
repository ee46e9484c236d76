import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { inOrder, portfolio as anyPortfolio, prices as anyPrices } from './support/arbitraries.ts';
import { NOW, opened } from './support/database.ts';
import { ALERT, decimal, golden } from './support/samples.ts';

const own = { demo: false, at: NOW };
const demo = { demo: true, at: NOW };

describe('save and load', () => {
  test('what is saved comes back as it was, order included', () => {
    const store = opened();
    fc.assert(fc.property(anyPortfolio, anyPrices, fc.boolean(), (portfolio, prices, isDemo) => {
      const { accountId } = store.accounts.save(portfolio, prices, { demo: isDemo, at: NOW });
      const loaded = store.accounts.load(accountId);
      expect(inOrder(loaded?.portfolio)).toStrictEqual(inOrder(portfolio));
      expect(inOrder(loaded?.prices)).toStrictEqual(inOrder(prices));
      store.accounts.remove(accountId);
    }), { numRuns: 300 });
    expect(store.integrity()).toBe('ok');
    store.close();
  });

  test('replacing leaves nothing of what was there', () => {
    const store = opened();
    fc.assert(fc.property(anyPortfolio, anyPrices, anyPortfolio, anyPrices, (before, oldPrices, after, newPrices) => {
      const first = store.accounts.save({ ...before, name: 'A' }, oldPrices, own);
      const second = store.accounts.save({ ...after, name: 'A' }, newPrices, own);
      const loaded = store.accounts.load(first.accountId);
      expect(second.accountId).toBe(first.accountId);
      expect(inOrder([loaded?.portfolio, loaded?.prices])).toStrictEqual(inOrder([{ ...after, name: 'A' }, newPrices]));
    }));
    expect(store.integrity()).toBe('ok');
    store.close();
  });

  test('a price of a document says so', () => {
    const store = opened();
    const { portfolio, prices } = golden();
    const loaded = store.accounts.load(store.accounts.save(portfolio, prices, own).accountId);
    expect(loaded?.sources.get('mark:BTC-PERP')).toBe('document');
    expect(loaded?.sources.size).toBe(prices.mark.size + prices.index.size);
    store.close();
  });

  test('an account that is not there is null', () => {
    const store = opened();
    expect(store.accounts.load('nobody')).toBeNull();
    store.close();
  });
});

describe('saving an account of the same name', () => {
  test('keeps its id, its live switch and its place in the list', () => {
    const store = opened();
    const { portfolio, prices } = golden();
    const first = store.accounts.save(portfolio, prices, own);
    store.accounts.save({ ...portfolio, name: 'Other' }, prices, own);
    store.accounts.setLive(first.accountId, true);
    expect(first.replaced).toBe(false);
    expect(store.accounts.save(portfolio, prices, { demo: false, at: epochMs(NOW + 9) })).toEqual({ accountId: first.accountId, replaced: true });
    expect(store.accounts.list().map(({ name, live }) => [name, live])).toEqual([[portfolio.name, true], ['Other', false]]);
    store.close();
  });

  test('replaces the demo account only by a demo account', () => {
    const store = opened();
    const { portfolio, prices } = golden();
    const mine = store.accounts.save(portfolio, prices, own);
    const shown = store.accounts.save(portfolio, prices, demo);
    expect(shown.replaced).toBe(false);
    expect(shown.accountId).not.toBe(mine.accountId);
    expect(store.accounts.list().map((record) => record.demo)).toEqual([false, true]);
    store.close();
  });

  test('keeps the manual prices of keys it still holds, and drops the others', () => {
    const store = opened();
    const { portfolio, prices } = golden();
    const { accountId } = store.accounts.save(portfolio, prices, own);
    const set = { value: decimal('61000.50'), at: NOW };
    for (const symbol of ['BTC-PERP', 'ETH-PERP']) store.prices.setManual(accountId, 'mark', symbol, set);
    for (const asset of ['ETH', 'DOGE']) store.prices.setManual(accountId, 'index', asset, set);
    const without = <T extends Readonly<{ symbol: string }>>(rows: readonly T[]): readonly T[] => rows.filter(({ symbol }) => symbol !== 'BTC-PERP');
    const fewer = { ...portfolio, instruments: without(portfolio.instruments), positions: without(portfolio.positions), orders: without(portfolio.orders) };
    store.accounts.save(fewer, { ...prices, mark: new Map([...prices.mark].filter(([symbol]) => symbol !== 'BTC-PERP')) }, own);
    expect(store.accounts.load(accountId)?.manual).toEqual(new Map([['mark:ETH-PERP', set], ['index:ETH', set]]));
    store.close();
  });

  test('that cannot be stored changes nothing', () => {
    const store = opened();
    const { portfolio, prices } = golden();
    const { accountId } = store.accounts.save(portfolio, prices, own);
    const before = store.accounts.load(accountId);
    const broken = { ...portfolio, positions: [...portfolio.positions, ...portfolio.positions] };
    expect(() => store.accounts.save(broken, prices, own)).toThrow('UNIQUE');
    expect(store.accounts.load(accountId)).toEqual(before);
    store.close();
  });
});

test('removing an account takes all of it but its alerts', () => {
  const store = opened();
  const { portfolio, prices } = golden();
  const { accountId } = store.accounts.save(portfolio, prices, own);
  store.prices.setManual(accountId, 'mark', 'BTC-PERP', { value: decimal('1'), at: NOW });
  const id = store.alerts.raise({ ...ALERT, accountId });
  expect([store.accounts.remove(accountId), store.accounts.remove(accountId)]).toEqual([true, false]);
  expect([store.accounts.list(), store.accounts.load(accountId)]).toEqual([[], null]);
  expect(store.alerts.open().map((alert) => alert.id)).toEqual([id]);
  expect(store.integrity()).toBe('ok');
  store.close();
});
