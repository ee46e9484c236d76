import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { AccountView, CollateralView, OrderView, PositionView, TerminalView } from '#shared/ipc/view.ts';
import { invariant } from '#shared/util/invariant.ts';
import type { Commands } from './commands.ts';
import type { DialogState, Dialogs } from './dialogs.ts';
import type { Keyed } from './keyed.ts';
import type { LetterKeys } from './letterKeys.ts';
import type { Connection, Shown, Store } from './store.ts';

/** What a panel can reach: the store to read, commands to ask, the one dialog, and whether letters are commands. */
export type Screen = Readonly<{ store: Store; commands: Commands; dialogs: Dialogs; letterKeys: LetterKeys }>;

export const ScreenContext = createContext<Screen | null>(null);

function useScreen(): Screen {
  const screen = useContext(ScreenContext);
  invariant(screen !== null, 'a panel stands inside a ScreenContext');
  return screen;
}

export const useCommands = (): Commands => useScreen().commands;

export const useDialogs = (): Dialogs => useScreen().dialogs;

export const useStore = (): Store => useScreen().store;

export function useLetterKeys(): Readonly<{ heard: boolean; set: (heard: boolean) => void }> {
  const { letterKeys } = useScreen();
  return { heard: useSyncExternalStore(letterKeys.subscribe, letterKeys.get, letterKeys.get), set: letterKeys.set };
}

export function useDialog(): DialogState | null {
  const { dialogs } = useScreen();
  return useSyncExternalStore(dialogs.subscribe, dialogs.get, dialogs.get);
}

/** `select` must return something that stays the same object while nothing changed: a field, not a new array. */
export function useShown<T>(select: (shown: Shown) => T): T {
  const { store } = useScreen();
  const read = (): T => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** A field of the selected account; null when there is none. */
export function useAccount<T>(select: (account: AccountView) => T): T | null {
  return useShown((shown) => (shown.account === null ? null : select(shown.account)));
}

/** A field of the terminal; null before it has spoken. */
export function useTerminal<T>(select: (terminal: TerminalView) => T): T | null {
  return useShown((shown) => (shown.terminal === null ? null : select(shown.terminal)));
}

export const useConnection = (): Connection => useShown((shown) => shown.connection);

function useRow<V>(rows: Keyed<V>, key: string): V | undefined {
  const subscribe = useCallback((listener: () => void) => rows.subscribe(key, listener), [rows, key]);
  const read = (): V | undefined => rows.get(key);
  return useSyncExternalStore(subscribe, read, read);
}

export const usePosition = (id: string): PositionView | undefined => useRow(useScreen().store.rows.position, id);
export const useCollateral = (asset: string): CollateralView | undefined => useRow(useScreen().store.rows.collateral, asset);
export const useOrder = (id: string): OrderView | undefined => useRow(useScreen().store.rows.order, id);
