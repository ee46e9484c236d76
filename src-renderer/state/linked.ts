/** The underlying that every table is narrowed to; null shows everything. It is a way of looking, so it is not kept. */
export type Linked = Readonly<{ get: () => string | null; subscribe: (listener: () => void) => () => void; set: (asset: string | null) => void }>;

export function createLinked(): Linked {
  const listeners = new Set<() => void>();
  let linked: string | null = null;
  return {
    get: () => linked,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (asset) => {
      linked = asset;
      for (const listener of listeners) listener();
    },
  };
}
