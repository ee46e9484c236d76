import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ColumnChars, columnChars, widest } from '../../../src-renderer/panels/positions/columnChars.ts';
import { accountOf } from '../support/screen.tsx';

const width = fc.integer({ min: 0, max: 30 });
const widths: fc.Arbitrary<ColumnChars> = fc.record({ symbol: width, size: width, entry: width, mark: width, notional: width, pnl: width, margin: width, liquidation: width });

test('a column never shrinks, and nothing new is made when nothing grew', () => {
  fc.assert(fc.property(widths, widths, (kept, next) => {
    const grown = widest(kept, next);
    for (const column of ['symbol', 'size', 'entry', 'mark', 'notional', 'pnl', 'margin', 'liquidation'] as const) expect(grown[column]).toBe(Math.max(kept[column], next[column]));
    expect(widest(grown, next)).toBe(grown);
  }));
});

test('a longer figure asks for more room, and so does its total', () => {
  const decimals = { price: 2, size: 1, sum: 0, money: 2 };
  const small = accountOf();
  const large = accountOf({ positions: [{ symbol: 'SOL-PERP', contracts: '100000', entryPrice: '150' }] });
  const narrow = columnChars(small.positions, small.totals, decimals);
  const wide = columnChars(large.positions, large.totals, decimals);
  expect([wide.size > narrow.size, wide.notional > narrow.notional, wide.pnl > narrow.pnl, wide.margin > narrow.margin]).toEqual([true, true, true, true]);
  const withTotal = columnChars([], large.totals, decimals);
  expect(withTotal.notional).toBeGreaterThan(columnChars([], small.totals, decimals).notional);
});
