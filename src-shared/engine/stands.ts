import { type Decimal, ZERO } from '../num/units.ts';
import { type Piece, rowPiece, type Stand, standOf, type Target } from './accountCurve.ts';
import type { Book } from './book.ts';
import { type CurvedStand, curvedPiece, curvedStandOf } from './curvedPiece.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';
import type { Counting } from './sides.ts';

/** A row before any move. */
export type AnyStand = Stand | CurvedStand;

/** Every priced row before any move; null for a row that the sums do not hold either. */
export function standsOf(book: Book, ledger: Ledger): readonly (AnyStand | null)[] {
  const { mark, index } = ledger.prices();
  return book.rows.map((row) => {
    const price = mark.get(row.instrument.symbol);
    const rate = rateOf(row.instrument.settle, book.valuationCurrency, index);
    if (price === undefined || rate === null || row.unsupported !== null) return null;
    return row.leg.settlement === 'inverse' || row.rule.maintenanceBasis !== 'mark' ? curvedStandOf(row, price, rate) : standOf(row, price, rate);
  });
}

const pieceOf = (stand: AnyStand, beta: Decimal, target: Target): Piece | null => (stand.kind === 'straight' ? rowPiece(stand, beta, target) : curvedPiece(stand, beta, target));

/** A row whose requirement is not counted moves by its profit alone. */
export function piecesOfRow(book: Book, stands: readonly (AnyStand | null)[], at: number, beta: Decimal, target: Target, { counts }: Counting): readonly Piece[] {
  const [row, stand] = [book.rows[at], stands[at] ?? null];
  if (row === undefined || stand === null) return [];
  const piece = pieceOf(stand, beta, counts(row) ? target : 'bankruptcy');
  return piece === null ? [] : [piece];
}

/** What a row adds to the buffer at its mark under a counting. */
export function bufferOf(book: Book, ledger: Ledger, at: number, { counts }: Counting): Decimal {
  const [row, terms] = [book.rows[at], ledger.rowTerms(at)];
  if (row === undefined || terms === null) return ZERO;
  return counts(row) && terms.maintenanceMargin !== null ? terms.unrealizedPnl.minus(terms.maintenanceMargin) : terms.unrealizedPnl;
}
