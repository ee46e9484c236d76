import { type CsvErrorCode, CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Fault } from '../domain/failure.ts';
import { err, ok, type Result } from '../util/result.ts';
import { visible } from './fields.ts';

/** A record of cells with the number of its last line in the file, from 1. */
export type CsvLine = Readonly<{ line: number; cells: readonly string[] }>;
export type CsvTable = Readonly<{ header: CsvLine; rows: readonly CsvLine[] }>;

const DELIMITERS = [',', ';', '\t'];
const LINE_ENDS = ['\r\n', '\n', '\r'];
const UNREADABLE: ReadonlySet<CsvErrorCode> = new Set<CsvErrorCode>(['CSV_QUOTE_NOT_CLOSED', 'CSV_INVALID_CLOSING_QUOTE', 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE']);

/**
 * A table of cells (RFC 4180). A byte order mark, any line ending, and a comma, semicolon or tab between cells are taken as they come,
 * the delimiter from the first line that is not empty; empty lines are passed over, cells are trimmed.
 *
 * @returns or the first line that cannot be read
 */
export function readCsv(text: string): Result<CsvTable, Fault> {
  const first = /\S.*/.exec(text.replace(/^\ufeff/, ''))?.[0] ?? '';
  const delimiter = DELIMITERS.reduce((best, own) => (count(first, own) > count(first, best) ? own : best));
  const read = linesOf(text, delimiter);
  if (!read.ok) return read;
  const [header, ...rows] = read.value;
  if (header === undefined) return err({ path: 'line 1', message: 'is missing; expected a header such as date,asset,close' });
  const width = header.cells.length;
  const odd = rows.find(({ cells }) => cells.length !== width);
  if (odd !== undefined) return err({ path: `line ${odd.line}`, message: `has ${odd.cells.length} ${odd.cells.length === 1 ? 'cell' : 'cells'}; expected ${width} as in the header, with ${delimiter === '\t' ? 'a tab' : visible(delimiter)} between them` });
  return ok({ header, rows });
}

function linesOf(text: string, delimiter: string): Result<readonly CsvLine[], Fault> {
  const read: CsvLine[] = [];
  const keep = (cells: readonly string[], { lines }: Readonly<{ lines: number }>): null => { read.push({ line: lines, cells }); return null; };
  try {
    parse(text, { bom: true, delimiter, record_delimiter: LINE_ENDS, trim: true, relax_column_count: true, skip_records_with_empty_values: true, on_record: keep });
    return ok(read);
  } catch (error) {
    if (error instanceof CsvError && UNREADABLE.has(error.code)) return err({ path: `line ${String(error['lines'])}`, message: 'has a quote that is not closed, or text beside one; expected quotes around a whole cell, closed after it' });
    throw error;
  }
}

const count = (text: string, character: string): number => text.split(character).length - 1;
