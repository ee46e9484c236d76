import type { ReactNode } from 'react';

export type SortDirection = 'ascending' | 'descending';
export type GridSort = readonly Readonly<{ key: string; direction: SortDirection }>[];

export type GridColumn = Readonly<{
  key: string;
  label: string;
  /** The unit, and what the column is, in words. */
  title: string;
  /** Digits that a figure of this column may take: its width stays while they change. */
  chars: number;
  /** A price with its age or state behind it: the label stands over the price. */
  priced?: boolean;
  /** Words, which stand left. */
  words?: boolean;
  sortable: boolean;
}>;

/** How one column of a row is drawn. */
export type GridCell<R, C> = Readonly<{
  /** @param tab the tab index of what can be pressed in it: 0 for the one stop of the grid, −1 else */
  draw: (row: R, context: C, tab: 0 | -1) => ReactNode;
  /** There is something to press, which has the focus in place of the cell. */
  presses?: (row: R, context: C) => boolean;
  /** All of the row that drawing and pressing depend on: the cell is drawn again only when it changes. Left out: with every change of the row. */
  stamp?: (row: R) => string;
  /** What is tinted when it changes; null does not count as a change. */
  flash?: (row: R) => string | null;
  soft?: boolean;
}>;

export type GridCells<R, C> = Readonly<Record<string, GridCell<R, C>>>;

/** Where a line stands in its grid. */
export type LinePlace = Readonly<{
  line: string;
  /** From 1, the head counted. */
  index: number;
  /** The column that Tab stops at, when it is in this line. */
  active: string | null;
}>;
