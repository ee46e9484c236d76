import { type Decimal, ONE, ZERO } from '../num/units.ts';
import { breaksOf, collateralPiece, type Piece, settledPiece, startOf, type Target } from './accountCurve.ts';
import type { Book } from './book.ts';
import { firstRoot } from './firstRoot.ts';
import type { Ledger } from './ledger.ts';
import { chargedIn } from './orderCharge.ts';
import { countingsOf, EVERY_ROW } from './sides.ts';
import { type AnyStand, bufferOf, piecesOfRow } from './stands.ts';
import { knownBuffer, knownEquity } from './sums.ts';
import { movingAsset, movingSymbol, movingTogether, weighedPieces } from './weighedStand.ts';

/** The nearest moves, down (−1 < x ≤ 0) and up (x ≥ 0), at which the target is reached; null where none is. */
export type Roots = Readonly<{ down: Decimal | null; up: Decimal | null }>;

/** `null` roots mean that the model has no exact answer: `reason` says why. */
export type Solution = Readonly<{ roots: Roots; reason: null; /** Options were re-priced on the way. */ approximate?: true }> | Readonly<{ roots: null; reason: string }>;

/** A haircut is no loss. */
const NO_PIECES = { pieces: [], reason: null } as const;

/** No price falls below 0: a move of −1 is not reached. */
const FLOOR = -1;

/**
 * The moves of one asset alone that liquidate the account: every row on it, at its own mark, and the collateral held
 * in it move by the same fraction; every other price stays. Rows settled in the asset have their P&L and margin
 * re-valued with it.
 *
 * @param buffer adjusted equity − maintenance margin at the mark
 * @source docs/margin-models.md, "Liquidation price of an underlying"
 */
export function assetMoves(book: Book, ledger: Ledger, stands: readonly (AnyStand | null)[], asset: string, buffer: Decimal): Solution {
  const settled = (book.rowsBySettle.get(asset) ?? []).filter((at) => book.rows[at]?.leg.settlement !== 'inverse' && ledger.rowTerms(at) !== null);
  const own = settled.find((at) => book.rows[at]?.instrument.base === asset);
  if (own !== undefined) return { roots: null, reason: `${book.rows[own]?.instrument.symbol ?? asset} is priced and settled in ${asset}` };
  const held: Piece[] = [];
  for (const at of book.collateralByAsset.get(asset) ?? []) {
    const terms = ledger.collateralTerms(at);
    if (terms !== null && terms.adjustedValue !== null) held.push(collateralPiece(terms.adjustedValue.minus(terms.owedMargin), ONE));
  }
  const charged = chargedIn(book, ledger, asset);
  if (!charged.isZero()) held.push(collateralPiece(charged, ONE));
  const weighed = weighedPieces(book, ledger, movingAsset(book, asset));
  if (weighed.pieces === null) return { roots: null, reason: weighed.reason };
  const touched = [asset, ...new Set(settled.flatMap((at) => book.rows[at]?.instrument.base ?? []))];
  return nearestOf(countingsOf(book, ledger, touched).map((counting) => {
    const pieces = [
      ...(book.rowsByBase.get(asset) ?? []).flatMap((at) => piecesOfRow(book, stands, at, ONE, 'liquidation', counting)),
      ...settled.map((at) => settledPiece(bufferOf(book, ledger, at, counting))),
      ...held, ...weighed.pieces,
    ];
    return { roots: solve(book, buffer.plus(counting.relief), pieces), reason: null };
  }));
}

/**
 * The moves of one symbol's mark alone, as venues print the price of a row: other symbols, expiries and collateral stay,
 * in the settle currency. Both legs of a hedge share it.
 *
 * @source docs/margin-models.md, "The row's price by the venue's convention"
 */
export function symbolMoves(book: Book, ledger: Ledger, stands: readonly (AnyStand | null)[], symbol: string, buffer: Decimal): Solution {
  const rows = book.holdings.get(symbol)?.rows ?? [];
  const [first] = rows.flatMap((at) => book.rows[at] ?? []);
  if (first === undefined) return { roots: { down: null, up: null }, reason: null };
  const { base, settle } = first.instrument;
  const inverse = first.leg.settlement === 'inverse';
  const weighed = weighedPieces(book, ledger, movingSymbol(book, symbol));
  if (weighed.pieces === null) return { roots: null, reason: weighed.reason };
  return nearestOf(countingsOf(book, ledger, [base]).map((counting) => {
    const value = buffer.plus(counting.relief);
    const pieces = [...rows.flatMap((at) => piecesOfRow(book, stands, at, ONE, 'liquidation', counting)), ...weighed.pieces];
    if (!inverse) return { roots: solve(book, value, pieces), reason: null };
    // In coins everything else stands still, so that in the valuation currency it moves along.
    const own = rows.reduce<Decimal>((sum, at) => sum.plus(bufferOf(book, ledger, at, counting)), weighedBuffer(ledger, settle));
    return { roots: solve(book, value, [...pieces, settledPiece(value.minus(own))]), reason: null };
  }));
}

/** What weighing the open profit of a currency adds to the buffer at the marks. */
function weighedBuffer(ledger: Ledger, asset: string): Decimal {
  const weighed = ledger.weighedProfit(asset);
  return weighed === null ? ZERO : weighed.adjustment.minus(weighed.owedMargin);
}

/**
 * The common move x of all assets, each by beta · x, that reaches the target: adjusted equity = maintenance margin,
 * or net equity = 0.
 *
 * @source docs/margin-models.md, "Joint move"
 */
export function jointMoves(book: Book, ledger: Ledger, stands: readonly (AnyStand | null)[], target: Target): Solution {
  const others: Piece[] = [];
  book.collateral.forEach((line, at) => {
    const terms = ledger.collateralTerms(at);
    const beta = book.beta(line.collateral.asset);
    const value = target === 'bankruptcy' ? terms?.value : terms?.adjustedValue?.minus(terms.owedMargin);
    if (!beta.isZero() && value !== undefined) others.push(collateralPiece(value, beta));
  });
  if (target === 'liquidation') {
    for (const settle of book.chargedBySettle.keys()) if (!book.beta(settle).isZero()) others.push(collateralPiece(chargedIn(book, ledger, settle), book.beta(settle)));
  }
  const blocked = book.rows.find(({ instrument: { settle }, leg }, at) => stands[at] !== null && leg.settlement !== 'inverse' && !book.beta(settle).isZero());
  if (blocked !== undefined) return { roots: null, reason: `${blocked.instrument.settle}, which settles ${blocked.instrument.symbol}, has a beta other than 0` };
  const bent = book.rows.find(({ instrument: { base }, rule }) => rule.growth !== null && !book.beta(base).isZero() && !book.beta(base).eq(ONE));
  if (bent !== undefined && target === 'liquidation') return { roots: null, reason: `the margin rate of ${bent.instrument.symbol} grows with its size, and its beta is not 1` };
  const weighed = target === 'bankruptcy' ? NO_PIECES : weighedPieces(book, ledger, movingTogether(book));
  if (weighed.pieces === null) return { roots: null, reason: weighed.reason };
  const countings = target === 'bankruptcy' ? [EVERY_ROW] : countingsOf(book, ledger, [...book.rowsByBase.keys()]);
  const sums = ledger.sums();
  const value = target === 'liquidation' ? knownBuffer(sums) : knownEquity(sums);
  return nearestOf(countings.map((counting) => {
    const pieces = book.rows.flatMap(({ instrument: { base } }, at) => {
      const beta = book.beta(base);
      return beta.isZero() ? [] : piecesOfRow(book, stands, at, beta.eq(ONE) ? ONE : beta, target, counting);
    });
    return { roots: solve(book, value.plus(counting.relief), [...pieces, ...others, ...weighed.pieces]), reason: null };
  }));
}

/** The buffer is the least of what each counting says, so that the nearest root of any is its root. */
function nearestOf(solutions: readonly Readonly<{ roots: Roots; reason: null }>[]): Solution {
  const [first, ...rest] = solutions;
  if (first === undefined) return { roots: null, reason: 'too many underlyings are held both long and short' };
  return rest.reduce<Readonly<{ roots: Roots; reason: null }>>((nearest, { roots }) => ({
    roots: { down: larger(nearest.roots.down, roots.down), up: smaller(nearest.roots.up, roots.up) }, reason: null,
  }), first);
}

const larger = (a: Decimal | null, b: Decimal | null): Decimal | null => (a === null || (b !== null && b.gt(a)) ? b : a);
const smaller = (a: Decimal | null, b: Decimal | null): Decimal | null => (a === null || (b !== null && b.lt(a)) ? b : a);

function solve(book: Book, value: Decimal, pieces: readonly Piece[]): Roots {
  // An account without a position, or with long options alone, stands at 0 and there is nothing that could be liquidated.
  if (value.isZero() && book.rows.every(({ option }) => option?.size.isNegative() === false) && pieces.every(({ slope }) => slope.isZero())) return { down: null, up: null };
  const start = startOf(value, pieces);
  return { down: firstRoot(start, breaksOf(pieces, -1), -1, FLOOR), up: firstRoot(start, breaksOf(pieces, 1), 1, null) };
}
