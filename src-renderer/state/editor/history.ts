/** A value with what it was before, and what was taken back. */
export type History<T> = Readonly<{ past: readonly T[]; present: T; future: readonly T[] }>;

/** Steps that can be taken back. */
const STEPS = 500;

export const historyOf = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** What is the same is no step. */
export const stepped = <T>(history: History<T>, next: T): History<T> =>
  (next === history.present ? history : { past: [...history.past, history.present].slice(-STEPS), present: next, future: [] });

/** The same step, made better: nothing to take back by itself. */
export const amended = <T>(history: History<T>, next: T): History<T> => (next === history.present ? history : { ...history, present: next });

export function undone<T>({ past, present, future }: History<T>): History<T> {
  const before = past.at(-1);
  return before === undefined ? { past, present, future } : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redone<T>({ past, present, future }: History<T>): History<T> {
  const [after, ...later] = future;
  return after === undefined ? { past, present, future } : { past: [...past, present], present: after, future: later };
}
