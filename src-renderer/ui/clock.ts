import { createContext, useContext, useSyncExternalStore } from 'react';

/** The terminal's time, moving once a second: what ages are counted to. */
export type NowSource = Readonly<{ get: () => number; subscribe: (listener: () => void) => () => void }>;

const still: NowSource = { get: () => 0, subscribe: () => () => undefined };

export const NowContext = createContext<NowSource>(still);

export function useNow(): number {
  const source = useContext(NowContext);
  return useSyncExternalStore(source.subscribe, source.get, source.get);
}
