import { type ReactNode, useRef } from 'react';
import { GridRowCell } from './GridRowCell.tsx';
import type { GridCells, GridColumn, LinePlace } from './gridTypes.ts';
import { useFlash } from './useFlash.ts';

export type GridRowProps<R, C> = Readonly<{
  row: R;
  columns: readonly GridColumn[];
  cells: GridCells<R, C>;
  context: C;
  place: LinePlace;
  flash: boolean;
  /** Enter on a cell that holds nothing to press; the same function while it means the same. */
  onOpen?: ((line: string, column: string) => void) | undefined;
  className?: string;
  testId: string;
  /** What the row is of, for tests and style sheets. */
  data?: Readonly<Record<`data-${string}`, string>>;
}>;

/** One row of a grid, column by column. The first cell names the row. */
export function GridRow<R, C>({ row, columns, cells, context, place, flash, onOpen, className = '', testId, data = {} }: GridRowProps<R, C>): ReactNode {
  const line = useRef<HTMLTableRowElement>(null);
  useFlash(line, flash, () => columns.map(({ key }) => [key, cells[key]?.flash?.(row) ?? null]));
  return (
    <tr ref={line} className={className} data-line={place.line} data-testid={testId} aria-rowindex={place.index} {...data}>
      {columns.map((column, at) => {
        const cell = cells[column.key];
        if (cell === undefined) return null;
        return <GridRowCell key={column.key} row={row} cell={cell} column={column} index={at + 1} line={place.line} tab={place.active === column.key ? 0 : -1} context={context} stamp={cell.stamp?.(row) ?? null} onOpen={onOpen} />;
      })}
    </tr>
  );
}
