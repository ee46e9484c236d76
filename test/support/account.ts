import type { PriceSet } from '#shared/domain/account.ts';
import type { Book } from '#shared/engine/book.ts';
import { createLedger, type Ledger } from '#shared/engine/ledger.ts';
import { price } from '#shared/num/units.ts';

/** A ledger with the prices of a document in it. */
export function ledgerWith(book: Book, prices: Pick<PriceSet, 'mark' | 'index'>): Ledger {
  const ledger = createLedger(book);
  for (const [symbol, { value }] of prices.mark) ledger.setMark(symbol, price(value));
  for (const [asset, { value }] of prices.index) ledger.setIndex(asset, price(value));
  return ledger;
}
