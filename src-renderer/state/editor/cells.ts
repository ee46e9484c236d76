import { Decimal, isDecimalText } from '#shared/num/units.ts';
import type { EditColumn } from './columns.ts';

/**
 * What a person or a spreadsheet writes for a figure, as plain decimal text where it can mean one thing only: "1,234.50",
 * "1.234,50", "−5", "(5)", "$12". Anything else is left as it is, and the check says what is wrong with it; "1,234" is
 * one of them: it may be a thousand and something, or one and a bit.
 */
export function tidyFigure(text: string): string {
  const plain = text.replaceAll(/[\s\u00a0\u202f\u2009'’_]/g, '').replaceAll(/[\u2212\u2013]/g, '-').replace(/^\((.+)\)$/, '-$1').replace(/^(-?)[$€£¥₿]|[$€£¥₿]$/, '$1').replace(/^\+/, '').replace(/^(-?)\./, '$10.');
  const pointed = withPoint(plain);
  return isDecimalText(pointed) ? pointed : text.trim();
}

function withPoint(text: string): string {
  const grouped = /^-?\d{1,3}(?:,\d{3})+\.\d+$|^-?\d{1,3}(?:,\d{3}){2,}$/.test(text);
  if (grouped) return text.replaceAll(',', '');
  const groupedByPoint = /^-?\d{1,3}(?:\.\d{3})+,\d+$|^-?\d{1,3}(?:\.\d{3}){2,}$/.test(text);
  if (groupedByPoint) return text.replaceAll('.', '').replace(',', '.');
  const isDecimalComma = /^-?\d+,\d+$/.test(text) && (!/^-?[1-9]\d{0,2},\d{3}$/.test(text));
  return isDecimalComma ? text.replace(',', '.') : text;
}

const YES: ReadonlySet<string> = new Set(['yes', 'true', 'y', '1', 'x']);
const NO: ReadonlySet<string> = new Set(['no', 'false', 'n', '0', '-']);

/** A cell as it is kept: figures made plain, choices in their own words, text without blanks round it. */
export function tidyCell({ kind, field, options }: EditColumn, text: string): string {
  const trimmed = text.replaceAll(/\s+/g, ' ').trim();
  if (kind === 'choice') return choiceOf(options ?? [], trimmed.toLowerCase()) ?? trimmed;
  if (kind === 'text' || trimmed === '') return trimmed;
  const percent = /^(.+?)\s*%$/.exec(trimmed)?.[1];
  const isShare = field === 'weight' || field.endsWith('Rate');
  if (percent === undefined || !isShare) return tidyFigure(trimmed);
  const figure = tidyFigure(percent);
  return isDecimalText(figure) ? new Decimal(figure).div(100).toFixed() : trimmed;
}

function choiceOf(options: readonly string[], word: string): string | undefined {
  if (word === '') return options[0];
  if (options.includes('yes') && YES.has(word)) return 'yes';
  if (options.includes('no') && NO.has(word)) return 'no';
  return options.find((option) => option === word);
}

/** Lines of decimal commas are figures, not two cells. */
const COMMA_FIGURES = /^(?:\s*-?\d+,\d+\s*(?:\r?\n|$))+$/;

/**
 * Cells of a spreadsheet, row by row: tab-separated, or CSV with commas or semicolons; a cell may stand in quotes.
 *
 * @returns null when the text is one cell: it belongs into the field as it is
 */
export function cellsOf(text: string): readonly (readonly string[])[] | null {
  const body = text.replace(/(?:\r?\n)+$/, '');
  const separator = body.includes('\t') ? '\t' : body.includes(';') ? ';' : COMMA_FIGURES.test(body) || !/\p{L}/u.test(body) ? null : ',';
  const rows = separator === null ? body.split(/\r?\n/).map((line) => [line]) : separated(body, separator);
  const [first] = rows;
  return rows.length === 1 && (first === undefined || first.length === 1) ? null : rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
}

function separated(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r?\\n|$)`, 'y');
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    const [, raw = '', end = ''] = match;
    rows.at(-1)?.push(raw.startsWith('"') && raw.endsWith('"') && raw.length > 1 ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '') break;
    if (end !== separator) rows.push([]);
  }
  return rows;
}
