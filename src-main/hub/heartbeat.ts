import type { Clock } from './engineHost.ts';

export type Beats = Readonly<{
  /** What changed is evaluated, one account at a time, and sent when it is time to. @returns whether others wait */
  frame: () => boolean;
  /** Time itself changes ages and states. */
  second: () => void;
  minute: () => void;
  /** Something kept the program busy for so long, in ms, that nothing else was done. */
  stalled: (ms: number) => void;
  /** The machine slept: nothing that was fresh before is fresh now. */
  woke: () => void;
}>;

/** An alert waits no longer than this for the tests that need the whole account; those of the ratio alone wait for nothing. */
const FRAME_MS = 25;
/** A frame rests twice as long as it took: prices that come meanwhile wait for one account at most. */
const REST = 2;
/** Longer between two seconds than any stall of the process. */
const SLEEP_MS = 6_000;
/** A second that comes this much late was held up by the program itself. */
const STALL_MS = 700;

/** Drives the terminal. @returns the way to stop it */
export function startHeartbeat(beats: Beats, clock: Clock): () => void {
  let last = { wall: clock.wall(), at: clock.monotonic() };
  let seconds = 0;
  let frameTimer: NodeJS.Timeout | null = null;
  const frame = (): void => {
    const begun = clock.monotonic();
    const othersWait = beats.frame();
    frameTimer = setTimeout(frame, Math.max(othersWait ? 0 : FRAME_MS, (clock.monotonic() - begun) * REST));
  };
  frameTimer = setTimeout(frame, FRAME_MS);
  const secondTimer = setInterval(() => {
    const now = { wall: clock.wall(), at: clock.monotonic() };
    // A monotonic clock may stand still while the machine sleeps; the wall clock does not.
    if (Math.max(now.wall - last.wall, now.at - last.at) > SLEEP_MS) beats.woke();
    else if (now.at - last.at - 1000 > STALL_MS) beats.stalled(now.at - last.at - 1000);
    last = now;
    seconds += 1;
    beats.second();
    if (seconds % 60 === 0) beats.minute();
  }, 1000);
  return () => {
    if (frameTimer !== null) clearTimeout(frameTimer);
    clearInterval(secondTimer);
  };
}
