import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { gridMove } from './gridMove.ts';

/** The line of the column heads. */
export const HEAD = ':head';

type Active = Readonly<{ line: string; column: string }>;

export type GridFocus = Readonly<{
  /** The one cell of the grid that Tab stops at. */
  active: Active;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
}>;

type Place = Readonly<{ table: RefObject<HTMLTableElement | null>; lines: readonly string[]; columns: readonly string[]; page: () => number }>;

/** One stop of Tab for the whole grid; arrows, Home, End and the page keys move it from cell to cell, head included. */
export function useGridFocus({ table, lines, columns, page }: Place): GridFocus {
  const [chosen, setChosen] = useState<Active | null>(null);
  const wanted = useRef(false);
  const column = chosen !== null && columns.includes(chosen.column) ? chosen.column : columns[0] ?? '';
  const line = chosen !== null && (chosen.line === HEAD || lines.includes(chosen.line)) ? chosen.line : lines[0] ?? HEAD;
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    const row = [...(table.current?.querySelectorAll<HTMLElement>('tr[data-line]') ?? [])].find(({ dataset }) => dataset['line'] === line);
    const cell = [...(row?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])].find(({ dataset }) => dataset['cell'] === column);
    (cell?.querySelector<HTMLElement>('button, a[href]') ?? cell)?.focus();
  }, [table, line, column]);
  return {
    active: { line, column },
    onFocus: ({ target }) => {
      const cell = target.closest<HTMLElement>('[data-cell]')?.dataset['cell'];
      const row = target.closest<HTMLElement>('tr[data-line]')?.dataset['line'];
      if (cell !== undefined && row !== undefined && (cell !== column || row !== line)) setChosen({ line: row, column: cell });
      else if (chosen === null) setChosen({ line, column });
    },
    onKeyDown: (event) => {
      if (event.altKey || event.metaKey || event.shiftKey) return;
      const at = { line: line === HEAD ? -1 : lines.indexOf(line), column: columns.indexOf(column) };
      const next = gridMove(at, event.key, event.ctrlKey, { lines: lines.length, columns: columns.length, page: page() });
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (next.line === at.line && next.column === at.column) return;
      wanted.current = true;
      setChosen({ line: next.line < 0 ? HEAD : lines[next.line] ?? HEAD, column: columns[next.column] ?? column });
    },
  };
}
