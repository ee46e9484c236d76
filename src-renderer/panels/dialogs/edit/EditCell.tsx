import { type KeyboardEvent, useState } from 'react';
import type { EditColumn } from '../../../state/editor/columns.ts';

type EditCellProps = Readonly<{ column: EditColumn; name: string; value: string; /** What is said in the place of what no cell can hold. */ locked: string | null; /** There is a price already that an empty field leaves. */ priced: boolean; /** Of the line that says what is wrong with it. */ faultsId: string | null; onCommit: (text: string) => void; onPaste: (text: string) => boolean }>;

/** One field of one row. What is typed becomes part of the account when the field is left; Escape takes it back. */
export function EditCell({ column: { field, kind, options, hint }, name, value, locked, priced, faultsId, onCommit, onPaste }: EditCellProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    if (typed !== null) onCommit(typed);
    setTyped(null);
  };
  const said = { 'aria-label': name, 'aria-invalid': faultsId !== null, 'aria-describedby': faultsId ?? undefined };
  if (locked !== null) return <span className="edit-locked" title="More than a cell can hold: it stays as it is">{locked}</span>;
  if (kind === 'choice' && (options ?? []).includes(value)) {
    return (
      <select {...said} value={value} onChange={(event) => onCommit(event.target.value)}>
        {(options ?? []).map((option) => <option key={option} value={option}>{option}</option>)}
      </select>
    );
  }
  return (
    <input
      {...said} value={typed ?? value} data-field={field} data-typing={typed === null ? undefined : true} placeholder={kind !== 'price' || priced ? hint : undefined} autoComplete="off" spellCheck={false} inputMode={kind === 'figure' || kind === 'price' ? 'decimal' : 'text'} className={kind === 'text' || kind === 'choice' ? 'words' : undefined}
      onChange={(event) => setTyped(event.target.value)} onBlur={commit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return moveByKey(event);
        if (typed === null) return undefined;
        event.preventDefault();
        return setTyped(null);
      }}
      onPaste={(event) => {
        if (!onPaste(event.clipboardData.getData('text/plain'))) return;
        event.preventDefault();
        setTyped(null);
      }}
    />
  );
}

/** Up, down and Enter go from row to row in a column, as in a spreadsheet. */
function moveByKey(event: KeyboardEvent<HTMLInputElement>): void {
  const step = { ArrowDown: 1, Enter: event.shiftKey ? -1 : 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const { currentTarget } = event;
  const column = [...(currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>(`input[data-field="${currentTarget.dataset['field'] ?? ''}"]`) ?? [])];
  const next = column[column.indexOf(currentTarget) + step];
  next?.focus();
  next?.select();
}
