import type { Pieces } from '#shared/util/pieces.ts';

/** What is to be done, and in about how many pieces. */
export type Work<R> = Readonly<{ total: number; pieces: Pieces<R> }>;

/** `share` from 0 to 1 of what is done; below 1 until the result is there. */
export type Told<R> = Readonly<{ id: number; share: number }> | Readonly<{ id: number; result: R }> | Readonly<{ id: number; fault: string }>;

export type TaskQueue<T> = Readonly<{ add: (id: number, task: T) => void; cancel: (id: number) => void }>;

type Running<R> = { readonly id: number; readonly work: Work<R>; done: number; toldAt: number };

/** How long one task works before the next has a turn, and before a cancellation is heard. */
const TURN_MS = 20;
const TELL_MS = 100;

/**
 * Tasks in turns, so that a long one holds up neither the others nor its own end.
 *
 * @param begin what a task is; what it throws is told as its fault
 * @param later runs the next turn after all that waits has been heard
 * @param now   ms, monotonic
 */
export function createTaskQueue<T, R>({ begin, tell, later, now }: Readonly<{ begin: (task: T) => Work<R>; tell: (told: Told<R>) => void; later: (turn: () => void) => void; now: () => number }>): TaskQueue<T> {
  const running: Running<R>[] = [];
  let isTurnDue = false;
  const end = (id: number): void => { const at = running.findIndex((own) => own.id === id); if (at >= 0) running.splice(at, 1); };
  const guarded = (id: number, act: () => void): void => {
    try {
      act();
    } catch (error) {
      end(id);
      tell({ id, fault: error instanceof Error ? error.message : String(error) });
    }
  };

  const work = (own: Running<R>, until: number): void => {
    do {
      const step = own.work.pieces.next();
      if (step.done === true) {
        end(own.id);
        tell({ id: own.id, result: step.value });
        return;
      }
      own.done += 1;
    } while (now() < until);
    running.push(...running.splice(0, 1));
    if (now() - own.toldAt < TELL_MS) return;
    own.toldAt = now();
    tell({ id: own.id, share: Math.min(own.done / own.work.total, 0.99) });
  };
  const schedule = (): void => {
    if (isTurnDue || running.length === 0) return;
    isTurnDue = true;
    later(() => {
      isTurnDue = false;
      const [own] = running;
      if (own !== undefined) guarded(own.id, () => work(own, now() + TURN_MS));
      schedule();
    });
  };
  return {
    add: (id, task) => guarded(id, () => {
      running.push({ id, work: begin(task), done: 0, toldAt: now() });
      schedule();
    }),
    cancel: end,
  };
}
