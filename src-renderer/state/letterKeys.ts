const KEY = 'plimsoll.letterKeys';

/** Whether single letters are heard as commands. Some people speak their keys, and turn them off. */
export type LetterKeys = Readonly<{ get: () => boolean; subscribe: (listener: () => void) => () => void; set: (heard: boolean) => void }>;

/** Kept in `storage` for the next start; on until turned off. */
export function createLetterKeys(storage: Pick<Storage, 'getItem' | 'setItem'>): LetterKeys {
  const listeners = new Set<() => void>();
  let heard = storage.getItem(KEY) !== 'off';
  return {
    get: () => heard,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      heard = next;
      storage.setItem(KEY, next ? 'on' : 'off');
      for (const listener of listeners) listener();
    },
  };
}
