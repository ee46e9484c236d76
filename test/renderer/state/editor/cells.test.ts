import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDecimalText } from '#shared/num/units.ts';
import { cellsOf, tidyCell, tidyFigure } from '../../../../src-renderer/state/editor/cells.ts';
import { columnOf, type GridId } from '../../../../src-renderer/state/editor/columns.ts';

const cell = (grid: GridId, field: string, text: string): string => {
  const column = columnOf(grid, field);
  if (column === undefined) throw new Error(`no column ${field}`);
  return tidyCell(column, text);
};

describe('tidyFigure', () => {
  test.each([
    ['1,234.50', '1234.50'], ['1,234,567', '1234567'], ['1.234,50', '1234.50'], ['1.234.567', '1234567'], ['12,5', '12.5'], ['0,125', '0.125'], ['−5', '-5'], ['(5)', '-5'], ['(1,234.5)', '-1234.5'], ['+5', '5'], ['$12', '12'], ['-$12', '-12'], ['12 €', '12'], ['1 234', '1234'], ['1 234,5', '1234.5'], ["1'234.5", '1234.5'], ['.5', '0.5'], ['-.5', '-0.5'], ['0.10', '0.10'], [' 7 ', '7'],
  ])('%s is %s', (text, figure) => {
    expect(tidyFigure(text)).toBe(figure);
  });

  test.each(['1,234', '999,000', '12,34,567', '1.2.3', 'abc', '1e5', '0x10', 'NaN', '5 BTC', '--5', '5-', '=1+1', '1,2.3,4'])('%s may mean two things, or none: it is left as it is', (text) => {
    expect(tidyFigure(text)).toBe(text);
  });

  test('leaves a plain decimal alone, and makes nothing but plain decimals of what it changes', () => {
    fc.assert(fc.property(fc.stringMatching(/^-?\d{1,20}(\.\d{1,20})?$/), (text) => {
      expect(tidyFigure(text)).toBe(text);
    }));
    fc.assert(fc.property(fc.string(), (text) => {
      const tidy = tidyFigure(text);
      expect(tidy === text.trim() || isDecimalText(tidy)).toBe(true);
    }));
  });

  test('reads what a spreadsheet of either half of the world writes, whenever it is unambiguous', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 99 }), fc.boolean(), (whole, cents, negative) => {
      const value = `${negative ? '-' : ''}${whole}.${String(cents).padStart(2, '0')}`;
      for (const locale of ['en-US', 'de-DE', 'fr-FR', 'de-CH']) expect(tidyFigure(new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value as `${number}`))).toBe(value);
    }), { numRuns: 200 });
  });
});

describe('tidyCell', () => {
  test.each([
    ['collateral', 'weight', '95%', '0.95'], ['collateral', 'weight', '97.5 %', '0.975'], ['collateral', 'weight', '0.9', '0.9'], ['instruments', 'maintenanceMarginRate', '0.4%', '0.004'],
    // A size in percent is none.
    ['positions', 'contracts', '5%', '5%'],
    ['positions', 'marginMode', 'Isolated', 'isolated'], ['positions', 'marginMode', '', 'cross'], ['positions', 'marginMode', 'portfolio', 'portfolio'],
    ['orders', 'reduceOnly', 'TRUE', 'yes'], ['orders', 'reduceOnly', '0', 'no'], ['orders', 'reduceOnly', 'maybe', 'maybe'],
    ['positions', 'symbol', '  BTC \n PERP ', 'BTC PERP'], ['positions', 'symbol', '1,5', '1,5'],
  ] as const)('%s.%s: %j is %j', (grid, field, text, kept) => {
    expect(cell(grid, field, text)).toBe(kept);
  });
});

describe('cellsOf', () => {
  test.each<readonly [string, readonly (readonly string[])[] | null]>([
    ['BTC-PERP', null], ['12,5', null], ['1,234.5', null], ['two words', null], ['', null],
    ['A\t1\nB\t2\n', [['A', '1'], ['B', '2']]],
    ['A\t\t3', [['A', '', '3']]],
    ['A\t"x\ty"\t"say ""hi"""\r\nB\t2\t3', [['A', 'x\ty', 'say "hi"'], ['B', '2', '3']]],
    ['symbol,size\nBTC,1\n"ETH, perp",2', [['symbol', 'size'], ['BTC', '1'], ['ETH, perp', '2']]],
    ['BTC;1,5;60.000,5\nETH;2;3', [['BTC', '1,5', '60.000,5'], ['ETH', '2', '3']]],
    ['1\n2\n3', [['1'], ['2'], ['3']]],
    ['12,5\n13,5', [['12,5'], ['13,5']]],
    ['A\t1\n\t\n\nB\t2', [['A', '1'], ['B', '2']]],
  ])('%j is %j', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  test('what a spreadsheet writes comes back cell by cell', () => {
    const text = fc.string({ maxLength: 8 }).map((raw) => raw.replaceAll('\r', ''));
    fc.assert(fc.property(fc.array(fc.tuple(fc.stringMatching(/^[A-Z]{1,4}$/), text, text), { minLength: 1, maxLength: 5 }), (rows) => {
      const quoted = (value: string): string => (/["\t\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
      expect(cellsOf(rows.map((row) => row.map(quoted).join('\t')).join('\n'))).toEqual(rows);
    }));
  });

  test('answers in time on text made to be slow', () => {
    const start = performance.now();
    for (const text of ['"'.repeat(50_000), `${'"a""'.repeat(20_000)}\t`, ','.repeat(50_000), `a${',1,1'.repeat(30_000)}`]) cellsOf(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
