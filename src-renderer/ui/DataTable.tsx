import type { ReactNode, Ref } from 'react';
import { Icon } from './Icon.tsx';

export type SortDirection = 'ascending' | 'descending';

export type Column = Readonly<{
  key: string;
  label: string;
  /** The unit, and what the column is, in words. */
  title?: string;
  /** Digits that a figure of this column may take: its width stays while they change. */
  chars?: number | undefined;
  /** A price with its age or state behind it: the label stands over the price. */
  priced?: boolean;
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
  /** All rows, when only those in view are given. */
  rowCount?: number;
  scrollRef?: Ref<HTMLDivElement>;
  sort?: Readonly<{ key: string; direction: SortDirection }>;
  onSort?: (key: string) => void;
  onHover?: (inside: boolean) => void;
}>;

const classOf = (column: Column): string | undefined => (column.wideOnly === true ? 'wide-only' : column.priced === true ? 'priced' : undefined);

/** A tabular digit is a little wider than 1ch, a letter of a heading a little narrower. */
const widthOf = (digits: number, label: string): string => `calc(${(Math.max(digits, label.length * 0.85) * 1.04).toFixed(2)}ch + 2 * var(--pad))`;

/** A real table that scrolls inside its panel, by keyboard too. The first column names the row. */
export function DataTable({ caption, columns, children, foot, className = '', rowCount, scrollRef, sort, onSort, onHover }: DataTableProps) {
  return (
    <div className={`table-scroll ${className}`} role="region" aria-label={caption} tabIndex={0} ref={scrollRef}>
      <table aria-rowcount={rowCount === undefined ? undefined : rowCount + 1}>
        <caption className="hidden-text">{caption}</caption>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} className={classOf(column)} style={column.chars === undefined ? undefined : { width: widthOf(column.chars, column.label) }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" title={column.title} className={classOf(column)} aria-sort={sort?.key === column.key ? sort.direction : undefined}>
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
