import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldIds, nextSort, sorted } from '../../../../src-renderer/state/tables/sorting.ts';
import type { SortKey } from '../../../../src-renderer/state/tables/tableChoice.ts';

type Row = Readonly<{ name: string; size: number | null; side: string }>;
const rankOf = (row: Row, key: string): string | number | null => (key === 'name' ? row.name : key === 'side' ? row.side : row.size);
const up = (key: string): SortKey => ({ key, direction: 'ascending' });
const down = (key: string): SortKey => ({ key, direction: 'descending' });

describe('rows sorted by several columns', () => {
  const rows: readonly Row[] = [{ name: 'a', size: 2, side: 'long' }, { name: 'b', size: 1, side: 'short' }, { name: 'c', size: 3, side: 'long' }, { name: 'd', size: null, side: 'long' }];
  const names = (sort: readonly SortKey[]): string => sorted(rows, sort, rankOf).map(({ name }) => name).join('');
  test('the first column decides, the next one only among its equals', () => {
    expect(names([up('side'), up('size')])).toBe('acdb');
    expect(names([up('side'), down('size')])).toBe('cadb');
    expect(names([down('side'), down('name')])).toBe('bdca');
  });
  test('no column at all leaves them as they came', () => expect(names([])).toBe('abcd'));

  test('nobody is lost, unknown stands last, and equals keep their order', () => {
    const row = fc.record({ name: fc.string(), size: fc.option(fc.integer({ min: 0, max: 3 })), side: fc.constantFrom('long', 'short') });
    fc.assert(fc.property(fc.array(row), fc.constantFrom([up('size')], [down('size')], [down('size'), up('side')]), (many, sort) => {
      const numbered = many.map((one, at) => ({ ...one, at }));
      const result = sorted(numbered, sort, rankOf);
      expect(new Set(result)).toEqual(new Set(numbered));
      const firstUnknown = result.findIndex(({ size }) => size === null);
      if (firstUnknown !== -1) expect(result.slice(firstUnknown).every(({ size }) => size === null)).toBe(true);
      if (sort.length === 1) for (const [at, one] of result.entries()) {
        const next = result[at + 1];
        if (next !== undefined && next.size === one.size) expect(next.at).toBeGreaterThan(one.at);
      }
    }));
  });
});

describe('a press on a column', () => {
  test('sorts by it alone, its urgent end first, then turns round', () => {
    const once = nextSort([up('sigmas')], 'notional', 'descending', false);
    expect([once, nextSort(once, 'notional', 'descending', false)]).toEqual([[down('notional')], [up('notional')]]);
  });
  test('with Shift adds it, turns it round, and takes it out again', () => {
    const added = nextSort([up('side')], 'size', 'descending', true);
    const turned = nextSort(added, 'size', 'descending', true);
    expect([added, turned, nextSort(turned, 'size', 'descending', true)]).toEqual([[up('side'), down('size')], [up('side'), up('size')], [up('side')]]);
  });
  test('with Shift never leaves a table without any order', () => {
    expect(nextSort([up('side')], 'side', 'descending', true)).toEqual([down('side')]);
  });
  test('sorts by four columns at most', () => expect(nextSort([up('a'), up('b'), up('c'), up('d')], 'e', 'ascending', true)).toEqual([up('a'), up('b'), up('c'), up('e')]));
});

test('while it is held nothing changes places, new rows come last and gone rows go', () => {
  expect(heldIds(['c', 'a', 'b'], ['a', 'b', 'd', 'c'])).toEqual(['c', 'a', 'b', 'd']);
  expect(heldIds(['c', 'a'], ['a'])).toEqual(['a']);
});
