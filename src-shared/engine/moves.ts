import { type Decimal, ONE, type Price } from '../num/units.ts';
import { collateralPiece, curveOf, type Piece, rowPiece, type Target } from './accountCurve.ts';
import type { Book } from './book.ts';
import { firstRoot } from './firstRoot.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import { knownAdjustedEquity, knownEquity } from './sums.ts';

/** The nearest moves, down (−1 < x ≤ 0) and up (x ≥ 0), at which the target is reached; null where none is. */
export type Roots = Readonly<{ down: Decimal | null; up: Decimal | null }>;

/** `null` roots mean that the model has no exact answer: `reason` says why. */
export type Solution = Readonly<{ roots: Roots; reason: null }> | Readonly<{ roots: null; reason: string }>;

/** No price falls below 0: a move of −1 is not reached. */
const FLOOR = ONE.neg();

/**
 * The moves of one asset alone that liquidate the account: every row on it, at its own mark, and the collateral held
 * in it move by the same fraction; every other price stays. Rows settled in the asset have their P&L and margin
 * re-valued with it.
 *
 * @source docs/margin-models.md, "Liquidation price of an underlying"
 */
export function assetMoves(book: Book, ledger: Ledger, asset: string): Solution {
  const { mark, index } = ledger.prices();
  const pieces: Piece[] = [];
  for (const at of book.rowsByBase.get(asset) ?? []) {
    const row = book.rows[at];
    const price = row === undefined ? undefined : mark.get(row.instrument.symbol);
    const rate = row === undefined ? null : rateOf(row.instrument.settle, book.valuationCurrency, index);
    if (row === undefined || price === undefined || rate === null) continue;
    if (row.instrument.settle === asset) return { roots: null, reason: `${row.instrument.symbol} is priced and settled in ${asset}` };
    pieces.push(rowPiece(row, price, rate, ONE, 'liquidation'));
  }
  for (const at of book.rowsBySettle.get(asset) ?? []) {
    const terms = ledger.rowTerms(at);
    if (terms !== null) pieces.push({ slope: terms.unrealizedPnl.minus(terms.maintenanceMargin ?? 0), breaks: () => [] });
  }
  for (const at of book.collateralByAsset.get(asset) ?? []) {
    const value = ledger.collateralTerms(at)?.adjustedValue;
    if (value !== undefined && value !== null) pieces.push(collateralPiece(value, ONE));
  }
  const sums = ledger.sums();
  return { roots: solve(knownAdjustedEquity(sums).minus(sums.maintenanceMargin), pieces), reason: null };
}

/**
 * The common move x of all assets, each by beta · x, that reaches the target: adjusted equity = maintenance margin,
 * or net equity = 0.
 *
 * @source docs/margin-models.md, "Joint move"
 */
export function jointMoves(book: Book, ledger: Ledger, target: Target): Solution {
  const { mark, index } = ledger.prices();
  const pieces: Piece[] = [];
  for (const row of book.rows) {
    const price: Price | undefined = mark.get(row.instrument.symbol);
    const rate = rateOf(row.instrument.settle, book.valuationCurrency, index);
    const beta = book.beta(row.instrument.base);
    if (price === undefined || rate === null) continue;
    if (row.instrument.settle !== book.valuationCurrency && !book.beta(row.instrument.settle).isZero()) {
      return { roots: null, reason: `${row.instrument.settle}, which settles ${row.instrument.symbol}, has a beta other than 0` };
    }
    if (!beta.isZero()) pieces.push(rowPiece(row, price, rate, beta, target));
  }
  book.collateral.forEach((line, at) => {
    const terms = ledger.collateralTerms(at);
    const beta = line.collateral.asset === book.valuationCurrency ? null : book.beta(line.collateral.asset);
    const value = target === 'liquidation' ? terms?.adjustedValue : terms?.value;
    if (beta !== null && !beta.isZero() && value !== undefined && value !== null) pieces.push(collateralPiece(value, beta));
  });
  const sums = ledger.sums();
  const value = target === 'liquidation' ? knownAdjustedEquity(sums).minus(sums.maintenanceMargin) : knownEquity(sums);
  return { roots: solve(value, pieces), reason: null };
}

function solve(value: Decimal, pieces: readonly Piece[]): Roots {
  const down = curveOf(value, pieces, -1);
  const up = curveOf(value, pieces, 1);
  return { down: firstRoot(down.start, down.breaks, -1, FLOOR), up: firstRoot(up.start, up.breaks, 1, null) };
}
