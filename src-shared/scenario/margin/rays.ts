import { finished, type Pieces } from '../../util/pieces.ts';

/** Moves between which a level is below 0, as fractions; `from` null from the lowest that was looked at, `to` null to the highest. */
export type Shortfall = Readonly<{ from: number | null; to: number | null }>;

/** Of a step of two hundredths less than 1e-9 is left. */
const BISECTIONS = 25;

/**
 * Where a level is below 0 along a ray of prices: no single price is pretended, there may be several stretches.
 *
 * @param levelAt equity less requirement after a move
 * @param moves   rising, dense enough that no stretch hides between two of them
 */
export const shortfalls = (levelAt: (move: number) => number, moves: readonly number[]): readonly Shortfall[] => finished(shortfallPieces(levelAt, moves));

/** The same, one piece for each move and each halving of an edge. */
export function* shortfallPieces(levelAt: (move: number) => number, moves: readonly number[]): Pieces<readonly Shortfall[]> {
  const found: Shortfall[] = [];
  let from: number | null = null;
  let isBelow = false;
  for (const [place, move] of moves.entries()) {
    const below = levelAt(move) <= 0;
    yield;
    if (below !== isBelow) {
      const before = moves[place - 1];
      const edge = before === undefined ? null : yield* edgeBetween(levelAt, before, move);
      if (below) from = edge;
      else found.push({ from, to: edge });
      isBelow = below;
    }
  }
  return isBelow ? [...found, { from, to: null }] : found;
}

/** The move between two at which the level changes its side. */
function* edgeBetween(levelAt: (move: number) => number, left: number, right: number): Pieces<number> {
  const isBelow = levelAt(left) <= 0;
  let [low, high] = [left, right];
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (low + high) / 2;
    if (levelAt(middle) <= 0 === isBelow) low = middle;
    else high = middle;
    yield;
  }
  return (low + high) / 2;
}
