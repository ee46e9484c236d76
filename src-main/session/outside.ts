import type { Outside } from '../feeds/outside.ts';
import type { Clock } from '../hub/engineHost.ts';
import type { Beats } from '../hub/heartbeat.ts';

/** All that the program takes from outside, when that is not the world itself: a session that is written down, or played again. */
export type ProgramOutside = Readonly<{
  clock: Clock;
  /** Of one feed, by its id. */
  feed: (feedId: string) => Partial<Outside>;
  /** Drives the program. @returns the way to stop it */
  heartbeat: (beats: Beats) => () => void;
  /** Runs the program's own start. */
  start: <T>(act: () => T) => T;
}>;
