import type { Book } from '#shared/engine/book.ts';
import { jointShock, type Shock } from '#shared/engine/contribution/shock.ts';
import type { DrillView } from '#shared/ipc/view.ts';
import { Decimal, type DecimalText, isPriceText, ONE, price, quotient, toText, ZERO } from '#shared/num/units.ts';
import type { PriceKey } from './priceBoard.ts';
import { nameOf } from './priceKeys.ts';

/** Prices that are moved for practice: what they are times a factor. Nothing of it is stored, and a restart ends it. */
export type Drill = DrillView;

/** Puts a price where the drill has it; null where there is none to be had (a price of 0). */
export type Moved = (key: PriceKey, value: DecimalText) => DecimalText | null;

const LOWEST = new Decimal(-1);

/** Every price of a book as a drill moves it: one asset, or all of them by their betas. */
export function movedBy(book: Book, { percent, asset }: Drill): Moved {
  const move = new Decimal(percent).div(100);
  const shock: Shock = asset === null ? jointShock(book, move) : new Map([[asset, move]]);
  const factorOf = (name: string): Decimal => ONE.plus(Decimal.max(LOWEST, shock.get(name) ?? ZERO));
  const own = factorOf(book.valuationCurrency);
  return (key, value) => {
    const isMark = key.startsWith('mark:');
    const held = isMark ? book.holdings.get(nameOf(key))?.instrument : undefined;
    const factor = factorOf(isMark ? held?.base ?? '' : nameOf(key));
    // No price of an option follows from a move of its underlying alone.
    if (held?.kind === 'option' && !factor.eq(ONE)) return null;
    const text = toText(quotient(isMark ? price(value).times(factor) : price(value).times(factor).div(own)));
    return isPriceText(text) ? text : null;
  };
}
