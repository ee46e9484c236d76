import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { Book } from '#shared/engine/book.ts';
import { namesOf } from '#shared/engine/contribution/known.ts';
import type { MissingInput } from '#shared/engine/missing.ts';
import { unansweredMoves } from '#shared/engine/optionMoves.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';

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
const lackingOwnMove = ({ book }: AccountEngine): readonly string[] => (isOnItself(book) ? [`moves of ${book.valuationCurrency}, in which the account is valued`] : []);

const STANDS_IN_THE_WAY = {
  worth: ({ makesUnknown }: MissingInput): boolean => makesUnknown.includes('equity') || makesUnknown.includes('exposure'),
  liquidation: ({ blocksLiquidation }: MissingInput): boolean => blocksLiquidation,
};

/** What is missing to tell what an account is worth, or where it is liquidated, after moves of the market; null when nothing is. @param pools those that are asked about */
export function missingForMoves(engine: AccountEngine, paths: OptionPaths, of: keyof typeof STANDS_IN_THE_WAY, pools: AccountEngine['pools'] = engine.pools): string | null {
  const inputs = namesOf(pools.flatMap(({ book, ledger }) => unansweredMoves(book, ledger, paths)), STANDS_IN_THE_WAY[of]);
  const all = [...(inputs === null ? [] : [inputs]), ...lackingOwnMove(engine)];
  return all.length === 0 ? null : all.join(', ');
}
