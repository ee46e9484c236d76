/** What the pace needs from the browser; a test hands in fakes. */
export type PacePlace = Readonly<{
  now: () => number;
  later: (act: () => void, ms: number) => void;
  frame: (act: () => void) => void;
}>;

/** Faster than this nobody reads; a quiet screen still answers in the next frame. */
const BETWEEN_MS = 200;
/** A hidden window gets no frames, and its title must still say the stage. */
const HIDDEN_MS = 500;

/** Runs what it is given once: in a frame, and no sooner than `BETWEEN_MS` after the last run. */
export function createPace({ now, later, frame }: PacePlace): (act: () => void) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (act) => {
    let done = false;
    const once = (): void => {
      if (done) return;
      done = true;
      last = now();
      act();
    };
    const wait = last + BETWEEN_MS - now();
    if (wait > 0) later(() => frame(once), wait);
    else frame(once);
    later(once, Math.max(0, wait) + HIDDEN_MS);
  };
}
