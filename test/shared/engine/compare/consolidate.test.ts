import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consolidate, type OwnEquity } from '#shared/engine/compare/consolidate.ts';
import { price } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { anyAccount, dec, engineOf, goldenDocument } from '../contribution/support.ts';

const account = (id: string, valuationCurrency: string, value: string | null): OwnEquity => ({ id, valuationCurrency, equity: value === null ? { value: null, certainty: 'unknown' } : { value: dec(value), certainty: 'exact' } });
const RATES = new Map([['BTC', price('60000')]]);
const shown = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const keysOf = (value: unknown): readonly string[] => (typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]));

describe('consolidate', () => {
  test('adds up equity in one currency where rates are known, and lists the rest apart', () => {
    const { together, apart, accounts } = consolidate([account('a', 'USD', '25000'), account('b', 'BTC', '-0.5'), account('c', 'EUR', '100'), account('d', 'EUR', '50')], 'USD', RATES);
    expect(shown([together, apart])).toEqual([{ value: '-5000', certainty: 'exact' }, [{ currency: 'EUR', equity: { value: '150', certainty: 'exact' } }]]);
    expect(accounts.map(({ id, converted }) => [id, converted?.value?.toFixed() ?? null])).toEqual([['a', '25000'], ['b', '-30000'], ['c', null], ['d', null]]);
  });

  test('has no sum where nothing has a rate, and an unknown equity is not 0', () => {
    expect(consolidate([account('c', 'EUR', '100')], 'USD', RATES).together).toBeNull();
    expect(consolidate([account('a', 'USD', '1'), account('b', 'USD', null)], 'USD', RATES).together).toEqual({ value: null, certainty: 'unknown' });
    expect(shown(consolidate([account('a', 'USD', '1'), { ...account('b', 'USD', '2'), equity: { value: dec(2), certainty: 'atLeast' } }], 'USD', RATES).together)).toEqual({ value: '3', certainty: 'atLeast' });
  });

  test('never nets margin: a hedge over two accounts is two margins, and the view of both holds none', () => {
    const half = (contracts: string) => engineOf(parsedAccount({ ...goldenDocument, positions: [{ symbol: 'BTC-PERP', contracts, entryPrice: '60000' }] })).evaluate();
    const [long, short] = [half('1'), half('-1')];
    const both = consolidate([{ id: 'long', valuationCurrency: 'USD', equity: long.totals.equity }, { id: 'short', valuationCurrency: 'USD', equity: short.totals.equity }], 'USD', new Map());
    expect([long, short].map(({ totals }) => totals.maintenanceMargin.value?.toFixed())).toEqual(['300', '300']);
    expect(both.together?.value?.toFixed()).toBe('52000');
    expect(keysOf(shown(both)).filter((key) => /margin|ratio|buffer|free|leverage|liquidation/iu.test(key))).toEqual([]);
  });

  test('adding an account changes no other account’s figures', () => {
    fc.assert(fc.property(fc.array(anyAccount, { maxLength: 3 }), anyAccount, (before, added) => {
      const evaluated = [...before, added].map((parsed) => ({ parsed, evaluation: engineOf(parsed).evaluate() }));
      const own = evaluated.map(({ parsed, evaluation }, at): OwnEquity => ({ id: String(at), valuationCurrency: parsed.portfolio.valuationCurrency, equity: evaluation.totals.equity }));
      const [without, all] = [consolidate(own.slice(0, -1), 'USD', RATES), consolidate(own, 'USD', RATES)];
      expect(JSON.stringify(all.accounts.slice(0, -1))).toBe(JSON.stringify(without.accounts));
      expect(JSON.stringify(before.map((parsed) => engineOf(parsed).evaluate()))).toBe(JSON.stringify(evaluated.slice(0, -1).map(({ evaluation }) => evaluation)));
      const last = all.accounts.at(-1)?.converted?.value ?? dec(NaN);
      expect((all.together?.value ?? dec(NaN)).toFixed()).toBe((without.together?.value ?? dec(0)).plus(last).toFixed());
    }), { numRuns: 30 });
  });
});
