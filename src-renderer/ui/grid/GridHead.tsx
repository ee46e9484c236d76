import { Icon } from '../Icon.tsx';
import type { GridColumn, GridSort } from './gridTypes.ts';
import { HEAD } from './useGridFocus.ts';

type HeadProps = Readonly<{ columns: readonly GridColumn[]; sort: GridSort; onSort: (key: string, add: boolean) => void; active: string | null }>;

/** The column heads: part of the grid, so that arrows reach them. Enter sorts, with Shift beside the other columns. */
export function GridHead({ columns, sort, onSort, active }: HeadProps) {
  return (
    <thead>
      <tr data-line={HEAD} aria-rowindex={1}>
        {columns.map((column, at) => {
          const tab = active === column.key ? 0 : -1;
          const place = sort.findIndex(({ key }) => key === column.key);
          return (
            <th key={column.key} scope="col" data-cell={column.key} aria-colindex={at + 1} title={column.title} tabIndex={column.sortable ? -1 : tab} className={classOf(column)} aria-sort={place === 0 ? sort[0]?.direction : undefined}>
              {column.sortable ? <SortButton column={column} sort={sort} place={place} onSort={onSort} tab={tab} /> : column.label}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const classOf = ({ priced, words }: GridColumn): string | undefined => (priced === true ? 'priced' : words === true ? 'words' : undefined);

const ORDINALS = ['', 'second', 'third', 'fourth'] as const;

type SortProps = Readonly<{ column: GridColumn; sort: GridSort; place: number; onSort: HeadProps['onSort']; tab: 0 | -1 }>;

function SortButton({ column, sort, place, onSort, tab }: SortProps) {
  const own = sort[place];
  return (
    <button
      type="button" className={`sort-button ${own === undefined ? '' : 'sorted'}`} tabIndex={tab} onClick={(event) => onSort(column.key, event.shiftKey)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.shiftKey) return;
        event.preventDefault();
        onSort(column.key, true);
      }}
    >
      {own !== undefined && <Icon name={own.direction === 'ascending' ? 'up' : 'down'} size={7} />}
      {own !== undefined && sort.length > 1 && <small aria-hidden="true">{place + 1}</small>}
      {column.label}
      {place > 0 && <span className="hidden-text">, sorted {ORDINALS[place] ?? 'last'}, {own?.direction}</span>}
    </button>
  );
}
