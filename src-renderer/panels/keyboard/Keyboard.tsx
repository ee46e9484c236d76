import { useEffect } from 'react';
import { isReady } from '../../state/actions/action.ts';
import { ACTIONS } from '../../state/actions/actions.ts';
import { actionOf } from '../../state/actions/bindings.ts';
import { isCharacter, keyOf } from '../../state/actions/keys.ts';
import { useActing, useBindings } from '../../state/actions/useActions.ts';
import { useLetterKeys } from '../../state/screen.ts';

/** Keys of the whole screen, and what the system's menu asks for, as `state/actions` lists them and the user changed them. */
export function Keyboard() {
  const { heard } = useLetterKeys();
  const { bindings } = useBindings();
  const acting = useActing();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const key = event.defaultPrevented ? null : keyOf(event);
      // Single keys are written in a field; the others are heard there too.
      if (key === null || isInDialog() || (isCharacter(key) && (!heard || isTyping(event.target)))) return;
      const action = actionOf(ACTIONS, bindings, key);
      if (action === null || (event.repeat && action.repeats !== true)) return;
      event.preventDefault();
      if (isReady(action, acting)) action.act(acting);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [acting, bindings, heard]);
  useEffect(() => acting.page.onAsked((id) => {
    const action = ACTIONS.find((own) => own.id === id);
    if (action !== undefined && !isInDialog() && isReady(action, acting)) action.act(acting);
  }), [acting]);
  return null;
}

const isInDialog = (): boolean => document.querySelector('dialog[open]') !== null;

const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, textarea, select, [role="menu"], [contenteditable]') !== null;
