import { useCallback, useMemo } from 'react';
import { useKept, useLetterKeys, useScreen } from '../screen.ts';
import { useRun } from '../openDocument.ts';
import type { Acting } from './action.ts';
import { ACTIONS } from './actions.ts';
import { isCharacter, keyText } from './keys.ts';
import { type Bindings, bindingsOf, type Choices, parseChoices } from './bindings.ts';

/** What actions act on. */
export function useActing(): Acting {
  const screen = useScreen();
  const run = useRun();
  return useMemo(() => ({ ...screen, run }), [screen, run]);
}

/** The keys in force, and how to choose others. */
export function useBindings(): Readonly<{ bindings: Bindings; choices: Choices; choose: (choices: Choices) => void }> {
  const [text, keep] = useKept('keys');
  return useMemo(() => {
    const choices = parseChoices(text);
    return { choices, bindings: bindingsOf(ACTIONS, choices), choose: (next: Choices) => keep(Object.keys(next).length === 0 ? null : JSON.stringify(next)) };
  }, [text, keep]);
}

/** The key of an action to stand in a title: " (A)"; empty when it has none, or is not heard. */
export function useKeyHint(): (id: string) => string {
  const { bindings } = useBindings();
  const { heard } = useLetterKeys();
  return useCallback((id) => {
    const key = bindings.get(id) ?? null;
    return key === null || (!heard && isCharacter(key)) ? '' : ` (${keyText(key, false)})`;
  }, [bindings, heard]);
}
