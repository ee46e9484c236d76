import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ColumnChars, columnChars, widest } from '../../../src-renderer/panels/positions/columnChars.ts';
import { accountOf } from '../support/screen.tsx';

const COLUMNS = ['symbol', 'size', 'entry', 'mark', 'notional', 'pnl'] as const;
const width = fc.integer({ min: 0, max: 30 });
const widths: fc.Arbitrary<ColumnChars> = fc.record({ symbol: width, size: width, entry: width, mark: width, notional: width, pnl: width });

test('a column never shrinks, and nothing new is made when nothing grew', () => {
  fc.assert(fc.property(widths, widths, (kept, next) => {
    const grown = widest(kept, next);
    for (const column of COLUMNS) expect(grown[column]).toBe(Math.max(kept[column] ?? NaN, next[column] ?? NaN));
    expect(widest(grown, next)).toBe(grown);
  }));
});

test('a longer figure asks for more room, and so does its total', () => {
  const decimals = { price: 2, size: 1, contracts: 0, sum: 0, money: 2 };
  const small = accountOf();
  const large = accountOf({ positions: [{ symbol: 'SOL-PERP', contracts: '100000', entryPrice: '150' }] });
  const room = (chars: ColumnChars, column: string): number => chars[column] ?? NaN;
  const narrow = columnChars(small.positions, small.totals, decimals);
  const wide = columnChars(large.positions, large.totals, decimals);
  expect(['size', 'contracts', 'notional', 'pnl', 'margin'].map((column) => room(wide, column) > room(narrow, column))).toEqual([true, true, true, true, true]);
  expect(room(columnChars([], large.totals, decimals), 'notional')).toBeGreaterThan(room(columnChars([], small.totals, decimals), 'notional'));
});
