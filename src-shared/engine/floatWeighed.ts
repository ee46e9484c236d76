import { Decimal } from '../num/units.ts';
import type { Book } from './book.ts';
import type { FloatRow } from './floatRow.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import { owedOf, type ProfitWeighing } from './profitWeighing.ts';

/** One settle currency that is weighed after its open profit, in float64. */
export type FloatWeighed = Readonly<{
  asset: string;
  /** Valuation currency per unit. */
  rate: number;
  /** Balance and open profit, in its own units. */
  equity: number;
  /** Rows that are settled in it, by base. */
  rows: ReadonlyMap<string, readonly FloatRow[]>;
  /** What an equity counts for beyond the balance by its weight and the profit in full, in its own units. */
  added: (equity: number) => number;
}>;

/** Moves of some assets, each a fraction of its price; what is not named stays. */
export type FloatMoves = ReadonlyMap<string, number>;

/** A part of a row that is closed at its mark before the move: its profit so far is cash. */
export type Closing = Readonly<{ row: FloatRow; closed: number }>;

export function floatWeighedOf(book: Book, ledger: Ledger, rows: readonly FloatRow[]): readonly FloatWeighed[] {
  return [...book.weighings.values()].flatMap((weighing): FloatWeighed[] => {
    const { asset, amount, weighting } = weighing;
    const rate = rateOf(asset, book.valuationCurrency, ledger.prices().index);
    if (rate === null || ledger.weighedProfit(asset) === null) return [];
    const fixed = (weighting.counted(amount)?.toNumber() ?? 0) - owedOf(weighing, amount).toNumber() - amount.toNumber();
    const counted = countedOf(weighing);
    return [{ asset, rate: rate.toNumber(), equity: amount.plus(ledger.profitIn(asset)).toNumber(), rows: Map.groupBy(rows.filter(({ settle }) => settle === asset), ({ base }) => base), added: (equity) => counted(equity) - equity - fixed }];
  });
}

function countedOf(weighing: ProfitWeighing): (equity: number) => number {
  const pieces = weighing.pieces?.map(({ from, weight, offset }) => ({ from: from?.toNumber() ?? -Infinity, weight: weight.toNumber(), offset: offset.toNumber() }));
  return (equity) => {
    const piece = pieces?.findLast(({ from }) => from < equity);
    if (piece !== undefined) return piece.weight * equity + piece.offset;
    const exact = new Decimal(equity);
    return (weighing.weighting.counted(exact)?.toNumber() ?? 0) - owedOf(weighing, exact).toNumber();
  };
}

/** Balance and open profit after some moves, in its own units. */
export function equityAfter({ equity, rows }: FloatWeighed, moves: FloatMoves, closing?: Closing): number {
  let after = equity;
  for (const [base, move] of moves) for (const row of rows.get(base) ?? []) after += row.gainAt(move) * (closing?.row === row ? 1 - closing.closed : 1);
  return after;
}

/** What the weighing of all currencies gains by some moves, in the valuation currency. */
export function weighedChange(all: readonly FloatWeighed[], moves: FloatMoves, closing?: Closing): number {
  return all.reduce((sum, own) => {
    const now = own.rate * own.added(own.equity);
    return sum + own.rate * (1 + (moves.get(own.asset) ?? 0)) * own.added(equityAfter(own, moves, closing)) - now;
  }, 0);
}
