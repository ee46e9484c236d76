import { type Row, Tableau } from './tableau.ts';

/** Maximise gain·x with rows ≤ limits (at least 0), x ≥ 0, and the variables of `whole` whole numbers. */
export type Program = Readonly<{ gain: readonly number[]; rows: readonly Row[]; whole: readonly number[] }>;

/** `best` null: nothing gains more than what is known or was tried. `isProved` false: the search was cut, and there may be more. */
export type Found = Readonly<{ best: readonly number[] | null; isProved: boolean }>;

/** What to search with: `known` a gain that is reached, `attempt` the gain of a whole point near one that is not, `most` cells of tableaux to compute at most. */
export type Search = Readonly<{ known: number; attempt: (at: readonly number[]) => number; most: number }>;

const FRACTION = 1e-6;
/** Gains that differ by less than this share of them are the same. */
const SAME = 1e-9;

/** Branch and bound: the program without whole numbers bounds what is left, and a variable that is none is held below or above. */
export function mostInWholeNumbers({ gain, rows, whole }: Program, { known, attempt, most }: Search): Found {
  const root = Tableau.of(gain, rows);
  if (!root.climb()) return { best: null, isProved: false };
  let [best, least, touched]: [Found['best'], number, number] = [null, known, root.touched];
  let isComplete = true;
  const open = [root];
  for (let own = open.pop(); own !== undefined; own = open.pop()) {
    if (own.value <= least + SAME * Math.max(1, Math.abs(least))) continue;
    const at = own.values(gain.length);
    const split = whole.find((variable) => Math.abs((at[variable] ?? 0) - Math.round(at[variable] ?? 0)) > FRACTION);
    if (split === undefined) {
      [best, least] = [at, own.value];
      continue;
    }
    const tried = attempt(at);
    if (tried > least) [best, least] = [null, tried];
    if (touched > most) return { best, isProved: false };
    const below = Math.floor(at[split] ?? 0);
    const ends = [own.bounded(split, 1, below), own.bounded(split, -1, below + 1)];
    if (ends.includes('unsettled')) isComplete = false;
    const sides = ends.filter((child) => typeof child !== 'string');
    touched += sides.reduce((sum, child) => sum + child.touched, 0);
    // The one that promises more is looked into first.
    open.push(...sides.toSorted((left, right) => left.value - right.value));
  }
  return { best, isProved: isComplete };
}
