import { type Decimal, ONE, ZERO } from '../num/units.ts';
import type { Piece } from './accountCurve.ts';
import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import { owedOf, type ProfitWeighing } from './profitWeighing.ts';
import { type Gain, weighedPiece, type WeighedStand } from './weighedPiece.ts';

/** What moves in a walk: rows by their number, each by the beta of its base, and the prices of currencies by their own. */
export type Moving = Readonly<{ rows: readonly number[]; rowBeta: (base: string) => Decimal; indexBeta: (asset: string) => Decimal }>;

/** One asset alone moves, with its rows. */
export const movingAsset = (book: Book, asset: string): Moving => ({ rows: book.rowsByBase.get(asset) ?? [], rowBeta: () => ONE, indexBeta: (other) => (other === asset ? ONE : ZERO) });

/** One symbol's mark alone moves. Of an inverse one the coin moves along: in coins everything else stands still. */
export function movingSymbol(book: Book, symbol: string): Moving {
  const holding = book.holdings.get(symbol);
  const coin = holding?.instrument.settlement === 'inverse' ? holding.instrument.settle : null;
  return { rows: holding?.rows ?? [], rowBeta: () => ONE, indexBeta: (asset) => (asset === coin ? ONE : ZERO) };
}

/** All assets move, each by its beta. */
export const movingTogether = (book: Book): Moving => ({ rows: book.rows.map((_, at) => at), rowBeta: book.beta, indexBeta: book.beta });

/** Pieces of a walk, or why there are none. */
export type WeighedPieces = Readonly<{ pieces: readonly Piece[]; reason: null }> | Readonly<{ pieces: null; reason: string }>;

/** What weighing open profits with their balances adds to a walk: one piece for each settle currency that it touches. */
export function weighedPieces(book: Book, ledger: Ledger, moving: Moving): WeighedPieces {
  const pieces: Piece[] = [];
  for (const weighing of book.weighings.values()) {
    const stand = weighedStandOf(book, ledger, weighing, moving);
    if (stand === null) continue;
    if (stand.pieces.length === 0) return { pieces: null, reason: `the weight of ${weighing.asset} is not known by steps of its amount` };
    pieces.push(weighedPiece(stand));
  }
  return { pieces, reason: null };
}

/** @returns null for a currency that the walk does not touch, or without a priced row; without pieces where its weight has no steps and its equity moves */
export function weighedStandOf(book: Book, ledger: Ledger, weighing: ProfitWeighing, { rows, rowBeta, indexBeta }: Moving): WeighedStand | null {
  const { asset, amount, weighting } = weighing;
  const rate = rateOf(asset, book.valuationCurrency, ledger.prices().index);
  const beta = indexBeta(asset);
  const gains = rows.flatMap((at) => gainOf(book, ledger, at, asset, rowBeta) ?? []);
  if (rate === null || ledger.weighedProfit(asset) === null || (beta.isZero() && gains.length === 0)) return null;
  const profit = ledger.profitIn(asset);
  const equity = amount.plus(profit);
  const [counted, now] = [weighting.counted(amount) ?? ZERO, weighting.counted(equity) ?? ZERO];
  // What does not move needs no other piece than its own.
  const still = [{ from: null, weight: ZERO, offset: now.minus(owedOf(weighing, equity)) }];
  return { equity, counted: counted.minus(owedOf(weighing, amount)), profit, rate, beta, gains, pieces: gains.length === 0 ? still : weighing.pieces ?? [] };
}

function gainOf(book: Book, ledger: Ledger, at: number, asset: string, rowBeta: Moving['rowBeta']): Gain | null {
  const row = book.rows[at];
  if (row === undefined || row.instrument.settle !== asset || ledger.rowTerms(at) === null) return null;
  const beta = rowBeta(row.instrument.base);
  const mark = ledger.prices().mark.get(row.instrument.symbol);
  if (beta.isZero() || mark === undefined) return null;
  return { amount: row.leg.settlement === 'inverse' ? row.leg.quantity.div(mark) : row.leg.quantity.times(mark), beta };
}
