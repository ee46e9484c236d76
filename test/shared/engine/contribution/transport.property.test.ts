import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proportionalCells } from '#shared/engine/contribution/transport.ts';
import { dec, sum } from './support.ts';

const ULP = dec('1e-18');
/** Amounts of a few last digits up to large ones: the small ones are where rounding could go below 0. */
const part = fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 10n ** 30n }));

/** Two lists with one total: the last entry of one is what the other has more. */
const margins = fc.tuple(fc.array(part, { maxLength: 6 }), fc.array(part, { maxLength: 6 })).map(([rows, columns]) => {
  const [left, right] = [rows, columns].map((values) => values.reduce((total, value) => total + value, 0n));
  const gap = (left ?? 0n) - (right ?? 0n);
  const decimals = (values: readonly bigint[]) => values.map((value) => dec(value.toString()).times(ULP));
  return [decimals([...rows, gap < 0n ? -gap : 0n]), decimals([...columns, gap > 0n ? gap : 0n])] as const;
});

describe('proportionalCells', () => {
  test('adds up by row and by column to the last digit, and no cell is below 0', () => {
    fc.assert(fc.property(margins, ([rows, columns]) => {
      const cells = proportionalCells(rows, columns);
      expect(cells.map((row) => sum(row).toFixed())).toEqual(rows.map((row) => row.toFixed()));
      expect(columns.map((_, at) => sum(cells.map((row) => row[at] ?? dec(NaN))).toFixed())).toEqual(columns.map((column) => column.toFixed()));
      expect(cells.flat().every((cell) => cell.gte(0))).toBe(true);
    }), { numRuns: 500 });
  });

  test('a third each of 1 gives what is left over to the first of the largest', () => {
    const third = dec('0.333333333333333333');
    const cells = proportionalCells([dec(1)], [third, third, dec('0.333333333333333334')]);
    expect(cells.map((row) => row.map((cell) => cell.toFixed()))).toEqual([['0.333333333333333333', '0.333333333333333333', '0.333333333333333334']]);
    const square = proportionalCells([dec('0.5'), dec('0.5')], [third, third, dec('0.333333333333333334')]);
    expect(square.map((row) => row.map((cell) => cell.toFixed()))).toEqual([['0.166666666666666667', '0.166666666666666666', '0.166666666666666667'], ['0.166666666666666666', '0.166666666666666667', '0.166666666666666667']]);
  });

  test('what is left over goes to the largest row first', () => {
    const cells = proportionalCells([dec(1), dec(2)], [dec(1), dec(1), dec(1)]);
    expect(cells.map((row) => row.map((cell) => cell.toFixed()))).toEqual([
      ['0.333333333333333333', '0.333333333333333333', '0.333333333333333334'], ['0.666666666666666667', '0.666666666666666667', '0.666666666666666666'],
    ]);
  });
});
