/** Values by key, each with its own listeners: a row that did not change wakes nobody. */
export type Keyed<V> = Readonly<{
  get: (key: string) => V | undefined;
  set: (key: string, value: V | undefined) => void;
  subscribe: (key: string, listener: () => void) => () => void;
  /** Drops the keys that are not kept, and wakes their listeners. */
  retain: (keep: ReadonlySet<string>) => void;
}>;

export function createKeyed<V>(): Keyed<V> {
  const values = new Map<string, V>();
  const listeners = new Map<string, Set<() => void>>();
  const wake = (key: string): void => {
    for (const listener of listeners.get(key) ?? []) listener();
  };
  const set = (key: string, value: V | undefined): void => {
    if (values.get(key) === value) return;
    if (value === undefined) values.delete(key);
    else values.set(key, value);
    wake(key);
  };
  return {
    get: (key) => values.get(key),
    set,
    subscribe: (key, listener) => {
      const own = listeners.get(key) ?? new Set();
      own.add(listener);
      listeners.set(key, own);
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(key) === own) listeners.delete(key);
      };
    },
    retain: (keep) => {
      for (const key of values.keys()) if (!keep.has(key)) set(key, undefined);
    },
  };
}
