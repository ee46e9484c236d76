import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type Entry, entriesOf, parseRecent, withRecent } from '../../../state/actions/entries.ts';
import { keyOf } from '../../../state/actions/keys.ts';
import { found } from '../../../state/actions/match.ts';
import { useActing, useBindings } from '../../../state/actions/useActions.ts';
import { useKept } from '../../../state/screen.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { displayText } from '../../../ui/text.ts';
import { Found } from './Found.tsx';
import './palette.css';

/** More than anyone reads through: the rest is found by typing. */
const MOST = 200;

/** Everything by typing: what was chosen last comes first, then what fits best. */
export function Palette({ onClose }: Readonly<{ onClose: () => void }>) {
  const acting = useActing();
  const { bindings } = useBindings();
  const [kept, keep] = useKept('palette.recent');
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const recent = parseRecent(kept);
  // What there is when it opens: the list does not change under the fingers.
  const all = useMemo(() => entriesOf(acting, bindings), [acting, bindings]);
  const matches = query.trim() === '' ? recentFirst(all, recent) : found(query, all, recent);
  const shown = matches.slice(0, MOST);
  const chosen = Math.min(at, shown.length - 1);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, query]);
  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    keep(JSON.stringify(withRecent(recent, entry.id)));
    onClose();
    // The focus goes back to where it was first: the action may move it on.
    setTimeout(() => entry.act(acting));
  };
  const press = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    const next = key === null ? undefined : moveOf(key, chosen, shown.length);
    if (next === undefined && key !== 'Enter' && key !== bindings.get('palette')) return;
    event.preventDefault();
    if (next !== undefined) setAt(next);
    else if (key === 'Enter') choose(shown[chosen]);
    else onClose();
  };
  return (
    <Dialog title="Find any action, symbol or account" size="wide" bare onClose={onClose}>
      <div className="palette" data-testid="palette">
        <input
          type="text" role="combobox" data-autofocus className="palette-query" aria-label="Find any action, symbol or account" aria-expanded="true" aria-controls={id} aria-autocomplete="list" aria-activedescendant={chosen < 0 ? undefined : `${id}-${chosen}`}
          placeholder="Action, symbol or account" value={query} spellCheck={false} autoComplete="off" onKeyDown={press}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
        />
        <div ref={list} id={id} role="listbox" aria-label="Found" className="palette-list">
          <Found id={id} entries={shown} chosen={chosen} recent={query.trim() === '' ? recent : null} onChoose={choose} />
        </div>
        <p className="palette-foot faint" role="status">
          {shown.length === 0 ? `Nothing is called “${displayText(query, 40)}”.` : matches.length > MOST ? `${matches.length - MOST} more: type to narrow.` : `${matches.length} found`}
        </p>
      </div>
    </Dialog>
  );
}

function recentFirst(all: readonly Entry[], recent: readonly string[]): readonly Entry[] {
  const last = recent.flatMap((id) => all.find((entry) => entry.id === id) ?? []);
  return [...last, ...all.filter((entry) => !last.includes(entry))];
}

const PAGE = 8;

/** Where a key leads in a list; undefined for a key that does not move. */
function moveOf(key: string, at: number, length: number): number | undefined {
  const last = length - 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, PageDown: Math.min(last, at + PAGE), PageUp: Math.max(0, at - PAGE),
    'Mod+Home': 0, 'Mod+End': last,
  };
  return length === 0 ? undefined : moves[key];
}
