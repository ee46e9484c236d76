import { listedVolatility } from '../domain/account.ts';
import type { Price } from '../num/units.ts';
import type { Book } from './book.ts';
import { type Distance, distanceOf, type Liquidation, liquidationAt, nearestMove } from './liquidation.ts';
import type { Solution } from './moves.ts';
import { isSoldOn } from './optionMoves.ts';

/** Where one price of an asset liquidates the account, and how far that is. */
export type Placed = Readonly<{ liquidation: Liquidation; distance: Distance | null }>;
export type Place = (asset: string, reference: Price | null) => Placed;

/** Places liquidation prices; an underlying and its row mostly share one reference and so one answer. */
export function placer(book: Book, solutions: ReadonlyMap<string, Solution>, unknown: string | null): Place {
  const last = new Map<string, Readonly<{ reference: Price | null; placed: Placed }>>();
  return (asset, reference) => {
    const known = last.get(asset);
    if (known !== undefined && known.reference === reference) return known.placed;
    const placed = placeLiquidation(book, solutions, unknown, asset, reference);
    last.set(asset, { reference, placed });
    return placed;
  };
}

function placeLiquidation(
  book: Book,
  solutions: ReadonlyMap<string, Solution>,
  unknown: string | null,
  asset: string,
  reference: Price | null,
): Placed {
  if (asset === book.valuationCurrency && !solutions.has(asset)) {
    if (unknown !== null && isSoldOn(book, asset)) return { liquidation: { status: 'unknown', missing: unknown }, distance: null };
    return { liquidation: { status: 'none', reason: `${asset} is the valuation currency` }, distance: null };
  }
  if (unknown !== null) return { liquidation: { status: 'unknown', missing: unknown }, distance: null };
  if (reference === null) return { liquidation: { status: 'unknown', missing: `price of ${asset}` }, distance: null };
  return placedBy(solutions.get(asset) ?? { roots: { down: null, up: null }, reason: null }, reference, asset, asset, book);
}

/** Roots as a price of the reference that they move, with its distance. @param moved what moves, in words */
export function placedBy(solution: Solution, reference: Price, asset: string, moved: string, book: Book): Placed {
  if (solution.roots === null) return { liquidation: { status: 'unknown', missing: solution.reason }, distance: null };
  const move = nearestMove(solution.roots);
  return {
    liquidation: liquidationAt(reference, moved, solution),
    distance: move === null ? null : distanceOf(move, reference, listedVolatility(book.parameters, asset)),
  };
}
