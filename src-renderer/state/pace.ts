/** What the pace needs from the browser; a test hands in fakes. */
export type PacePlace = Readonly<{
  now: () => number;
  later: (act: () => void, ms: number) => void;
  frame: (act: () => void) => void;
}>;

/** Faster than this nobody reads; a quiet screen still answers in the next frame. */
const BETWEEN_MS = 250;
/** A hidden window gets no frames, and its title must still say the stage. */
const HIDDEN_MS = 500;

/** Runs what it is given once, in a frame and no sooner than `BETWEEN_MS` after the last run; what is given meanwhile runs in the same one, so that the page is drawn once. */
export function createPace({ now, later, frame }: PacePlace): (act: () => void) => void {
  let last = Number.NEGATIVE_INFINITY;
  let waiting: (() => void)[] = [];
  return (act) => {
    waiting.push(act);
    if (waiting.length > 1) return;
    const own = waiting;
    const once = (): void => {
      if (waiting !== own) return;
      waiting = [];
      last = now();
      for (const each of own) each();
    };
    const wait = last + BETWEEN_MS - now();
    if (wait > 0) later(() => frame(once), wait);
    else frame(once);
    later(once, Math.max(0, wait) + HIDDEN_MS);
  };
}
