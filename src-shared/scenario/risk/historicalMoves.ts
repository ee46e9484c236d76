import type { Matrix } from './matrix.ts';
import { filtered } from './valueAtRisk.ts';

/** Historical losses want this many days: one in a hundred must be among them. */
export const LEAST_DAYS = 100;
/** The first returns only set up the exponential weights of a filter, whose start is a single return. */
export const FILTER_START = 30;

const simple = (rows: Matrix): Matrix => rows.map((row) => row.map((value) => Math.expm1(value)));

/** Moves as they were: −0.2 is a fall of 20 %. @param rows joint log returns by day */
export const historicalMoves = (rows: Matrix): Matrix => simple(rows);

/** Moves restated at the volatility of now, each asset by its own exponential weights, without the days that set them up; days stay together. */
export function filteredMoves(rows: Matrix, lambda: number): Matrix {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => filtered(rows.map((row) => row[column] ?? Number.NaN), lambda).scaled);
  return simple(rows.map((_, day) => columns.map((own) => own[day] ?? Number.NaN)).slice(FILTER_START));
}
