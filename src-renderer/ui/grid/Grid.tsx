import { type ReactNode, useRef } from 'react';
import { copyOf } from '../copy.ts';
import { useWindow } from '../useWindow.ts';
import { GridHead } from './GridHead.tsx';
import type { GridColumn, GridSort, LinePlace } from './gridTypes.ts';
import { segmentsOf } from './segments.ts';
import { HEAD, useGridFocus } from './useGridFocus.ts';

export type GridProps<L extends Readonly<{ key: string }>> = Readonly<{
  label: string;
  columns: readonly GridColumn[];
  /** In order; only those in view are drawn. */
  lines: readonly L[];
  draw: (line: L, place: LinePlace) => ReactNode;
  /** Height of a line in px. */
  rowPx: number;
  sort: GridSort;
  /** @param add Shift was held: after the other columns, not instead of them */
  onSort: (key: string, add: boolean) => void;
  onHover?: (inside: boolean) => void;
  foot?: ReactNode;
  /** What copying takes, as tab-separated text. */
  copyText: () => string;
  onCopied: () => void;
  className?: string;
}>;

const BLANK = '\u00a0';

/** A tabular digit is a little wider than 1ch, a letter of a heading a little narrower. */
const widthOf = ({ chars, label }: GridColumn): string => `calc(${(Math.max(chars, label.length * 0.85) * 1.04).toFixed(2)}ch + 2 * var(--pad))`;

/** A table for the eye and for the keyboard: one stop of Tab, arrows from cell to cell, a head and foot that stay. */
export function Grid<L extends Readonly<{ key: string }>>({ label, columns, lines, draw, rowPx, sort, onSort, onHover, foot, copyText, onCopied, className = '' }: GridProps<L>) {
  const box = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const view = useWindow(box, lines.length, rowPx);
  const page = (): number => Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowPx) - 3);
  const { active, onFocus, onKeyDown } = useGridFocus({ table, lines: lines.map(({ key }) => key), columns: columns.map(({ key }) => key), page });
  const kept = lines.findIndex(({ key }) => key === active.line);
  const segments = segmentsOf(view, kept === -1 ? null : kept, lines.length);
  return (
    <div className={`table-scroll grid-scroll ${className}`} ref={box}>
      <table ref={table} role="grid" aria-label={label} aria-rowcount={lines.length + 1} aria-colcount={columns.length} onFocus={onFocus} onKeyDown={onKeyDown} onCopy={copyOf(copyText, onCopied)}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: widthOf(column) }} />
          ))}
        </colgroup>
        <GridHead columns={columns} sort={sort} onSort={onSort} active={active.line === HEAD ? active.column : null} />
        <tbody onPointerEnter={() => onHover?.(true)} onPointerLeave={() => onHover?.(false)}>
          {/* One list: a line that leaves the view and is kept stays the same element, and has the focus still. */}
          {segments.flatMap(({ gap, from, to }, at) => [
            <Spacer key={`:gap:${at}`} rows={gap} rowPx={rowPx} columns={columns.length} />,
            ...lines.slice(from, to).map((line, place) => draw(line, { line: line.key, index: from + place + 2, active: line.key === active.line ? active.column : null })),
          ])}
          <Spacer rows={lines.length - (segments.at(-1)?.to ?? 0)} rowPx={rowPx} columns={columns.length} />
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}

function Spacer({ rows, rowPx, columns }: Readonly<{ rows: number; rowPx: number; columns: number }>) {
  if (rows <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height: rows * rowPx }}>
        {BLANK}
      </td>
    </tr>
  );
}
