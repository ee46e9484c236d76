import type { Book } from '../book.ts';
import { createLedger, type Ledger } from '../ledger.ts';

/** A new ledger of a book at the prices of another one. */
export function ledgerLike(book: Book, { prices }: Ledger): Ledger {
  const ledger = createLedger(book);
  const { mark, index } = prices();
  for (const [symbol, value] of mark) ledger.setMark(symbol, value);
  for (const [asset, value] of index) ledger.setIndex(asset, value);
  return ledger;
}
