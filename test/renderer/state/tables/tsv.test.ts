import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableTsv } from '../../../../src-renderer/state/tables/tsv.ts';

const cells = (tsv: string): readonly (readonly string[])[] => tsv.split('\n').map((line) => line.split('\t'));

describe('what is copied', () => {
  test('figures are as they are, with an ASCII minus; text that looks like a formula is made harmless', () => {
    expect(tableTsv(['Symbol', 'P&L (USDT)'], [[{ text: '=HYPERLINK("http://x")' }, { figure: '-1234.500000000000000001' }], [{ text: '+SOL' }, { figure: '?' }]]))
      .toBe('Symbol\tP&L (USDT)\n\'=HYPERLINK("http://x")\t-1234.500000000000000001\n\'+SOL\t?');
  });
  test('what should be a figure and is none is guarded like text', () => expect(cells(tableTsv(['a'], [[{ figure: '-1+cmd|x' }], [{ figure: '1e9' }]]))).toEqual([['a'], ["'-1+cmd|x"], ['1e9']]));

  test('whatever a name holds, every row keeps its cells and none starts a formula', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' })), { minLength: 1 }), (names) => {
      const rows = cells(tableTsv(['a', 'b'], names.map(([a, b]) => [{ text: a }, { text: b }])));
      expect(rows).toHaveLength(names.length + 1);
      for (const row of rows) {
        expect(row).toHaveLength(2);
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
      }
    }));
  });
});
