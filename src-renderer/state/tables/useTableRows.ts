import { useCallback, useState } from 'react';
import { useLinked } from '../screen.ts';
import type { TableId } from './catalogue.ts';
import { type Line, linesOf, matches } from './lines.ts';
import { nextSort, type RankOf } from './sorting.ts';
import type { SortKey } from './tableChoice.ts';
import { useRowOrder } from './useRowOrder.ts';
import { type ChosenTable, useTableChoice } from './useTableChoice.ts';

/** What a table must know of its rows; one object for the life of the page. */
export type TableSpec<R> = Readonly<{
  id: TableId;
  keyOf: (row: R) => string;
  rankOf: RankOf<R>;
  usualSort: readonly SortKey[];
  /** The direction that a first press on a column asks for. */
  firstDirection: (key: string) => SortKey['direction'];
  /** The underlying of a row: what a linked screen is narrowed to, and what rows are grouped by. Null: rows have none. */
  assetOf: ((row: R) => string) | null;
  /** All that a filter finds a row by. */
  said: (row: R) => string;
}>;

export type TableRows<R> = ChosenTable & Readonly<{
  lines: readonly Line<R>[];
  /** The rows that pass filter and link, in order, folded groups included. */
  shown: readonly R[];
  sort: readonly SortKey[];
  sortBy: (key: string, add: boolean) => void;
  hold: (inside: boolean) => void;
  waiting: boolean;
  filter: string;
  setFilter: (filter: string) => void;
  /** Folds a group away, or unfolds it. */
  fold: (name: string) => void;
}>;

const NONE_CLOSED: ReadonlySet<string> = new Set();

/** Rows as a table shows them: sorted, filtered, narrowed to the linked underlying, grouped. */
export function useTableRows<R>(spec: TableSpec<R>, rows: readonly R[]): TableRows<R> {
  const { keyOf, rankOf, assetOf, said, firstDirection, usualSort } = spec;
  const chosen = useTableChoice(spec.id);
  const { choice, change } = chosen;
  const sort = choice.sort ?? usualSort;
  const order = useRowOrder(rows, keyOf, rankOf, sort);
  const [filter, setFilter] = useState('');
  const [closed, setClosed] = useState(NONE_CLOSED);
  const [linked] = useLinked();
  const passes = (row: R): boolean => (linked === null || assetOf === null || assetOf(row) === linked) && (filter === '' || matches(said(row), filter));
  const shown = order.rows.filter(passes);
  const sortBy = useCallback((key: string, add: boolean) => change({ sort: nextSort(sort, key, firstDirection(key), add) }), [sort, change, firstDirection]);
  const fold = useCallback((name: string) => setClosed((before) => (before.has(name) ? new Set([...before].filter((other) => other !== name)) : new Set([...before, name]))), []);
  const grouped = choice.grouped ? assetOf : null;
  return { ...chosen, lines: linesOf(shown, keyOf, grouped, closed), shown, sort, sortBy, hold: order.hold, waiting: order.waiting, filter, setFilter, fold };
}
