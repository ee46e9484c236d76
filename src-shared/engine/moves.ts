import { type Decimal, ONE } from '../num/units.ts';
import { breaksOf, collateralPiece, type Piece, rowPiece, settledPiece, type Stand, standOf, startOf, type Target } from './accountCurve.ts';
import type { Book } from './book.ts';
import { firstRoot } from './firstRoot.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import { knownBuffer, knownEquity } from './sums.ts';

/** The nearest moves, down (−1 < x ≤ 0) and up (x ≥ 0), at which the target is reached; null where none is. */
export type Roots = Readonly<{ down: Decimal | null; up: Decimal | null }>;

/** `null` roots mean that the model has no exact answer: `reason` says why. */
export type Solution = Readonly<{ roots: Roots; reason: null }> | Readonly<{ roots: null; reason: string }>;

/** No price falls below 0: a move of −1 is not reached. */
const FLOOR = -1;

/** Every priced row before any move; null for a row that the sums do not hold either. */
export function standsOf(book: Book, ledger: Ledger): readonly (Stand | null)[] {
  const { mark, index } = ledger.prices();
  return book.rows.map((row) => {
    const price = mark.get(row.instrument.symbol);
    const rate = rateOf(row.instrument.settle, book.valuationCurrency, index);
    return price === undefined || rate === null || row.unsupported !== null ? null : standOf(row, price, rate);
  });
}

/**
 * The moves of one asset alone that liquidate the account: every row on it, at its own mark, and the collateral held
 * in it move by the same fraction; every other price stays. Rows settled in the asset have their P&L and margin
 * re-valued with it.
 *
 * @param buffer adjusted equity − maintenance margin at the mark
 * @source docs/margin-models.md, "Liquidation price of an underlying"
 */
export function assetMoves(book: Book, ledger: Ledger, stands: readonly (Stand | null)[], asset: string, buffer: Decimal): Solution {
  const pieces: Piece[] = [];
  for (const at of book.rowsByBase.get(asset) ?? []) {
    const [row, stand] = [book.rows[at], stands[at] ?? null];
    if (row === undefined || stand === null) continue;
    if (row.instrument.settle === asset) return { roots: null, reason: `${row.instrument.symbol} is priced and settled in ${asset}` };
    pieces.push(rowPiece(stand, ONE, 'liquidation'));
  }
  for (const at of book.rowsBySettle.get(asset) ?? []) {
    const terms = ledger.rowTerms(at);
    if (terms !== null) pieces.push(settledPiece(terms.unrealizedPnl.minus(terms.maintenanceMargin ?? 0)));
  }
  for (const at of book.collateralByAsset.get(asset) ?? []) {
    const value = ledger.collateralTerms(at)?.adjustedValue;
    if (value !== undefined && value !== null) pieces.push(collateralPiece(value, ONE));
  }
  return { roots: solve(book, buffer, pieces), reason: null };
}

/**
 * The common move x of all assets, each by beta · x, that reaches the target: adjusted equity = maintenance margin,
 * or net equity = 0.
 *
 * @source docs/margin-models.md, "Joint move"
 */
export function jointMoves(book: Book, ledger: Ledger, stands: readonly (Stand | null)[], target: Target): Solution {
  const pieces: Piece[] = [];
  for (const [at, stand] of stands.entries()) {
    const row = book.rows[at];
    if (row === undefined || stand === null) continue;
    const { base, settle, symbol } = row.instrument;
    if (settle !== book.valuationCurrency && !book.beta(settle).isZero()) {
      return { roots: null, reason: `${settle}, which settles ${symbol}, has a beta other than 0` };
    }
    const beta = book.beta(base);
    if (!beta.isZero()) pieces.push(rowPiece(stand, beta.eq(ONE) ? ONE : beta, target));
  }
  book.collateral.forEach((line, at) => {
    const terms = ledger.collateralTerms(at);
    const beta = line.collateral.asset === book.valuationCurrency ? null : book.beta(line.collateral.asset);
    const value = target === 'liquidation' ? terms?.adjustedValue : terms?.value;
    if (beta !== null && !beta.isZero() && value !== undefined && value !== null) pieces.push(collateralPiece(value, beta));
  });
  const sums = ledger.sums();
  const value = target === 'liquidation' ? knownBuffer(sums) : knownEquity(sums);
  return { roots: solve(book, value, pieces), reason: null };
}

function solve(book: Book, value: Decimal, pieces: readonly Piece[]): Roots {
  // An empty account stands at 0 and there is nothing that could be liquidated.
  if (value.isZero() && book.rows.length === 0 && pieces.every(({ slope }) => slope.isZero())) return { down: null, up: null };
  const start = startOf(value, pieces);
  return { down: firstRoot(start, breaksOf(pieces, -1), -1, FLOOR), up: firstRoot(start, breaksOf(pieces, 1), 1, null) };
}
