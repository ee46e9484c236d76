import type { Push } from '#shared/ipc/contract.ts';

type Place = Readonly<{
  /** Told whenever the screen took something up. */
  subscribe: (listener: () => void) => () => void;
  /** Runs its argument once the next frame is painted. */
  afterPaint: (act: () => void) => void;
  now: () => number;
  report: (tickAt: number) => void;
}>;

const BETWEEN_MS = 1000;

/** Tells the terminal when figures of a tick were painted, so that it knows how long they took. Once a second is enough. @returns told of every push */
export function createPaintReport({ subscribe, afterPaint, now, report }: Place): (push: Push) => void {
  let waiting: number | null = null;
  let last = Number.NEGATIVE_INFINITY;
  subscribe(() => {
    const tickAt = waiting;
    waiting = null;
    if (tickAt === null || now() - last < BETWEEN_MS) return;
    last = now();
    afterPaint(() => report(tickAt));
  });
  return ({ tickAt }) => {
    if (tickAt !== undefined) waiting ??= tickAt;
  };
}
