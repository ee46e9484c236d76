import { type Row, Tableau } from './tableau.ts';

/** Maximise gain·x with rows ≤ limits (at least 0), x ≥ 0, and the variables of `whole` whole numbers. */
export type Program = Readonly<{ gain: readonly number[]; rows: readonly Row[]; whole: readonly number[] }>;

/** `best` null: nothing gains more than was known. `isProved` false: the search was cut, and there may be more. */
export type Found = Readonly<{ best: Readonly<{ value: number; at: readonly number[] }> | null; isProved: boolean }>;

const FRACTION = 1e-6;
/** Gains that differ by less than this share of them are the same. */
const SAME = 1e-9;

/**
 * Branch and bound: the program without whole numbers bounds what is left, and a variable that is none is held below or above.
 *
 * @param known a gain that is known to be reached
 * @param most  programs that are solved at most
 */
export function mostInWholeNumbers({ gain, rows, whole }: Program, known: number, most: number): Found {
  const root = Tableau.of(gain, rows);
  if (!root.climb()) return { best: null, isProved: false };
  let best: Found['best'] = null;
  let solved = 1;
  const open = [root];
  for (let own = open.pop(); own !== undefined; own = open.pop()) {
    const least = best?.value ?? known;
    const { value } = own;
    if (value <= least + SAME * Math.max(1, Math.abs(least))) continue;
    const at = gain.map((_, variable) => own.valueOf(variable));
    const split = whole.find((variable) => Math.abs((at[variable] ?? 0) - Math.round(at[variable] ?? 0)) > FRACTION);
    if (split === undefined) {
      best = { value, at };
      continue;
    }
    if (solved + 2 > most) return { best, isProved: false };
    solved += 2;
    const below = Math.floor(at[split] ?? 0);
    const sides = [{ side: 1 as const, bound: below }, { side: -1 as const, bound: below + 1 }].map(({ side, bound }) => {
      const child = own.copy();
      return child.bound(split, side, bound) ? child : null;
    }).filter((child) => child !== null);
    // The one that promises more is looked into first.
    open.push(...sides.toSorted((left, right) => left.value - right.value));
  }
  return { best, isProved: true };
}
