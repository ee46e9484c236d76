import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

export type SortDirection = 'ascending' | 'descending';

export type Column = Readonly<{
  key: string;
  label: string;
  /** The unit, and what the column is, in words. */
  title?: string;
  /** Hidden on narrow windows, where the figure has another place. */
  wideOnly?: boolean;
  sortable?: boolean;
}>;

export type DataTableProps = Readonly<{
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
  foot?: ReactNode;
  className?: string;
  sort?: Readonly<{ key: string; direction: SortDirection }>;
  onSort?: (key: string) => void;
  onHover?: (inside: boolean) => void;
}>;

/** A real table that scrolls inside its panel, by keyboard too. The first column names the row. */
export function DataTable({ caption, columns, children, foot, className = '', sort, onSort, onHover }: DataTableProps) {
  return (
    <div className={`table-scroll ${className}`} role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="hidden-text">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" title={column.title} className={column.wideOnly === true ? 'wide-only' : undefined} aria-sort={sort?.key === column.key ? sort.direction : undefined}>
                {column.sortable === true && onSort !== undefined ? <SortButton column={column} sort={sort} onSort={onSort} /> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onPointerEnter={() => onHover?.(true)} onPointerLeave={() => onHover?.(false)}>
          {children}
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}

type SortButtonProps = Readonly<{ column: Column; sort: DataTableProps['sort']; onSort: (key: string) => void }>;

function SortButton({ column, sort, onSort }: SortButtonProps) {
  const active = sort?.key === column.key;
  return (
    <button type="button" className="sort-button" onClick={() => onSort(column.key)}>
      {active && <Icon name={sort.direction === 'ascending' ? 'up' : 'down'} size={7} />}
      {column.label}
    </button>
  );
}
