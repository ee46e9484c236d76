import type { ReactNode, Ref } from 'react';

export type Column = Readonly<{
  key: string;
  label: string;
  /** The unit, and what the column is, in words. */
  title?: string;
  /** Hidden on narrow windows, where the figure has another place. */
  wideOnly?: boolean;
}>;

export type DataTableProps = Readonly<{
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
  foot?: ReactNode;
  className?: string;
  scrollRef?: Ref<HTMLDivElement>;
}>;

const classOf = (column: Column): string | undefined => (column.wideOnly === true ? 'wide-only' : undefined);

/** A table to read, which scrolls inside its place, by keyboard too. The first column names the row. Tables to work in are a `Grid`. */
export function DataTable({ caption, columns, children, foot, className = '', scrollRef }: DataTableProps) {
  return (
    <div className={`table-scroll ${className}`} role="region" aria-label={caption} tabIndex={0} ref={scrollRef}>
      <table>
        <caption className="hidden-text">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" title={column.title} className={classOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
