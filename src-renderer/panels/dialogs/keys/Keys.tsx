import { useState } from 'react';
import { ACTIONS } from '../../../state/actions/actions.ts';
import { refusalOf, withKey } from '../../../state/actions/bindings.ts';
import { keyText } from '../../../state/actions/keys.ts';
import { scoreOf } from '../../../state/actions/match.ts';
import { useBindings } from '../../../state/actions/useActions.ts';
import { useLetterKeys } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { isMac } from '../../../ui/platform.ts';
import { KeyLine } from './KeyLine.tsx';
import './keys.css';

/** Another key for an action: pressed, not typed. A key that something else has is refused, and nothing changes. */
export function Keys({ onClose }: Readonly<{ onClose: () => void }>) {
  const { bindings, choices, choose } = useBindings();
  const { heard, set } = useLetterKeys();
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const [fault, setFault] = useState('');
  const shown = ACTIONS.filter(({ title, words = '', group }) => scoreOf(query, { title, words: `${words} ${group}` }) !== null);
  const ask = (id: string | null): void => {
    setAsked(id);
    setFault('');
  };
  return (
    <Dialog title="Change keys" size="wide" onClose={onClose}>
      <div className="dialog-body" data-testid="keys">
        <div className="keys-tools">
          <input type="text" data-autofocus aria-label="Find an action" placeholder="Find an action" value={query} spellCheck={false} autoComplete="off" onChange={(event) => setQuery(event.target.value)} />
          <label>
            <input type="checkbox" checked={heard} onChange={() => set(!heard)} />
            Single letters, digits and signs are keys
          </label>
        </div>
        <p className="field-error" role="alert" data-testid="key-fault">{fault}</p>
        <ul className="key-list" aria-label="Actions and their keys">
          {shown.map((action) => (
            <KeyLine
              key={action.id} action={action} bound={bindings.get(action.id) ?? null} chosen={action.id in choices} asked={asked === action.id} onAsk={ask}
              onKey={(key) => {
                const refusal = key === null ? null : refusalOf(ACTIONS, choices, action, key, keyText(key, isMac));
                setFault(refusal ?? '');
                if (refusal !== null) return;
                setAsked(null);
                choose(withKey(choices, action, key));
              }}
            />
          ))}
        </ul>
      </div>
      <footer>
        <Button disabled={Object.keys(choices).length === 0} onClick={() => { ask(null); choose({}); }}>All as usual</Button>
        <Button kind="primary" onClick={onClose}>Done</Button>
      </footer>
    </Dialog>
  );
}
