import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { Book } from '#shared/engine/book.ts';

/** The market that an account is told against is that of its largest pool: parameters are the account's. */
export function largestPool({ pools, book }: AccountEngine): AccountEngine['pools'][number] {
  const [first, ...rest] = pools;
  if (first === undefined) throw new Error(`an account in ${book.valuationCurrency} has no pool`);
  return rest.reduce((best, own) => (own.book.rows.length > best.book.rows.length ? own : best), first);
}

/** Every asset that an account gains or loses by; of its valuation currency where a contract is on it, an option too. */
export const assetsOf = ({ pools, book }: AccountEngine): readonly string[] => [...new Set([...pools.flatMap((own) => own.book.assets), ...(isOnItself(book) ? [book.valuationCurrency] : [])])];

const isOnItself = ({ rows, valuationCurrency }: Book): boolean => rows.some(({ instrument }) => instrument.base === valuationCurrency);

/** A market moves against what an account is valued in, which has no move of its own: what contracts on it do then is not told. None where there are none. */
export const lackingOwnMove = ({ book }: AccountEngine): readonly string[] => (isOnItself(book) ? [`moves of ${book.valuationCurrency}, in which the account is valued`] : []);
