import { useEffect, useState } from 'react';
import { Button } from '../Button.tsx';

type GridToolsProps = Readonly<{
  /** The table's name, for the names of its tools. */
  of: string;
  /** How many rows there are: few need no filter. */
  rows: number;
  /** The key that leads to the filter, as it stands in a title; empty when it has none. */
  filterKey: string;
  filter: string;
  onFilter: (filter: string) => void;
  /** Left out: rows of this table have no groups. */
  grouped?: boolean;
  onGroup?: (grouped: boolean) => void;
  onCopy: () => void;
  /** "9 rows copied", for a moment; empty else. */
  copied: string;
  onColumns: () => void;
}>;

/** So many rows are seen at once. */
const FEW = 5;

/** Filter, grouping, copying and columns of a table. A key leads to the filter; Escape empties it, Enter goes on to the rows. */
export function GridTools({ of, rows, filterKey, filter, onFilter, grouped, onGroup, onCopy, copied, onColumns }: GridToolsProps) {
  return (
    <>
      {(rows > FEW || filter !== '') && <input
        type="text" className="grid-filter" data-filter="" aria-label={`Filter ${of}`} placeholder="Filter" title={`Words that a row must hold, such as btc long${filterKey}`} value={filter} spellCheck={false} autoComplete="off"
        onChange={(event) => onFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.preventDefault();
          if (event.key === 'Escape') onFilter('');
          event.currentTarget.closest('.panel, dialog')?.querySelector<HTMLElement>('[role="grid"] tbody [tabindex="0"]')?.focus();
        }}
      />}
      {grouped !== undefined && onGroup !== undefined && (
        <Button icon="group" iconOnly pressed={grouped} title="Group by underlying, with subtotals" onClick={() => onGroup(!grouped)}>
          Group {of} by underlying
        </Button>
      )}
      <Button icon={copied === '' ? 'copy' : 'check'} iconOnly title={copied === '' ? 'Copy what is shown, for a spreadsheet: every digit, a tab between columns' : copied} onClick={onCopy}>
        {copied === '' ? `Copy ${of}` : copied}
      </Button>
      <Button icon="columns" iconOnly title="Columns, sets of columns, changes" onClick={onColumns}>
        Columns of {of}
      </Button>
    </>
  );
}

const SHOWN_MS = 2000;

/** Words that stay for a moment. */
export function useBriefly(): readonly [words: string, say: (words: string) => void] {
  const [words, setWords] = useState('');
  useEffect(() => {
    if (words === '') return undefined;
    const timer = setTimeout(() => setWords(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return [words, setWords];
}
