import type { Outcome } from '../commands.ts';
import type { Screen } from '../screen.ts';

export type ActionGroup = 'Find' | 'Warnings' | 'Account' | 'Prices' | 'View' | 'Move';

/** What an action acts on. */
export type Acting = Screen & Readonly<{
  /** Runs a command and shows its refusal. */
  run: <T>(title: string, command: Promise<Outcome<T>>, then?: (value: T) => void) => void;
}>;

/** Something that can be asked for by key and from the palette. None trades: the product only watches. */
export type Action = Readonly<{
  id: string;
  group: ActionGroup;
  /** What it does, as one reads it in a list. */
  title: string;
  /** Other words that find it. */
  words?: string;
  /** Unless the user chose another; null for none. */
  key: string | null;
  /** Goes on while its key is held down. */
  repeats?: true;
  /** What must be there; without it the action is left out. An account means the terminal too. */
  needs?: 'terminal' | 'account';
  /** False where it would do nothing. */
  when?: (acting: Acting) => boolean;
  act: (acting: Acting) => void;
}>;

/** Whether an action can be asked for now. */
export function isReady({ needs, when }: Action, acting: Acting): boolean {
  const { terminal, live, connection } = acting.store.get();
  if (needs !== undefined && (terminal === null || connection.reach !== 'connected' || connection.fault !== null)) return false;
  if (needs === 'account' && live === null) return false;
  return when === undefined || when(acting);
}
