/** A computation in pieces: whoever runs it may report, let others have a turn, or leave it, after each. */
export type Pieces<T> = Generator<void, T, void>;

/** All pieces, one after another. */
export function finished<T>(pieces: Pieces<T>): T {
  let step = pieces.next();
  while (step.done !== true) step = pieces.next();
  return step.value;
}

/** One piece for each of a list. */
export function* each<T, R>(list: readonly T[], make: (own: T, place: number) => R): Pieces<R[]> {
  const made: R[] = [];
  for (const [place, own] of list.entries()) {
    made.push(make(own, place));
    yield;
  }
  return made;
}
