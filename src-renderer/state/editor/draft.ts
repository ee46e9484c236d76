import { type EditColumn, COLUMNS, GRIDS, type GridId, leadOf } from './columns.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One line of a grid: its cells as text by field, and the fields of the document that no cell shows. */
export type EditRow = Readonly<{ key: number; cells: Readonly<Record<string, string>>; rest: Fields; /** Fields that are more than a cell can hold, with what is said instead. */ locked: Readonly<Record<string, string>> }>;

/** A portfolio document while it is edited. Anything may stand in a cell: what is wrong is said, not refused. */
export type Draft = Readonly<{ name: string; grids: Readonly<Record<GridId, readonly EditRow[]>>; rest: Fields }>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {});
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const without = (fields: Fields, names: readonly string[]): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

const RATES = ['maintenanceMarginRate', 'initialMarginRate'] as const;

/** @param text a `plimsoll.portfolio/1` document that is valid; what is none of it counts as empty */
export function draftOf(text: string): Draft {
  const document = fieldsOf(JSON.parse(text));
  const rows = (grid: GridId): readonly EditRow[] => listOf(document[grid]).map((fields, at) => (grid === 'instruments' ? instrumentRow(at + 1, fields) : rowOf(grid, at + 1, fields, {})));
  const grids = { positions: rows('positions'), collateral: rows('collateral'), orders: rows('orders'), instruments: rows('instruments') };
  return { name: typeof document['name'] === 'string' ? document['name'] : '', grids, rest: without(document, ['name', ...GRIDS]) };
}

function rowOf(grid: GridId, key: number, fields: Fields, locked: EditRow['locked']): EditRow {
  const columns = COLUMNS[grid].filter(({ field, kind }) => kind !== 'price' && locked[field] === undefined);
  const cells = columns.map((column) => [column.field, cellOf(column, fields[column.field])] as const);
  return { key, cells: Object.fromEntries(cells), rest: without(fields, columns.map(({ field }) => field)), locked };
}

function cellOf({ kind, options }: EditColumn, value: unknown): string {
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value : '';
  return kind === 'choice' && text === '' ? options?.[0] ?? '' : text;
}

/** One plain tier stands in two cells; a schedule of several is kept as it is. */
function instrumentRow(key: number, fields: Fields): EditRow {
  const tiers = listOf(fields['tiers']);
  const [only] = tiers;
  const isPlain = tiers.length === 1 && only?.['notionalFloor'] === '0' && only['maintenanceAmount'] === '0' && only['maxLeverage'] === undefined;
  const words = tiers.length > 0 ? `${tiers.length} tiers` : fields['sizeLinear'] === undefined ? null : 'by size';
  if (isPlain) return rowOf('instruments', key, { ...without(fields, ['tiers']), ...only, notionalFloor: undefined, maintenanceAmount: undefined }, {});
  return rowOf('instruments', key, fields, words === null ? {} : Object.fromEntries(RATES.map((rate) => [rate, words])));
}

/** A row in which nothing was written: it is no part of the document. */
const isBlank = (grid: GridId, { cells, rest }: EditRow): boolean =>
  Object.keys(rest).length === 0 && COLUMNS[grid].every(({ field, kind }) => kind === 'choice' || (cells[field] ?? '') === '');

/** Instruments follow the rows that use them: one that no position and no order names is left out. */
export function usedInstruments({ grids }: Draft): readonly EditRow[] {
  const used = new Set([...grids.positions, ...grids.orders].map(({ cells }) => cells['symbol']));
  return grids.instruments.filter(({ cells }) => used.has(cells['symbol']));
}

/** The document of a draft, and which row stands at which place of its lists. */
export type Composed = Readonly<{ text: string; keys: Readonly<Record<GridId, readonly number[]>> }>;

export function composed(draft: Draft): Composed {
  const rows = (grid: GridId): readonly EditRow[] => (grid === 'instruments' ? usedInstruments(draft) : draft.grids[grid].filter((row) => !isBlank(grid, row)));
  const all = { positions: rows('positions'), collateral: rows('collateral'), orders: rows('orders'), instruments: rows('instruments') };
  const lists = Object.fromEntries(GRIDS.map((grid) => [grid, all[grid].map((row) => fieldsIn(grid, row))]));
  const prices = fieldsOf(draft.rest['prices']);
  const document = {
    ...draft.rest, name: draft.name.trim(), ...lists,
    prices: { ...prices, mark: { ...fieldsOf(prices['mark']), ...typed(all.positions, 'symbol', 'mark') }, index: { ...fieldsOf(prices['index']), ...typed(all.collateral, 'asset', 'price') } },
  };
  const keys = (grid: GridId): readonly number[] => all[grid].map(({ key }) => key);
  return { text: JSON.stringify(document), keys: { positions: keys('positions'), collateral: keys('collateral'), orders: keys('orders'), instruments: keys('instruments') } };
}

function fieldsIn(grid: GridId, { cells, rest, locked }: EditRow): Fields {
  const columns = COLUMNS[grid].filter(({ field, kind }) => kind !== 'price' && locked[field] === undefined && (cells[field] ?? '') !== '');
  const own = Object.fromEntries(columns.map((column) => [column.field, valueOf(column, cells[column.field] ?? '')]));
  if (grid !== 'instruments' || (own['maintenanceMarginRate'] === undefined && own['initialMarginRate'] === undefined)) return { ...rest, ...own };
  const rates = Object.fromEntries(RATES.flatMap((rate) => (own[rate] === undefined ? [] : [[rate, own[rate]]])));
  return { ...rest, ...without(own, RATES), tiers: [{ notionalFloor: '0', maintenanceAmount: '0', ...rates }] };
}

const valueOf = ({ field }: EditColumn, text: string): unknown => (field === 'reduceOnly' ? (text === 'yes' ? true : text === 'no' ? false : text) : text);

/** Prices that were typed in, by name; of two for one name the last stands. */
const typed = (rows: readonly EditRow[], name: string, field: string): Fields =>
  Object.fromEntries(rows.flatMap(({ cells }) => ((cells[field] ?? '') === '' || (cells[name] ?? '') === '' ? [] : [[cells[name] ?? '', cells[field]]])));

/** The key of the row that would be added next: of the empty one that stands below the others. */
export const nextKey = (rows: readonly EditRow[]): number => (rows.at(-1)?.key ?? 0) + 1;

/** A row of a grid with nothing but the usual choices. */
export const blankRow = (grid: GridId, key: number): EditRow =>
  ({ key, cells: Object.fromEntries(COLUMNS[grid].map(({ field, kind, options }) => [field, kind === 'choice' ? options?.[0] ?? '' : ''])), rest: {}, locked: {} });

/** What a row is called: its symbol or asset, else its number. */
export const rowTitle = (grid: GridId, { cells }: EditRow, at: number): string => {
  const lead = cells[leadOf(grid)] ?? '';
  return lead === '' ? `row ${at + 1}` : lead;
};
