import { CATALOGUE, type ColumnInfo, type TableId } from './catalogue.ts';

export type SortKey = Readonly<{ key: string; direction: 'ascending' | 'descending' }>;
export type ColumnSet = Readonly<{ name: string; columns: readonly string[] }>;

/** What the user chose for one table; null stands for what is usual. */
export type TableChoice = Readonly<{
  columns: readonly string[] | null;
  sort: readonly SortKey[] | null;
  /** Rows stand under their underlying, with subtotals. */
  grouped: boolean;
  /** A price that changed is tinted for a moment. */
  flash: boolean;
  sets: readonly ColumnSet[];
}>;

export const USUAL: TableChoice = { columns: null, sort: null, grouped: false, flash: false, sets: [] };

/** Sorted by more columns than this, nobody knows why a row stands where it stands. */
export const SORT_LIMIT = 4;
/** Column sets of one table. */
const SETS_LIMIT = 12;
export const SET_NAME_LIMIT = 40;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** The columns that exist, each once, the first of the table always first. */
export function validColumns(table: TableId, keys: readonly string[]): readonly string[] {
  const known = CATALOGUE[table].map(({ key }) => key);
  return [...new Set([...known.slice(0, 1), ...keys.filter((key) => known.includes(key))])];
}

/** What was kept may be of an older version or damaged: what cannot be used is left out. */
export function parseChoice(table: TableId, text: string | null): TableChoice {
  const value = parsed(text);
  const columns = value['columns'];
  return {
    columns: Array.isArray(columns) ? validColumns(table, columns.filter(isText)) : null,
    sort: sortOf(table, value['sort']),
    grouped: value['grouped'] === true,
    flash: value['flash'] === true,
    sets: Array.isArray(value['sets']) ? value['sets'].flatMap((set: unknown) => setOf(table, set)).slice(0, SETS_LIMIT) : [],
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function sortOf(table: TableId, value: unknown): readonly SortKey[] | null {
  if (!Array.isArray(value)) return null;
  const keys = value.flatMap((one: unknown): readonly SortKey[] => {
    if (!isRecord(one)) return [];
    const { key, direction } = one;
    return CATALOGUE[table].some((column) => column.key === key) && isText(key) && (direction === 'ascending' || direction === 'descending') ? [{ key, direction }] : [];
  });
  return keys.length === 0 ? null : keys.slice(0, SORT_LIMIT);
}

function setOf(table: TableId, value: unknown): readonly ColumnSet[] {
  if (!isRecord(value)) return [];
  const { name, columns } = value;
  return isText(name) && name !== '' && Array.isArray(columns) ? [{ name: name.slice(0, SET_NAME_LIMIT), columns: validColumns(table, columns.filter(isText)) }] : [];
}

/** Null when nothing differs from what is usual: there is nothing to keep. */
export function choiceText(choice: TableChoice): string | null {
  const { columns, sort, grouped, flash, sets } = choice;
  return columns === null && sort === null && !grouped && !flash && sets.length === 0 ? null : JSON.stringify(choice);
}

/** The keys of the columns shown, in order. @param wide the window has room for more */
export function shownKeys(table: TableId, { columns }: TableChoice, wide: boolean): readonly string[] {
  return columns ?? CATALOGUE[table].filter(({ shown }) => shown === 'usual' || (shown === 'wide' && wide)).map(({ key }) => key);
}

/** The columns shown, in order. */
export function shownColumns(table: TableId, choice: TableChoice, wide: boolean): readonly ColumnInfo[] {
  const byKey = new Map(CATALOGUE[table].map((column) => [column.key, column]));
  return shownKeys(table, choice, wide).flatMap((key) => byKey.get(key) ?? []);
}

/** With a column turned on (at its usual place among those shown) or off. */
export function toggled(table: TableId, keys: readonly string[], key: string): readonly string[] {
  if (keys.includes(key)) return validColumns(table, keys.filter((other) => other !== key));
  const order = CATALOGUE[table].map((column) => column.key);
  const place = order.indexOf(key);
  const before = keys.findLastIndex((other) => order.indexOf(other) < place);
  return validColumns(table, keys.toSpliced(before + 1, 0, key));
}

/** With a column moved by one place; the first column stays first. */
export function moved(table: TableId, keys: readonly string[], key: string, step: 1 | -1): readonly string[] {
  const at = keys.indexOf(key);
  const to = at + step;
  if (at < 1 || to < 1 || to >= keys.length) return keys;
  return validColumns(table, keys.toSpliced(at, 1).toSpliced(to, 0, key));
}

/** A set put under its name; one of the same name is replaced. */
export function withSet(sets: readonly ColumnSet[], set: ColumnSet): readonly ColumnSet[] {
  return [...sets.filter(({ name }) => name !== set.name), set].slice(-SETS_LIMIT);
}
