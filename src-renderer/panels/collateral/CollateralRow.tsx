import { memo } from 'react';
import { useCollateral } from '../../state/screen.ts';
import { GridRow } from '../../ui/grid/GridRow.tsx';
import type { GridColumn } from '../../ui/grid/gridTypes.ts';
import { COLLATERAL_CELLS, type CollateralContext } from './collateralCells.tsx';

type RowProps = Readonly<{
  asset: string;
  /** Its place in the whole table, from 1 for the head. */
  index: number;
  /** The column that Tab stops at; null when it is in another row. */
  active: string | null;
  columns: readonly GridColumn[];
  context: CollateralContext;
  flash: boolean;
  onOpen: (asset: string, column: string) => void;
}>;

export const CollateralRow = memo(function CollateralRow({ asset, index, active, columns, context, flash, onOpen }: RowProps) {
  const row = useCollateral(asset);
  if (row === undefined) return null;
  return (
    <GridRow
      row={row} columns={columns} cells={COLLATERAL_CELLS} context={context} place={{ line: asset, index, active }} flash={flash} onOpen={onOpen}
      className={`state-${row.price.state}`} testId="collateral-row" data={{ 'data-asset': asset }}
    />
  );
});
