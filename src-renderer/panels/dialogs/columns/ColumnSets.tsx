import { useState } from 'react';
import type { TableId } from '../../../state/tables/catalogue.ts';
import { SET_NAME_LIMIT, type TableChoice, validColumns, withSet } from '../../../state/tables/tableChoice.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';

type Props = Readonly<{ table: TableId; keys: readonly string[]; choice: TableChoice; onChange: (changes: Partial<TableChoice>) => void }>;

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((key, at) => key === b[at]);

/** Columns saved under a name: one press shows them, another name keeps what is shown now. */
export function ColumnSets({ table, keys, choice, onChange }: Props) {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const save = (): void => {
    if (trimmed === '') return;
    onChange({ sets: withSet(choice.sets, { name: trimmed, columns: validColumns(table, keys) }) });
    setName('');
  };
  return (
    <div className="column-sets">
      {choice.sets.map((set) => (
        <span key={set.name} className="column-set">
          <Button pressed={isSame(set.columns, keys)} onClick={() => onChange({ columns: set.columns })}>
            {displayText(set.name, SET_NAME_LIMIT)}
          </Button>
          <Button icon="close" iconOnly className="ghost" title={`Forget the set ${displayText(set.name, SET_NAME_LIMIT)}`} onClick={() => onChange({ sets: choice.sets.filter((other) => other.name !== set.name) })}>
            Forget the set {displayText(set.name, SET_NAME_LIMIT)}
          </Button>
        </span>
      ))}
      <form
        className="set-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input type="text" aria-label="Name for the columns shown now" placeholder="Save these columns as…" maxLength={SET_NAME_LIMIT} value={name} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" disabled={trimmed === ''}>
          Save
        </Button>
      </form>
    </div>
  );
}
