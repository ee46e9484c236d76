const KEY = 'plimsoll.kept';

/**
 * What the user arranged on this screen, by name: the layout, the columns of each table. The terminal has it in its
 * database; the browser's own storage has a copy, so that the next start looks right before the terminal has spoken.
 */
export type Kept = Readonly<{
  /** Null when nothing was arranged under this name. */
  get: (name: string) => string | null;
  subscribe: (listener: () => void) => () => void;
  /** The terminal has said what was arranged: what is not there was never arranged. */
  isLoaded: () => boolean;
  /** @param text null goes back to what is usual */
  set: (name: string, text: string | null) => void;
  /** What the terminal has: it wins, but for what was arranged here since the start. */
  load: (kept: Readonly<Record<string, string>>) => void;
}>;

/** @param save tells the terminal; it may fail, then the arrangement holds until the window closes */
export function createKept(storage: Pick<Storage, 'getItem' | 'setItem'>, save: (name: string, text: string | null) => void): Kept {
  const listeners = new Set<() => void>();
  const changed = new Set<string>();
  let isLoaded = false;
  let texts = remembered(storage.getItem(KEY));
  const put = (next: ReadonlyMap<string, string>): void => {
    texts = next;
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(next)));
    for (const listener of listeners) listener();
  };
  return {
    get: (name) => texts.get(name) ?? null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (name, text) => {
      changed.add(name);
      const others = [...texts].filter(([other]) => other !== name);
      put(new Map(text === null ? others : [...others, [name, text]]));
      save(name, text);
    },
    isLoaded: () => isLoaded,
    load: (kept) => {
      isLoaded = true;
      const own = [...texts].filter(([name]) => changed.has(name));
      put(new Map([...Object.entries(kept).filter(([name]) => !changed.has(name)), ...own]));
    },
  };
}

/** The copy may be of an older version, or damaged: what cannot be read is as good as nothing. */
function remembered(text: string | null): ReadonlyMap<string, string> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return new Map();
    return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map();
  }
}
