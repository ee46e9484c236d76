import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useKept } from '../screen.ts';
import type { ColumnInfo, TableId } from './catalogue.ts';
import { choiceText, parseChoice, shownColumns, type TableChoice, USUAL } from './tableChoice.ts';

export type ChosenTable = Readonly<{
  choice: TableChoice;
  columns: readonly ColumnInfo[];
  /** The window has room for more. */
  wide: boolean;
  /** Changes some of it. */
  change: (changes: Partial<TableChoice>) => void;
  /** Columns, order and the rest as they are usual; the saved sets stay. */
  reset: () => void;
}>;

/** From this width on, a table shows more columns unless the user said which. */
const WIDE = typeof matchMedia === 'undefined' ? null : matchMedia('(min-width: 1600px)');

function onWide(listener: () => void): () => void {
  WIDE?.addEventListener('change', listener);
  return () => WIDE?.removeEventListener('change', listener);
}

/** What the user chose for a table, and how to change it. */
export function useTableChoice(table: TableId): ChosenTable {
  const [text, keep] = useKept(`table.${table}`);
  const wide = useWide();
  const choice = useMemo(() => parseChoice(table, text), [table, text]);
  const columns = useMemo(() => shownColumns(table, choice, wide), [table, choice, wide]);
  const change = useCallback((changes: Partial<TableChoice>) => keep(choiceText({ ...choice, ...changes })), [choice, keep]);
  const reset = useCallback(() => keep(choiceText({ ...USUAL, sets: choice.sets })), [choice, keep]);
  return { choice, columns, wide, change, reset };
}

const useWide = (): boolean => useSyncExternalStore(onWide, () => WIDE?.matches === true, () => false);
