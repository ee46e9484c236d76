import type { Outside } from '../feeds/outside.ts';
import { REAL } from '../feeds/outside.ts';
import { startHeartbeat } from '../hub/heartbeat.ts';
import { epochMs } from '#shared/num/units.ts';
import { createRandom } from '../util/random.ts';
import type { ProgramOutside } from './outside.ts';
import type { Event } from './turn.ts';

export type Recorder = ProgramOutside & Readonly<{ /** The last turn of the session. */ end: () => void }>;

/**
 * The world as the program sees it, with every event written down before the program hears of it. Time stands still
 * within a turn: what is made of it then depends on nothing but the file.
 *
 * @param write takes one line at a time
 * @param seed  of all chance in the session
 */
export function createRecorder(write: (line: string) => void, seed: number, world: Outside = REAL): Recorder {
  const random = createRandom(seed);
  let now: Readonly<{ wall: number; at: number }> | null = null;
  const wall = (): number => now?.wall ?? Math.round(world.wall());
  const monotonic = (): number => now?.at ?? world.monotonic();

  function turn<T>(event: Event, act: () => T): T {
    // A turn within a turn is part of it.
    if (now !== null) return act();
    now = { wall: Math.round(world.wall()), at: world.monotonic() };
    write(JSON.stringify({ t: now.wall / 1000, m: now.at, ...event }));
    try {
      return act();
    } finally {
      now = null;
    }
  }

  const counted = new Map<string, { line: number; timer: number }>();
  function countOf(feed: string): { line: number; timer: number } {
    const count = counted.get(feed) ?? { line: 0, timer: 0 };
    counted.set(feed, count);
    return count;
  }

  function feed(id: string): Outside {
    const timed = (start: Outside['after']): Outside['after'] => (ms, act) => {
      const count = countOf(id);
      count.timer += 1;
      const { timer } = count;
      return start(ms, () => turn({ dir: 'timer', feed: id, timer }, act));
    };
    return {
      wall, monotonic, random, every: timed(world.every), after: timed(world.after),
      openLine: (options) => {
        const count = countOf(id);
        count.line += 1;
        const at = { feed: id, line: count.line };
        const { events, url } = options;
        write(JSON.stringify({ t: wall() / 1000, m: monotonic(), dir: 'connect', ...at, url } satisfies Event & { t: number; m: number }));
        return world.openLine({
          ...options,
          events: {
            opened: () => turn({ dir: 'open', ...at }, events.opened),
            frame: (raw, bytes, behind) => turn({ dir: 'recv', ...at, raw, bytes, ...(behind === 0 ? {} : { behind }) }, () => events.frame(raw, bytes, behind)),
            alive: () => turn({ dir: 'alive', ...at }, events.alive),
            answered: () => turn({ dir: 'answered', ...at }, events.answered),
            ended: (ending) => turn({ dir: 'ended', ...at, ...ending }, () => events.ended(ending)),
          },
        });
      },
    };
  }

  return {
    clock: { wall: () => epochMs(wall()), monotonic },
    feed,
    start: (act) => turn({ dir: 'start' }, act),
    heartbeat: ({ frame, second, minute, woke, stalled }) => startHeartbeat({
      frame: () => turn({ dir: 'beat', beat: 'frame' }, frame),
      second: () => turn({ dir: 'beat', beat: 'second' }, second),
      minute: () => turn({ dir: 'beat', beat: 'minute' }, minute),
      woke: () => turn({ dir: 'beat', beat: 'woke' }, woke),
      stalled: (ms) => turn({ dir: 'stalled', ms }, () => stalled(ms)),
    }, { wall: () => epochMs(world.wall()), monotonic: world.monotonic }),
    end: () => turn({ dir: 'end' }, () => undefined),
  };
}
