import { asMoney, type Decimal, type Money, ZERO } from '../../num/units.ts';
import type { PoolEngine } from '../accountEngine.ts';
import type { Book } from '../book.ts';
import type { Ledger } from '../ledger.ts';
import { missingInputs } from '../missing.ts';
import { NO_PATHS, type OptionPaths } from '../optionPath.ts';
import { profitShares } from '../profitShares.ts';
import { type Known, namesOf, unknown } from './known.ts';
import { type Shock, shockedLedger } from './shock.ts';

/** A position or a collateral line of one pool. */
export type Line = Readonly<{
  /** The row's id, or `collateral:ASSET` and `collateral:ASSET|location`. */
  id: string;
  kind: 'position' | 'collateral';
  /** Symbol, or asset. */
  name: string;
  /** Its place among the portfolio's positions or collateral lines; null for the margin of an isolated position. */
  at: number | null;
  /** Its place in the book of its pool. */
  inPool: number;
}>;

/** Change of adjusted equity by one line, valuation currency: + gains. What open orders cost to open is no line. */
export type LineChange = Readonly<{ line: Line; change: Money }>;

function linesOf({ pool, book }: PoolEngine): readonly Line[] {
  const positions = book.rows.map(({ id, instrument }, inPool): Line => ({ id, kind: 'position', name: instrument.symbol, at: pool.rows[inPool] ?? null, inPool }));
  const collateral = book.collateral.map(({ collateral: { asset, location } }, inPool): Line => ({
    id: location === undefined ? `collateral:${asset}` : `collateral:${asset}|${location}`, kind: 'collateral', name: asset, at: pool.collateral[inPool] ?? null, inPool,
  }));
  return [...positions, ...collateral];
}

/** What each line of a pool gains or loses under a shock, re-priced by the engine, and the pool at the moved prices. */
export function lineChanges(own: PoolEngine, shock: Shock, paths: OptionPaths = NO_PATHS): Known<Readonly<{ changes: readonly LineChange[]; moved: Ledger }>> {
  const { book, ledger } = own;
  const shocked = shockedLedger(book, ledger, shock, paths);
  if (shocked.status === 'unknown') return shocked;
  const moved = shocked.ledger;
  const missing = namesOf([...missingInputs(book, ledger), ...missingInputs(book, moved)], ({ makesUnknown }) => makesUnknown.includes('adjustedEquity'));
  if (missing !== null) return unknown(missing);
  const [worthNow, worthThen] = [worthIn(book, ledger), worthIn(book, moved)];
  const changes = linesOf(own).map((line): LineChange => {
    const [before, after] = [worthNow(line), worthThen(line)];
    return { line, change: asMoney(after.minus(before)) };
  });
  return { status: 'known', changes, moved };
}

/** What a line adds to adjusted equity; an amount of 0 adds nothing, whatever its price. A profit that is weighed counts as all of its currency together do. */
function worthIn(book: Book, ledger: Ledger): (line: Line) => Decimal {
  const shareOf = profitShares(book, ledger);
  return ({ kind, inPool }) => (kind === 'position' ? ledger.rowTerms(inPool)?.unrealizedPnl.plus(shareOf(inPool).adjustment) : ledger.collateralTerms(inPool)?.adjustedValue) ?? ZERO;
}
