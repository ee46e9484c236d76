import { SORT_LIMIT, type SortKey } from './tableChoice.ts';

/** For sorting only; the figures themselves stay exact text. Null stands last in either direction. */
export type Rank = string | number | null;
export type RankOf<R> = (row: R, key: string) => Rank;

/** Rows in order; ties keep the order that they came in. */
export function sorted<R>(rows: readonly R[], sort: readonly SortKey[], rankOf: RankOf<R>): readonly R[] {
  return rows.toSorted((a, b) => {
    for (const { key, direction } of sort) {
      const order = compare(rankOf(a, key), rankOf(b, key), direction === 'ascending' ? 1 : -1);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compare(a: Rank, b: Rank, factor: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return factor * (a === b ? 0 : a - b);
  return factor * String(a).localeCompare(String(b), 'en');
}

/**
 * A press on a column: by this column alone, turned round when it was the only one already. With `add` (Shift) it is
 * added after the others, turned round when it is among them, and taken out when it was turned round before.
 *
 * @param first the direction that shows what is urgent first
 */
export function nextSort(sort: readonly SortKey[], key: string, first: SortKey['direction'], add: boolean): readonly SortKey[] {
  const at = sort.findIndex((one) => one.key === key);
  const own = sort[at];
  if (own === undefined) return add ? [...sort.slice(0, SORT_LIMIT - 1), { key, direction: first }] : [{ key, direction: first }];
  const turned: SortKey = { key, direction: own.direction === 'ascending' ? 'descending' : 'ascending' };
  if (!add) return [sort.length === 1 ? turned : { key, direction: first }];
  return own.direction === first || sort.length === 1 ? sort.with(at, turned) : sort.toSpliced(at, 1);
}

/** The order on screen while the pointer rests on the table: nothing moves; new rows come last, gone rows go. */
export function heldIds(held: readonly string[], ids: readonly string[]): readonly string[] {
  const present = new Set(ids);
  const known = new Set(held);
  return [...held.filter((id) => present.has(id)), ...ids.filter((id) => !known.has(id))];
}
