import { memo } from 'react';
import { usePosition } from '../../state/screen.ts';
import { GridRow } from '../../ui/grid/GridRow.tsx';
import type { GridColumn } from '../../ui/grid/gridTypes.ts';
import { POSITION_CELLS, type PositionContext } from './positionCells.tsx';

type RowProps = Readonly<{
  id: string;
  /** Its place in the whole table, from 1 for the head. */
  index: number;
  /** The column that Tab stops at; null when it is in another row. */
  active: string | null;
  columns: readonly GridColumn[];
  context: PositionContext;
  flash: boolean;
  onOpen: (id: string, column: string) => void;
}>;

/** One position, redrawn only when it changed itself. */
export const PositionRow = memo(function PositionRow({ id, index, active, columns, context, flash, onOpen }: RowProps) {
  const row = usePosition(id);
  if (row === undefined) return null;
  const tint = row.stage === null || row.stage === 'calm' ? '' : ` tinted stage-${row.stage}`;
  return (
    <GridRow
      row={row} columns={columns} cells={POSITION_CELLS} context={context} place={{ line: id, index, active }} flash={flash} onOpen={onOpen}
      className={`position state-${row.mark.state}${tint}`} testId="position-row" data={{ 'data-symbol': row.symbol }}
    />
  );
});
