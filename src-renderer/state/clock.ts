/** The terminal's time on this screen: its last word, carried on by a monotonic clock, moving once a second. */
export type Clock = Readonly<{
  get: () => number;
  subscribe: (listener: () => void) => () => void;
  /** The terminal said what time it is. */
  set: (now: number) => void;
  tick: () => void;
}>;

/** @param monotonic ms that only rise: the page's wall clock may be wrong or jump */
export function createClock(monotonic: () => number): Clock {
  const listeners = new Set<() => void>();
  let base: Readonly<{ now: number; at: number }> | null = null;
  let shown = 0;
  const tick = (): void => {
    if (base === null) return;
    const next = base.now + Math.round(monotonic() - base.at);
    if (next === shown) return;
    shown = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (now) => {
      const first = base === null;
      base = { now, at: monotonic() };
      if (first) tick();
    },
    tick,
  };
}
