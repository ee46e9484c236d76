import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { AccountView, CollateralView, OrderView, PositionView, TerminalView } from '#shared/ipc/view.ts';
import { invariant } from '#shared/util/invariant.ts';
import type { Commands } from './commands.ts';
import type { DialogState, Dialogs } from './dialogs.ts';
import type { Kept } from './kept.ts';
import type { Keyed } from './keyed.ts';
import type { LetterKeys } from './letterKeys.ts';
import type { Linked } from './linked.ts';
import type { Page } from './page.ts';
import type { Privacy } from './privacy.ts';
import type { Connection, Shown, Store } from './store.ts';
import type { WhatIf, WhatIfState } from './whatIf.ts';

/** What a panel can reach: the store to read, commands to ask, the one dialog, whether letters are commands, what was arranged, what tables are narrowed to, the account beside the live one, whether amounts are hidden, and the page itself. */
export type Screen = Readonly<{ store: Store; commands: Commands; dialogs: Dialogs; letterKeys: LetterKeys; kept: Kept; linked: Linked; whatIf: WhatIf; privacy: Privacy; page: Page }>;

export const ScreenContext = createContext<Screen | null>(null);

export function useScreen(): Screen {
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

/** What the user arranged under a name, and how to change it; null goes back to what is usual. */
export function useKept(name: string): readonly [text: string | null, keep: (text: string | null) => void] {
  const { kept } = useScreen();
  const read = (): string | null => kept.get(name);
  const keep = useCallback((text: string | null) => kept.set(name, text), [kept, name]);
  return [useSyncExternalStore(kept.subscribe, read, read), keep];
}

/** The underlying that every table is narrowed to, and how to choose another; null shows everything. */
export function useLinked(): readonly [asset: string | null, link: (asset: string | null) => void] {
  const { linked } = useScreen();
  return [useSyncExternalStore(linked.subscribe, linked.get, linked.get), linked.set];
}

export function useDialog(): DialogState | null {
  const { dialogs } = useScreen();
  return useSyncExternalStore(dialogs.subscribe, dialogs.get, dialogs.get);
}

/** Whether amounts are hidden, and how to hide or show them. */
export function usePrivacy(): readonly [on: boolean, set: (on: boolean) => void] {
  const { privacy } = useScreen();
  return [useSyncExternalStore(privacy.subscribe, privacy.get, privacy.get), privacy.set];
}

/** The account beside the live one, and how to change it. */
export function useWhatIf(): readonly [state: WhatIfState, whatIf: WhatIf] {
  const { whatIf } = useScreen();
  return [useSyncExternalStore(whatIf.subscribe, whatIf.get, whatIf.get), whatIf];
}

/** `select` must return something that stays the same object while nothing changed: a field, not a new array. */
export function useShown<T>(select: (shown: Shown) => T): T {
  const { store } = useScreen();
  const read = (): T => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** A field of the account that is looked at: the selected one, or a what-if in its place; null when there is none. */
export function useAccount<T>(select: (account: AccountView) => T): T | null {
  return useShown((shown) => (shown.account === null ? null : select(shown.account)));
}

/** A field of the selected account itself, whatever stands in its place on the screen; null when there is none. */
export function useLive<T>(select: (account: AccountView) => T): T | null {
  return useShown((shown) => (shown.live === null ? null : select(shown.live)));
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
