import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import type { Known } from '#shared/engine/contribution/known.ts';
import { unknown } from '#shared/engine/contribution/known.ts';
import { jointShock, shockedPrices } from '#shared/engine/contribution/shock.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation, PoolEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { Move } from '#shared/engine/liquidation.ts';
import { type Decimal, ZERO } from '#shared/num/units.ts';

/** An account after a joint move, and the move on the way there at which it is liquidated; null when it is not. */
export type Shocked = Known<Readonly<{ after: AccountEvaluation; liquidatedAt: Decimal | null; isolated: readonly PoolEvaluation[] }>>;

/**
 * Moves every asset of an account by its beta. The account counts as liquidated where one of its cross pools is: a venue
 * does not wait for the end of a move, so that the way counts and not the end alone.
 *
 * @param move a fraction, signed
 */
export function shockedAccount(engine: AccountEngine, now: AccountEvaluation, move: Decimal): Shocked {
  const { liquidation } = now.jointMove;
  if (liquidation.status === 'unknown') return unknown(liquidation.missing);
  const shocked = shockedPrices(engine.book, engine.prices(), jointShock(engine.book, move));
  if (shocked.status === 'unknown') return shocked;
  const after = engineAt(engine.portfolio, shocked.prices).evaluate();
  const root = isLiquidated(now) ? ZERO : rootOnTheWay(liquidation, move);
  return { status: 'known', after, liquidatedAt: root ?? (isLiquidated(after) ? move : null), isolated: after.pools.filter((pool) => pool.kind === 'isolated' && isUsedUp(pool)) };
}

function rootOnTheWay(liquidation: Exclude<Move, { status: 'unknown' }>, move: Decimal): Decimal | null {
  const roots = liquidation.status === 'move' ? [liquidation.move] : liquidation.status === 'range' ? [liquidation.lower, liquidation.upper] : [];
  return roots.find((root) => !move.isZero() && root.isNegative() === move.isNegative() && root.abs().lte(move.abs())) ?? null;
}

const isLiquidated = ({ pools }: AccountEvaluation): boolean => pools.some((pool) => pool.kind === 'cross' && isUsedUp(pool));

function isUsedUp({ totals: { adjustedEquity, maintenanceMargin } }: PoolEvaluation): boolean {
  return adjustedEquity.value !== null && maintenanceMargin.value !== null && maintenanceMargin.value.gt(0) && adjustedEquity.value.lte(maintenanceMargin.value);
}
