import { cellsOf, tidyCell, tidyFigure } from './cells.ts';
import { columnOf, COLUMNS, type EditColumn, type GridId } from './columns.ts';
import { blankRow, type Draft, type EditRow, nextKey } from './draft.ts';

const withRows = (draft: Draft, grid: GridId, rows: readonly EditRow[]): Draft => ({ ...draft, grids: { ...draft.grids, [grid]: rows } });

/** @param key of the row, or `nextKey` for the empty one below the others, which then becomes a row */
export function setCell(draft: Draft, grid: GridId, key: number, field: string, text: string): Draft {
  const column = columnOf(grid, field);
  if (column === undefined) return draft;
  const value = tidyCell(column, text);
  const rows = draft.grids[grid];
  if (key === nextKey(rows)) {
    const blank = blankRow(grid, key);
    return value === (blank.cells[field] ?? '') ? draft : withRows(draft, grid, [...rows, { ...blank, cells: { ...blank.cells, [field]: value } }]);
  }
  const isSame = rows.some((row) => row.key === key && (row.cells[field] ?? '') === value);
  return isSame ? draft : withRows(draft, grid, rows.map((row) => (row.key === key ? { ...row, cells: { ...row.cells, [field]: value } } : row)));
}

export function removeRow(draft: Draft, grid: GridId, key: number): Draft {
  const rows = draft.grids[grid].filter((row) => row.key !== key);
  return rows.length === draft.grids[grid].length ? draft : withRows(draft, grid, rows);
}

export const rename = (draft: Draft, name: string): Draft => (draft.name === name ? draft : { ...draft, name });

/** What a paste did, and what of it found no place, a sentence each. */
export type Pasted = Readonly<{ draft: Draft; rows: number; leftOut: readonly string[] }>;

/** A spreadsheet says how much and which way in two columns: together they are signed contracts. */
const SIDE: EditColumn = { field: ':side', label: 'Side', kind: 'text', aliases: ['direction', 'long/short', 'buy/sell'] };
const SIGNS: Readonly<Record<string, string>> = { long: '', buy: '', short: '-', sell: '-' };

/**
 * Puts cells of a spreadsheet into a grid, from one cell on to the right and down; rows below the last are added. A first
 * row that names columns says where each goes, wherever the paste began.
 *
 * @param key of the row that the paste began in, or `nextKey` for the empty one
 * @returns null when the text is a single cell
 */
export function pasted(draft: Draft, grid: GridId, key: number, field: string, text: string): Pasted | null {
  const cells = cellsOf(text);
  const [first] = cells ?? [];
  if (cells === null || first === undefined) return null;
  const head = headOf(grid, first);
  const columns = head?.columns ?? COLUMNS[grid].slice(COLUMNS[grid].findIndex((column) => column.field === field));
  const body = head === null ? cells : cells.slice(1);
  const rows = [...draft.grids[grid]];
  const found = rows.findIndex((row) => row.key === key);
  const from = found === -1 ? rows.length : found;
  for (const [offset, line] of body.entries()) {
    const at = from + offset;
    const row = rows[at] ?? blankRow(grid, nextKey(rows));
    rows[at] = { ...row, cells: { ...row.cells, ...lineCells(line, columns, row) } };
  }
  const tooWide = head === null ? Math.max(0, ...body.map((line) => line.length)) - columns.length : 0;
  const leftOut = [...(head?.unknown ?? []).map((name) => `The column “${name}” is none of this table.`), ...(tooWide > 0 ? [`${tooWide} more ${tooWide === 1 ? 'column' : 'columns'} found no place to the right.`] : [])];
  return { draft: withRows(draft, grid, rows), rows: body.length, leftOut };
}

type Head = Readonly<{ columns: readonly (EditColumn | null)[]; unknown: readonly string[] }>;

/** The columns that a first row names; null when it is a row like the others. */
function headOf(grid: GridId, cells: readonly string[]): Head | null {
  const all = grid === 'positions' || grid === 'orders' ? [...COLUMNS[grid], SIDE] : COLUMNS[grid];
  const named = cells.map((cell) => cell.trim().toLowerCase());
  const exact = named.map((name) => all.find(({ field, label }) => name === label.toLowerCase() || name === field.toLowerCase()) ?? null);
  const taken = new Set(exact);
  const columns = named.map((name, at): EditColumn | null => {
    const found = exact[at] ?? all.find((column) => !taken.has(column) && column.aliases?.includes(name) === true) ?? null;
    taken.add(found);
    return found;
  });
  if (columns.filter((column) => column !== null).length < Math.min(2, cells.length)) return null;
  return { columns, unknown: cells.filter((cell, at) => columns[at] === null && cell.trim() !== '').map((cell) => cell.trim()) };
}

function lineCells(line: readonly string[], columns: readonly (EditColumn | null)[], { locked }: EditRow): Readonly<Record<string, string>> {
  const cells = Object.fromEntries(line.flatMap((text, at) => {
    const column = columns[at];
    return column == null || locked[column.field] !== undefined ? [] : [[column.field, tidyCell(column, text)] as const];
  }));
  const { [SIDE.field]: side = '', ...own } = cells;
  const sign = SIGNS[side.toLowerCase()];
  return sign === undefined || own['contracts'] === undefined ? own : { ...own, contracts: sign + tidyFigure(own['contracts']).replace(/^-/, '') };
}

const QUOTES = /^(.{2,})(USDT|USDC|USD|EUR|BTC|ETH)$/;

/** Adds a line to describe each symbol that nobody knows. How much one contract is must be said: nothing is taken for granted. */
export function withDescriptions(draft: Draft, symbols: readonly string[]): Draft {
  const isThere = new Set(draft.grids.instruments.map(({ cells }) => cells['symbol']));
  const missing = [...new Set(symbols)].filter((symbol) => !isThere.has(symbol));
  if (missing.length === 0) return draft;
  const currency = typeof draft.rest['valuationCurrency'] === 'string' ? draft.rest['valuationCurrency'] : '';
  const added = missing.map((symbol, at): EditRow => {
    const blank = blankRow('instruments', nextKey(draft.grids.instruments) + at);
    const [base = '', quote = ''] = partsOf(symbol);
    return { ...blank, cells: { ...blank.cells, symbol, base, quote: quote === '' ? currency : quote, settle: quote === '' ? currency : quote } };
  });
  return withRows(draft, 'instruments', [...draft.grids.instruments, ...added]);
}

/** "BTC-PERP" → BTC; "ETH/USDT" and "ETHUSDT" → ETH and USDT. */
function partsOf(symbol: string): readonly string[] {
  const parts = symbol.toUpperCase().split(/[-/_:]/).filter((part) => part !== '');
  const joined = QUOTES.exec(parts[0] ?? '');
  if (joined !== null) return [joined[1] ?? '', joined[2] ?? ''];
  const [base = '', quote = ''] = parts;
  return [base, /^(?:USDT|USDC|USD|EUR|BTC|ETH)$/.test(quote) ? quote : ''];
}
