import { Component, type KeyboardEvent, type ReactNode } from 'react';
import { PresentationContext } from '../presentation.ts';
import type { GridCell, GridColumn } from './gridTypes.ts';

type CellProps<R, C> = Readonly<{
  row: R;
  cell: GridCell<R, C>;
  column: GridColumn;
  /** From 1. */
  index: number;
  line: string;
  tab: 0 | -1;
  context: C;
  /** All of the row that the cell depends on; null when that is too much to name. */
  stamp: string | null;
  onOpen: ((line: string, column: string) => void) | undefined;
}>;

/** One cell. A row changes with every tick; a cell that says what it depends on is drawn again only when that changed. */
export class GridRowCell<R, C> extends Component<CellProps<R, C>> {
  /** Privacy and locale write every cell anew, whatever it depends on. */
  static override readonly contextType = PresentationContext;

  override shouldComponentUpdate(next: CellProps<R, C>): boolean {
    const { stamp, cell, column, index, tab, context, onOpen } = this.props;
    return stamp === null || stamp !== next.stamp || tab !== next.tab || cell !== next.cell || column !== next.column || index !== next.index || context !== next.context || onOpen !== next.onOpen;
  }

  override render(): ReactNode {
    const { row, cell, column, index, line, tab, context, onOpen } = this.props;
    const presses = cell.presses?.(row, context) === true;
    const className = [cell.soft === true ? 'soft' : '', column.words === true ? 'words' : ''].join(' ').trim();
    const shared = { 'data-cell': column.key, 'aria-colindex': index, tabIndex: presses ? -1 : tab, ...(className === '' ? {} : { className }) };
    const drawn = cell.draw(row, context, tab);
    if (index === 1) {
      return (
        <th scope="row" {...shared}>
          {drawn}
        </th>
      );
    }
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
      event.preventDefault();
      onOpen?.(line, column.key);
    };
    return (
      <td {...shared} onKeyDown={presses || onOpen === undefined ? undefined : press}>
        {drawn}
      </td>
    );
  }
}
