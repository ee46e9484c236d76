import { asMoney, Decimal, type Money, ZERO } from '../../num/units.ts';

/** The decimals of every additive term. */
const DECIMALS = 18;

/**
 * Splits a total over a table in proportion to its margins: cell = row · column / total, rounded down to 18 decimals. What
 * the rounding leaves over goes to the largest rows and columns, so that every row and column adds up to the last digit.
 *
 * @param rows    row sums, ≥ 0, of at most 18 decimals
 * @param columns column sums, likewise, with the same total
 * @returns cells ≥ 0 by row and column
 * @source docs/margin-models.md, "Who saves whom"
 */
export function proportionalCells(rows: readonly Decimal[], columns: readonly Decimal[]): readonly (readonly Money[])[] {
  const total = sum(rows);
  const cells = rows.map((row) => columns.map((column): Decimal => (
    row.isZero() || column.isZero() ? ZERO : row.times(column).div(total).toDecimalPlaces(DECIMALS, Decimal.ROUND_FLOOR)
  )));
  const lacking = {
    rows: rows.map((row, at) => row.minus(sum(cells[at] ?? []))),
    columns: columns.map((column, at) => column.minus(sum(cells.map((line) => line[at] ?? ZERO)))),
  };
  const [byRow, byColumn] = [largestFirst(rows), largestFirst(columns)];
  let [row, column] = [0, 0];
  while (row < byRow.length && column < byColumn.length) {
    const [i, j] = [byRow[row] ?? 0, byColumn[column] ?? 0];
    const part = Decimal.min(lacking.rows[i] ?? ZERO, lacking.columns[j] ?? ZERO);
    const line = cells[i];
    if (line !== undefined) line[j] = (line[j] ?? ZERO).plus(part);
    lacking.rows[i] = (lacking.rows[i] ?? ZERO).minus(part);
    lacking.columns[j] = (lacking.columns[j] ?? ZERO).minus(part);
    if (lacking.rows[i]?.isZero() !== false) row += 1;
    else column += 1;
  }
  return cells.map((line) => line.map(asMoney));
}

const sum = (values: readonly Decimal[]): Decimal => values.reduce<Decimal>((total, value) => total.plus(value), ZERO);

const largestFirst = (values: readonly Decimal[]): readonly number[] =>
  values.map((_, at) => at).toSorted((a, b) => (values[b] ?? ZERO).comparedTo(values[a] ?? ZERO));
