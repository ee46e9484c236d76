import type { Cell, VolatilityMove } from './scenarioPreset.ts';

/** The cells of moves times volatility moves, in the order given: the moves outside. */
export function gridOf(moves: readonly number[], volatilities: readonly VolatilityMove[]): readonly Cell[] {
  return moves.flatMap((move) => volatilities.map((volatility): Cell => ({ move, volatility, weight: 1 })));
}

/** Even steps from −range to + range, `each` of them on a side: −4…+4 for 4. */
export function evenMoves(range: number, each: number): readonly number[] {
  return Array.from({ length: 2 * each + 1 }, (_, place) => (range * (place - each)) / each);
}

/** Tails by [move, weight], volatility up. */
export const tailsOf = (tails: readonly (readonly [number, number])[]): readonly Cell[] => tails.map(([move, weight]): Cell => ({ move, volatility: 'up', weight }));

/** Tails whose weight is factor·range/|move|. */
export const scaledTails = (moves: readonly number[], range: number, factor: number): readonly Cell[] => tailsOf(moves.map((move) => [move, (factor * range) / Math.abs(move)]));

/** The far moves that several venues share. */
export const FAR_MOVES = [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5] as const;
