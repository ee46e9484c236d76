import { memo } from 'react';
import type { PlacedFault } from '../../../state/editor/cellFaults.ts';
import { columnOf, COLUMNS, type GridId } from '../../../state/editor/columns.ts';
import { blankRow, type EditRow, nextKey, rowTitle, usedInstruments } from '../../../state/editor/draft.ts';
import type { Editor, EditorState } from '../../../state/editor/editor.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { EditCell } from './EditCell.tsx';

const TITLES: Readonly<Record<GridId, string>> = { positions: 'Positions', collateral: 'Collateral', orders: 'Open orders', instruments: 'Instruments' };

const HINTS: Readonly<Record<GridId, string>> = {
  positions: 'Type into the empty row, or paste cells of a spreadsheet, with or without their heads.',
  collateral: '', orders: '',
  instruments: 'What a symbol is. The venue’s own are filled in; one that nobody knows is described here.',
};

const NONE: readonly PlacedFault[] = [];

/** One table to write in: a field in every cell, and an empty row below that becomes a row when something is written in it. */
export function EditGrid({ grid, editor, state, isNew }: Readonly<{ grid: GridId; editor: Editor; state: EditorState; /** The account is not there yet. */ isNew: boolean }>) {
  const { draft } = state;
  const faults = Map.groupBy(state.faults.cells.filter((fault) => fault.grid === grid), ({ key }) => key);
  const rows = grid === 'instruments' ? usedInstruments(draft) : draft.grids[grid];
  // Instruments come of their own accord, with the rows that use them.
  const spare = grid === 'instruments' ? [] : [blankRow(grid, nextKey(rows))];
  return (
    <section className="edit-section" aria-label={TITLES[grid]}>
      <div className="edit-title">
        <h3>{TITLES[grid]}</h3>
        <span className="count">{rows.length}</span>
        <p className="faint">{HINTS[grid]}</p>
      </div>
      <div className="edit-scroll" role="region" aria-label={`${TITLES[grid]}, table`} tabIndex={0}>
        <table className="edit-table" data-testid={`edit-${grid}`}>
          <caption className="hidden-text">{TITLES[grid]}</caption>
          <thead>
            <tr>
              {COLUMNS[grid].map(({ field, label, kind }) => <th key={field} scope="col" className={kind === 'figure' || kind === 'price' ? 'figure-head' : undefined}>{label}</th>)}
              <th scope="col"><span className="hidden-text">Remove</span></th>
            </tr>
          </thead>
          <tbody>
            {[...rows, ...spare].map((row, at) => (
              <Line key={row.key} grid={grid} row={row} name={at === rows.length ? 'new row' : rowTitle(grid, row, at)} isSpare={at === rows.length} isNew={isNew} faults={faults.get(row.key) ?? NONE} setCell={editor.setCell} paste={editor.paste} removeRow={editor.removeRow} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type LineProps = Readonly<{ grid: GridId; row: EditRow; name: string; isSpare: boolean; isNew: boolean; faults: readonly PlacedFault[] }> & Pick<Editor, 'setCell' | 'paste' | 'removeRow'>;

const isSame = (a: LineProps, b: LineProps): boolean =>
  (a.row === b.row || (a.isSpare && b.isSpare && a.row.key === b.row.key)) && a.name === b.name && a.faults.length === 0 && b.faults.length === 0;

const Line = memo(function Line({ grid, row, name, isSpare, isNew, faults, setCell, paste, removeRow }: LineProps) {
  const faultsId = `edit-${grid}-${row.key}`;
  return (
    <>
      <tr data-testid="edit-row" data-spare={isSpare || undefined}>
        {COLUMNS[grid].map((column) => (
          <td key={column.field}>
            <EditCell
              column={column} name={`${column.label}, ${name}`} value={row.cells[column.field] ?? ''} locked={row.locked[column.field] ?? null} priced={!isNew && !isSpare} faultsId={faults.some(({ field }) => field === column.field) ? faultsId : null}
              onCommit={(text) => setCell(grid, row.key, column.field, text)} onPaste={(text) => paste(grid, row.key, column.field, text)}
            />
          </td>
        ))}
        <td className="edit-remove">
          {!isSpare && grid !== 'instruments' && <Button icon="close" iconOnly className="ghost" onClick={() => removeRow(grid, row.key)}>Remove {displayText(name, 40)}</Button>}
        </td>
      </tr>
      {faults.length > 0 && (
        <tr className="edit-faults" data-testid="edit-fault">
          <td colSpan={COLUMNS[grid].length + 1} id={faultsId}>
            {faults.map(({ field, message }) => <p key={`${field} ${message}`}><b>{columnOf(grid, field)?.label}</b> {displayText(message)}</p>)}
          </td>
        </tr>
      )}
    </>
  );
}, isSame);
