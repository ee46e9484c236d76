import type { ReactNode } from 'react';
import { Icon } from '../Icon.tsx';
import { displayText } from '../text.ts';
import type { GridColumn, LinePlace } from './gridTypes.ts';

type GroupProps = Readonly<{
  name: string;
  count: number;
  open: boolean;
  onFold: () => void;
  columns: readonly GridColumn[];
  place: LinePlace;
  /** The subtotal of a column; null where rows of one group have no sum. */
  sum: (column: string) => ReactNode;
}>;

/** The head of a group of rows, with what they come to. */
export function GroupRow({ name, count, open, onFold, columns, place, sum }: GroupProps) {
  return (
    <tr className="group" data-line={place.line} data-testid="group-row" data-group={name} aria-rowindex={place.index}>
      {columns.map((column, at) => {
        const tab = place.active === column.key ? 0 : -1;
        return at === 0 ? (
          <th key={column.key} scope="row" data-cell={column.key} aria-colindex={1} tabIndex={-1}>
            <button type="button" className="row-button group-name" tabIndex={tab} aria-expanded={open} onClick={onFold}>
              <Icon name={open ? 'caret' : 'caretRight'} size={10} />
              <span className="clip">{displayText(name, 24)}</span> <span className="faint">{count}</span>
            </button>
          </th>
        ) : (
          <td key={column.key} data-cell={column.key} aria-colindex={at + 1} tabIndex={tab}>
            {sum(column.key)}
          </td>
        );
      })}
    </tr>
  );
}
