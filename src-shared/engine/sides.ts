import { asMoney, Decimal, type Money, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import type { Row } from './row.ts';

/** Requirements of one underlying by side, where only the larger side is asked for. */
export type SideMargins = Readonly<{ long: Money; short: Money }>;

export const NO_SIDES: SideMargins = { long: asMoney(ZERO), short: asMoney(ZERO) };

export const largerSideOf = ({ long, short }: SideMargins): Money => asMoney(Decimal.max(long, short));

export const isShort = ({ leg }: Row): boolean => leg.quantity.isNegative();

/** One way to count the requirements: which rows count, and what that frees against the account's own sum at the mark. */
export type Counting = Readonly<{ relief: Decimal; counts: (row: Row) => boolean }>;

export const EVERY_ROW: Counting = { relief: ZERO, counts: () => true };

/** More two-sided underlyings than these would need too many ways to count. */
const MOST_TWO_SIDED = 10;

/**
 * The ways to count the requirements of some underlyings. Where requirements add up there is one. Where only the larger
 * side is asked for, the buffer is the least over the choice of a side for each underlying that is held on both.
 *
 * @returns empty when there are too many choices
 */
export function countingsOf(book: Book, ledger: Ledger, assets: readonly string[]): readonly Counting[] {
  if (book.rules.sides === 'sum') return [EVERY_ROW];
  const moved = new Set(assets);
  const open = assets.filter((asset) => isTwoSided(book, asset));
  if (open.length > MOST_TWO_SIDED) return [];
  const fixed = (row: Row): boolean => {
    const { long, short } = ledger.sideMargins(row.instrument.base);
    return isShort(row) === short.gt(long);
  };
  return Array.from({ length: 2 ** open.length }, (_, choice): Counting => {
    const chosen = new Map(open.map((asset, at) => [asset, (Math.floor(choice / 2 ** at)) % 2 === 1]));
    return {
      relief: open.reduce<Decimal>((sum, asset) => {
        const sides = ledger.sideMargins(asset);
        return sum.plus(largerSideOf(sides)).minus(chosen.get(asset) === true ? sides.short : sides.long);
      }, ZERO),
      counts: (row) => {
        const short = chosen.get(row.instrument.base);
        if (short !== undefined) return short === isShort(row);
        return moved.has(row.instrument.base) || fixed(row);
      },
    };
  });
}

function isTwoSided(book: Book, asset: string): boolean {
  const rows = (book.rowsByBase.get(asset) ?? []).flatMap((at) => book.rows[at] ?? []);
  return rows.some(isShort) && rows.some((row) => !isShort(row));
}
