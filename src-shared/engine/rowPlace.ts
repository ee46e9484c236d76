import { listedVolatility } from '../domain/account.ts';
import { asPrice, type Decimal, ONE, type Price, quotient, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import { type MovingPosition, proRataPrice } from './kernel/adverseMove.ts';
import type { Ledger } from './ledger.ts';
import { distanceOf } from './liquidation.ts';
import { symbolMoves } from './moves.ts';
import type { AnyStand } from './stands.ts';
import { placedBy, type Place, type Placed } from './place.ts';
import type { Row } from './row.ts';
import { knownBuffer, knownMarginBalance } from './sums.ts';
import { tierOf } from './schedule.ts';
import { notionalAt } from './kernel/contractTerms.ts';

export type RowPlace = (row: Row, at: number, mark: Price | null) => Placed;

/**
 * Liquidation prices of rows by the venue's own convention: the underlying's with everything on it moving, the symbol's
 * alone, or with all positions moving against it in proportion.
 *
 * @source docs/margin-models.md, "The row's price by the venue's convention"
 */
export function rowPlacer(book: Book, ledger: Ledger, stands: readonly (AnyStand | null)[], place: Place, unknown: string | null, apart: (row: Row) => Placed | null): RowPlace {
  const convention = conventionOf(book, ledger, stands, place);
  return (row, at, mark) => {
    const own = apart(row);
    if (own !== null) return own;
    if (unknown !== null) return { liquidation: { status: 'unknown', missing: unknown }, distance: null };
    if (mark === null) return { liquidation: { status: 'unknown', missing: `mark price of ${row.instrument.symbol}` }, distance: null };
    return convention(row, at, mark);
  };
}

/**
 * A row whose price no kernel moves: an option is placed by its underlying where that has a place, and a long one asks for
 * nothing. Null for any other row.
 *
 * @param byUnderlying null where what options ask after a move is unknown
 */
export function placedApart({ unsupported, option, instrument: { base } }: Row, byUnderlying: ((asset: string) => Placed) | null): Placed | null {
  if (option?.size.isNegative() === true) return byUnderlying?.(base) ?? { liquidation: { status: 'unknown', missing: `margin of options on ${base} after a move` }, distance: null };
  if (option !== null) return { liquidation: { status: 'none', reason: 'a long option asks for no margin' }, distance: null };
  return unsupported === null ? null : { liquidation: { status: 'unknown', missing: unsupported }, distance: null };
}

type Convention = (row: Row, at: number, mark: Price) => Placed;

function conventionOf(book: Book, ledger: Ledger, stands: readonly (AnyStand | null)[], place: Place): Convention {
  if (book.rules.rowPrice === 'symbol') return symbolConvention(book, ledger, stands, place);
  if (book.rules.rowPrice === 'proRata') return proRataConvention(book, ledger);
  return (row, _at, mark) => place(row.instrument.base, mark);
}

function symbolConvention(book: Book, ledger: Ledger, stands: readonly (AnyStand | null)[], place: Place): Convention {
  const buffer = knownBuffer(ledger.sums());
  const known = new Map<string, Placed>();
  return ({ instrument: { symbol, base } }, _at, mark) => {
    if (isAlone(book, symbol, base)) return place(base, mark);
    const placed = known.get(symbol) ?? placedBy(symbolMoves(book, ledger, stands, symbol, buffer), mark, base, symbol, book);
    known.set(symbol, placed);
    return placed;
  };
}

/** True when nothing but this symbol moves with its underlying: both conventions give one price. */
function isAlone(book: Book, symbol: string, base: string): boolean {
  return book.rowsByBase.get(base)?.length === book.holdings.get(symbol)?.rows.length && !book.collateralByAsset.has(base) && !book.rowsBySettle.has(base);
}

/** Every position moves against the account by the same share of its value; at those prices together it is liquidated. */
function proRataConvention(book: Book, ledger: Ledger): Convention {
  const { mark } = ledger.prices();
  const positions = book.rows.map((row) => movingPosition(row, mark.get(row.instrument.symbol) ?? null));
  // In one currency, whatever the positions are settled in; open orders are not in this price, and neither are options, which do not move by it.
  const sums = ledger.sums();
  const notional = book.rows.reduce<Decimal>((sum, { option }, at) => (option === null ? sum : sum.minus(ledger.optionTerms(at)?.value.abs() ?? ZERO)), sums.notional);
  const share = notional.isZero() ? null : knownMarginBalance(sums).div(notional);
  return (row, at, reference) => {
    const position = positions[at] ?? null;
    const price = position === null || share === null ? null : proRataPrice(position, share);
    if (price === null) return { liquidation: { status: 'none', reason: position !== null && position.closing.gte(1) ? 'its requirement is its whole value' : 'the margin covers the whole value' }, distance: null };
    const move = price.div(reference).minus(ONE);
    return {
      liquidation: { status: 'price', price: asPrice(quotient(price)) },
      distance: distanceOf(move, reference, listedVolatility(book.parameters, row.instrument.base)),
    };
  };
}

function movingPosition({ leg, rule }: Row, mark: Price | null): MovingPosition | null {
  if (mark === null || rule.schedule === null || rule.lacks !== null) return null;
  const closing: Decimal = tierOf(rule.schedule, notionalAt(leg, mark))?.maintenanceMarginRate ?? ZERO;
  return { leg, mark, closing };
}
