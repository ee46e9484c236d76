import { type LineOptions, type Line, openLine } from './line.ts';

/**
 * All that a feed takes from outside: time, chance, timers and sockets. A session that is written down or played again
 * puts its own in their place.
 */
export type Outside = Readonly<{
  /** ms since the epoch; may be set back and forth. */
  wall: () => number;
  /** ms from any beginning; never goes back. */
  monotonic: () => number;
  /** In [0, 1). */
  random: () => number;
  /** Calls `act` every so many ms. @returns the way to stop it */
  every: (ms: number, act: () => void) => () => void;
  /** Calls `act` once, so many ms from now. @returns the way to take it back */
  after: (ms: number, act: () => void) => () => void;
  openLine: (options: LineOptions) => Line;
}>;

export const REAL: Outside = {
  wall: Date.now,
  monotonic: () => performance.now(),
  random: Math.random,
  every: (ms, act) => {
    const timer = setInterval(act, ms);
    return () => clearInterval(timer);
  },
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  openLine,
};
