import type { Database, Statement } from 'better-sqlite3';

/** Field → column. Every field of a row has its column: a new field of the domain does not compile until it has one. */
export type Columns<Row> = Readonly<{ [Field in keyof Row]-?: string }>;

/** A domain record as a row: what may be absent is null. */
export type Nullable<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

/** "column AS field" for every field. */
export function selected(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns).map(([field, column]) => `${column} AS "${field}"`).join(', ');
}

/** An insert of whole rows, by column name, so that a column added later does not shift the others. */
export function insertInto<Row extends object>(db: Database, table: string, columns: Readonly<Record<string, string>>): Statement<[Row]> {
  const fields = Object.keys(columns).map((field) => `@${field}`);
  return db.prepare<[Row]>(`INSERT INTO ${table} (${Object.values(columns).join(', ')}) VALUES (${fields.join(', ')})`);
}

/** The fields that are not NULL: an absent field is absent, not null. */
export function present<T extends object>(row: T): { [K in keyof T]: Exclude<T[K], null> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the filter is what makes the type true
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as { [K in keyof T]: Exclude<T[K], null> };
}

/** A list or map as the text of its column; null when it is absent. */
export const jsonText = (value: object | undefined): string | null => (value === undefined ? null : JSON.stringify(value));
