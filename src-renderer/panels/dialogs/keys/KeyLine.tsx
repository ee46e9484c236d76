import type { KeyboardEvent } from 'react';
import type { Action } from '../../../state/actions/action.ts';
import { keyOf, keyText } from '../../../state/actions/keys.ts';
import { Button } from '../../../ui/Button.tsx';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { isMac } from '../../../ui/platform.ts';

type KeyLineProps = Readonly<{ action: Action; bound: string | null; /** The user's own choice. */ chosen: boolean; /** The next key pressed becomes its key. */ asked: boolean; onAsk: (id: string | null) => void; onKey: (key: string | null) => void }>;

export function KeyLine({ action: { id, title, key: own }, bound, chosen, asked, onAsk, onKey }: KeyLineProps) {
  const hear = (event: KeyboardEvent): void => {
    if (!asked || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const key = keyOf(event);
    if (key === 'Escape') onAsk(null);
    else if (key !== null) onKey(key);
  };
  return (
    <li data-action={id}>
      <span className="key-title">{title}</span>
      {!asked && (bound === null ? <span className="faint">none</span> : <KeyCap text={keyText(bound, isMac)} />)}
      <button
        type="button" className={`button small ${asked ? 'key-asked' : ''}`} onKeyDown={hear} onBlur={asked ? () => onAsk(null) : undefined}
        onClick={(event) => {
          // Not every browser gives it the focus, and it hears the key.
          event.currentTarget.focus();
          onAsk(id);
        }}
      >
        {asked ? 'Press a key, or Esc' : 'Change'}
        <span className="hidden-text"> {asked ? 'for' : 'the key of'} {title}</span>
      </button>
      {!asked && (
        <>
          <Button className="small ghost" disabled={bound === null} onClick={() => onKey(null)}>None<span className="hidden-text"> for {title}</span></Button>
          <Button className="small ghost" disabled={!chosen} title={own === null ? 'It has no key of its own' : `Its own key is ${keyText(own, isMac)}`} onClick={() => onKey(own)}>Usual<span className="hidden-text"> key for {title}</span></Button>
        </>
      )}
    </li>
  );
}
