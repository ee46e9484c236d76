import { epochMs } from '#shared/num/units.ts';
import type { LineEvents } from '../feeds/line.ts';
import type { Outside } from '../feeds/outside.ts';
import type { Beats } from '../hub/heartbeat.ts';
import { createRandom } from '../util/random.ts';
import type { ProgramOutside } from './outside.ts';
import type { Turn } from './turn.ts';

export type Player = ProgramOutside & Readonly<{
  /**
   * Lets the program live through one turn, at the time of that turn.
   * @returns false when the program has no such connection or timer: the file does not fit what runs here
   */
  play: (turn: Exclude<Turn, { dir: 'start' }>) => boolean;
  /** The time of the turn that the program starts with. */
  setOut: (turn: Turn) => void;
}>;

const NO_LINE = { send: () => undefined, ping: () => undefined, drop: () => Promise.resolve() };

/** The world as a recorded session saw it: no socket, no clock and no timer but those of the file. @param seed of the session */
export function createPlayer(seed: number): Player {
  const random = createRandom(seed);
  const lines = new Map<string, LineEvents>();
  const timers = new Map<string, () => void>();
  const counted = new Map<string, { line: number; timer: number }>();
  let beats: Beats | null = null;
  let now = { wall: 0, at: 0 };
  const wall = (): number => now.wall;
  const monotonic = (): number => now.at;
  const keyOf = (feed: string, number: number): string => `${number} ${feed}`;

  function countOf(feed: string): { line: number; timer: number } {
    const count = counted.get(feed) ?? { line: 0, timer: 0 };
    counted.set(feed, count);
    return count;
  }

  function feed(id: string): Outside {
    const timed = (once: boolean): Outside['after'] => (_ms, act) => {
      const count = countOf(id);
      count.timer += 1;
      const key = keyOf(id, count.timer);
      timers.set(key, () => {
        if (once) timers.delete(key);
        act();
      });
      return () => void timers.delete(key);
    };
    return {
      wall, monotonic, random, every: timed(false), after: timed(true),
      openLine: ({ events }) => {
        const count = countOf(id);
        count.line += 1;
        const key = keyOf(id, count.line);
        lines.set(key, events);
        return { ...NO_LINE, drop: () => (lines.delete(key), Promise.resolve()) };
      },
    };
  }

  const setOut = ({ t, m }: Turn): void => {
    now = { wall: Math.round(t * 1000), at: m };
  };

  function hear(turn: Extract<Turn, { line: number }>): boolean {
    const key = keyOf(turn.feed, turn.line);
    const events = lines.get(key);
    if (events === undefined) return false;
    switch (turn.dir) {
      case 'open': events.opened(); break;
      case 'recv': events.frame(turn.raw, turn.bytes ?? Buffer.byteLength(turn.raw ?? ''), turn.behind ?? 0); break;
      case 'alive': events.alive(); break;
      case 'answered': events.answered(); break;
      case 'ended':
        lines.delete(key);
        events.ended({ reason: turn.reason, planned: turn.planned, notBeforeMs: turn.notBeforeMs });
        break;
      case 'connect': break;
    }
    return true;
  }

  return {
    clock: { wall: () => epochMs(now.wall), monotonic },
    feed,
    setOut,
    start: (act) => act(),
    heartbeat: (given) => {
      beats = given;
      return () => {
        beats = null;
      };
    },
    play: (turn) => {
      setOut(turn);
      if ('line' in turn) return hear(turn);
      if (turn.dir === 'timer') {
        const act = timers.get(keyOf(turn.feed, turn.timer));
        act?.();
        return act !== undefined;
      }
      if (turn.dir === 'beat') beats?.[turn.beat]();
      if (turn.dir === 'stalled') beats?.stalled(turn.ms);
      return true;
    },
  };
}
