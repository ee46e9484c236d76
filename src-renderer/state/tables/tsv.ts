import { harmless } from '#shared/util/spreadsheet.ts';

/** A figure is written as it is; text is made harmless. */
export type CopiedCell = Readonly<{ figure: string }> | Readonly<{ text: string }>;

/** What a figure looks like in a file: no grouping, an ASCII minus, a point. */
const FIGURE = /^-?\d+(?:\.\d+)?$/;

/**
 * A table for the clipboard: tab-separated with a head, as spreadsheets take it. Figures are exact, and only text is
 * guarded against being run as a formula: −5 stays a number. A figure that is none ("?") is text.
 */
export function tableTsv(head: readonly string[], rows: readonly (readonly CopiedCell[])[]): string {
  return [head.map(textCell), ...rows.map((row) => row.map(cell))].map((cells) => cells.join('\t')).join('\n');
}

const cell = (copied: CopiedCell): string => ('figure' in copied && FIGURE.test(copied.figure) ? copied.figure : textCell('figure' in copied ? copied.figure : copied.text));

/** A tab or a line end inside a cell would shift every cell after it. */
const textCell = (text: string): string => harmless(text.replaceAll(/[\t\r\n]+/g, ' ').trim());
