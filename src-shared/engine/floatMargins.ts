import type { Book } from './book.ts';
import type { FloatRow } from './floatRow.ts';
import { isShort } from './sides.ts';

/** A row among others: the places of what it moves with and of what it is paid in, −1 where neither moves. */
export type FloatLine = FloatRow & Readonly<{ own: number; paid: number; inverse: boolean; short: boolean }>;

/** Lines whose requirements are asked for together: all of them, or what is long and what is short of one underlying. */
type Group = readonly (readonly FloatLine[])[];

export const floatLineOf = (book: Book, row: FloatRow, place: ReadonlyMap<string, number>): FloatLine => {
  const own = book.rows[row.at];
  return { ...row, own: place.get(row.base) ?? -1, paid: place.get(row.settle) ?? -1, inverse: own?.leg.settlement === 'inverse', short: own !== undefined && isShort(own) };
};

/** What is settled in the base itself is worth as much more as the base is: its exposure says so already. */
export const worthAt = ({ inverse, paid }: FloatLine, moves: readonly number[]): number => (inverse ? 1 : 1 + (moves[paid] ?? 0));

/** Requirement of a line after the moves, in the valuation currency. */
const requiredAt = (line: FloatLine, moves: readonly number[]): number => worthAt(line, moves) * line.marginAt(moves[line.own] ?? 0, 1);

/** The lines that ask for their requirement after the moves: every one, or of each underlying those of the larger side. */
export function askingLines(book: Book, lines: readonly FloatLine[]): (moves: readonly number[]) => readonly FloatLine[] {
  if (book.rules.sides === 'sum') return () => lines;
  const groups = [...Map.groupBy(lines, ({ base }) => base).values()].map((group): Group => [group.filter(({ short }) => !short), group.filter(({ short }) => short)]);
  return (moves) => groups.flatMap(([longs = [], shorts = []]) => (longs.length === 0 || marginAfter(shorts, moves) > marginAfter(longs, moves) ? shorts : longs));
}

/** Maintenance margin of some lines after the moves, in the valuation currency. */
export const marginAfter = (lines: readonly FloatLine[], moves: readonly number[]): number => lines.reduce((sum, line) => sum + requiredAt(line, moves), 0);
