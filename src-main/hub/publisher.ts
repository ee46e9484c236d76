import type { Push } from '#shared/ipc/contract.ts';

export type Publisher = Readonly<{
  subscribe: (listener: (push: Push) => void) => () => void;
  publish: (content: Omit<Push, 'seq'>) => void;
  hasListeners: () => boolean;
}>;

/** Numbers every push; a window that misses one sees the gap and asks for the whole state. */
export function createPublisher(): Publisher {
  const listeners = new Set<(push: Push) => void>();
  let seq = 0;
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    publish: (content) => {
      seq += 1;
      for (const listener of listeners) listener({ ...content, seq });
    },
    hasListeners: () => listeners.size > 0,
  };
}
