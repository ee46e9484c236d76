import { useCallback, useEffect, useId, useState } from 'react';
import { useCommands } from './screen.ts';

/** A long computation as it is waited for: nothing of it is shown while it is short. `share` null until it is known. */
export type Computing = Readonly<{ isLong: boolean; share: number | null; isCancelled: boolean; cancel: () => void; resume: () => void }>;

/** How long one waits before there is something to see, and how often it is asked how far it is. */
const LONG_MS = 200;
const LOOK_MS = 250;

/** Names are told apart between windows, and between openings of the same dialog. */
const page = Math.random().toString(36).slice(2, 10);

/** A name to ask under; what is still asked under it is given up when the dialog closes. */
export function useAsker(): string {
  const commands = useCommands();
  const id = useId();
  const asker = `${page}${id}`;
  useEffect(() => () => { void commands.cancelComputation(asker); }, [commands, asker]);
  return asker;
}

/**
 * Cancelling lasts until the question changes, or it is asked for again.
 *
 * @param ask the question, or null where there is none
 * @returns what is to be asked now: null while it is cancelled
 */
export function useCancellable<A extends (...given: never[]) => unknown>(ask: A | null, asker: string): Readonly<{ ask: A | null; isCancelled: boolean; cancel: () => void; resume: () => void }> {
  const commands = useCommands();
  const [cancelled, setCancelled] = useState<A | null>(null);
  const isCancelled = ask !== null && cancelled === ask;
  const cancel = useCallback(() => {
    setCancelled(() => ask);
    void commands.cancelComputation(asker);
  }, [ask, asker, commands]);
  const resume = useCallback(() => setCancelled(null), []);
  return { ask: isCancelled ? null : ask, isCancelled, cancel, resume };
}

/** How far what is waited for is, once it is long. */
export function useProgress(asker: string, isAsking: boolean): Pick<Computing, 'isLong' | 'share'> {
  const commands = useCommands();
  const [progress, setProgress] = useState<Pick<Computing, 'isLong' | 'share'>>({ isLong: false, share: null });
  useEffect(() => {
    if (!isAsking) return undefined;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const told = await commands.progress(asker);
      if (!wanted) return;
      setProgress({ isLong: true, share: told.done ? told.value.share : null });
      timer = setTimeout(() => { void look(); }, LOOK_MS);
    };
    timer = setTimeout(() => { void look(); }, LONG_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
      setProgress({ isLong: false, share: null });
    };
  }, [commands, asker, isAsking]);
  return progress;
}
