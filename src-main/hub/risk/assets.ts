import type { AccountEngine } from '#shared/engine/accountEngine.ts';

/** The market that an account is told against is that of its largest pool: parameters are the account's. */
export function largestPool({ pools, book }: AccountEngine): AccountEngine['pools'][number] {
  const [first, ...rest] = pools;
  if (first === undefined) throw new Error(`an account in ${book.valuationCurrency} has no pool`);
  return rest.reduce((best, own) => (own.book.rows.length > best.book.rows.length ? own : best), first);
}

/** Every asset that an account gains or loses by. */
export const assetsOf = ({ pools }: AccountEngine): readonly string[] => [...new Set(pools.flatMap(({ book }) => book.assets))];
