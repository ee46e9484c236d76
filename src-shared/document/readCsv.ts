import type { Fault } from '../domain/failure.ts';
import { err, ok, type Result } from '../util/result.ts';
import { visible } from './fields.ts';

/** A line of cells with its number in the file, from 1. */
export type CsvLine = Readonly<{ line: number; cells: readonly string[] }>;
export type CsvTable = Readonly<{ header: CsvLine; rows: readonly CsvLine[] }>;

const DELIMITERS = [',', ';', '\t'];

/**
 * A table of cells: RFC 4180 but for line breaks inside of quotes. A byte order mark, any line ending, and a comma, semicolon or
 * tab between cells are taken as they come, the delimiter from the first line; empty lines are passed over, cells are trimmed.
 *
 * @returns or the first line that cannot be read
 */
export function readCsv(text: string): Result<CsvTable, Fault> {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/).map((content, place) => ({ content, line: place + 1 })).filter(({ content }) => content.trim() !== '');
  const [first] = lines;
  if (first === undefined) return err({ path: 'line 1', message: 'is missing; expected a header such as date,asset,close' });
  const delimiter = DELIMITERS.reduce((best, own) => (count(first.content, own) > count(first.content, best) ? own : best));
  const read: CsvLine[] = [];
  for (const { content, line } of lines) {
    const cells = cellsOf(content, delimiter);
    if (cells === null) return err({ path: `line ${line}`, message: 'has a quote that is not closed, or text beside one; expected quotes around a whole cell, closed on the same line' });
    const width = read[0]?.cells.length ?? cells.length;
    if (cells.length !== width) return err({ path: `line ${line}`, message: `has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}; expected ${width} as in the header, with ${delimiter === '\t' ? 'a tab' : visible(delimiter)} between them` });
    read.push({ line, cells });
  }
  const [header = { line: first.line, cells: [] }, ...rows] = read;
  return ok({ header, rows });
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Null where quotes do not close, or stand inside of a cell. */
function cellsOf(line: string, delimiter: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^ *"((?:[^"]|"")*)" */.exec(rest);
    const end = quoted === null ? rest.indexOf(delimiter) : quoted[0].length;
    const cell = quoted === null ? rest.slice(0, end < 0 ? undefined : end) : (quoted[1] ?? '').replaceAll('""', '"');
    if (quoted === null && cell.includes('"')) return null;
    cells.push(cell.trim());
    if (end < 0 || end >= rest.length) return cells;
    if (rest[end] !== delimiter) return null;
    rest = rest.slice(end + 1);
  }
}
