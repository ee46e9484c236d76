import { Decimal, quotient } from '../../num/units.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import { evaluate } from '../evaluate.ts';
import { type Figure, type Totals, totalsOf } from '../figures.ts';
import type { Move } from '../liquidation.ts';
import type { Known } from './known.ts';
import { ladderOf, negated, type Rung } from './ladder.ts';
import { ledgerLike } from './ledgerLike.ts';
import { requiringBook } from './requiringBook.ts';
import { NO_PATHS, type OptionPaths } from '../optionPath.ts';
import { jointShock, shockedLedger } from './shock.ts';

/** One pool after the market gaps by a joint move, in the valuation currency. */
export type Gap = Readonly<{
  /** The joint move, a fraction, signed. */
  move: Decimal;
  standing: Known<Readonly<{
    equity: Figure;
    adjustedEquity: Figure;
    maintenanceMargin: Figure;
    buffer: Figure;
    /** −equity, never clamped: > 0 is the loss beyond all collateral, < 0 what is left of it. */
    deficit: Figure;
  }>>;
}>;

/** From liquidation to bankruptcy on one side of 0: |bankruptcy| − |liquidation|, a fraction; null where either has no move. */
export type Cushion = Readonly<{ down: Decimal | null; up: Decimal | null }>;

/** Whether the collateral of one pool covers what it owes as all assets move, each by beta · x. */
export type PoolSolvency = Readonly<{
  pool: string;
  /** adjusted equity = maintenance margin. */
  liquidation: Move;
  /** Adjusted equity = share · maintenance margin, where the venue takes the account over; null when it publishes no such share. */
  backstop: Readonly<{ share: Decimal; move: Move }> | null;
  /** Net equity = 0: a haircut is no loss. */
  bankruptcy: Move;
  cushion: Cushion;
  ladder: readonly Rung[];
  gaps: readonly Gap[];
}>;

/**
 * Solvency pool by pool, since no pool answers for another: the frontiers of the joint move, the thresholds in money, and
 * what is left or lacking after each gap.
 *
 * @param gaps joint moves, fractions, signed
 * @source docs/margin-models.md, "Solvency"
 */
export function solvencyOf({ pools }: AccountEngine, gaps: readonly Decimal[], paths: OptionPaths = NO_PATHS): readonly PoolSolvency[] {
  return pools.map((own) => poolSolvency(own, gaps, paths));
}

function poolSolvency(own: PoolEngine, gaps: readonly Decimal[], paths: OptionPaths): PoolSolvency {
  const { pool, book, ledger } = own;
  const { totals, jointMove: { liquidation, bankruptcy } } = evaluate(book, ledger);
  const share = book.rules.backstop === undefined ? null : new Decimal(book.rules.backstop);
  return {
    pool: pool.id, liquidation, bankruptcy,
    backstop: share === null ? null : { share, move: backstopMove(own, share) },
    cushion: cushionOf(liquidation, bankruptcy),
    ladder: ladderOf(totals, share),
    gaps: gaps.map((move) => gapOf(own, move, paths)),
  };
}

/** The joint move at which adjusted equity = share · maintenance margin: exact, as the liquidation of the book that asks for that share. */
function backstopMove({ book, ledger }: PoolEngine, share: Decimal): Move {
  const asking = requiringBook(book, share);
  return evaluate(asking, ledgerLike(asking, ledger)).jointMove.liquidation;
}

function gapOf({ book, ledger }: PoolEngine, move: Decimal, paths: OptionPaths): Gap {
  const shocked = shockedLedger(book, ledger, jointShock(book, move), paths);
  if (shocked.status === 'unknown') return { move, standing: shocked };
  const { equity, adjustedEquity, maintenanceMargin, buffer }: Totals = totalsOf(shocked.ledger.sums());
  return { move, standing: { status: 'known', equity, adjustedEquity, maintenanceMargin, buffer, deficit: negated(equity) } };
}

function cushionOf(liquidation: Move, bankruptcy: Move): Cushion {
  const [first, last] = [sidesOf(liquidation), sidesOf(bankruptcy)];
  const between = (from: Decimal | null, to: Decimal | null): Decimal | null => (from === null || to === null ? null : quotient(to.abs().minus(from.abs())));
  return { down: between(first.down, last.down), up: between(first.up, last.up) };
}

function sidesOf(move: Move): Readonly<{ down: Decimal | null; up: Decimal | null }> {
  if (move.status === 'range') return { down: move.lower, up: move.upper };
  if (move.status !== 'move') return { down: null, up: null };
  return { down: move.move.lte(0) ? move.move : null, up: move.move.gte(0) ? move.move : null };
}
