import type { PositionSide } from '../domain/account.ts';
import { Decimal } from '../num/units.ts';
import type { Book } from './book.ts';
import { type FloatRow, rowValueAt } from './floatRow.ts';
import { weighedChange } from './floatWeighed.ts';
import type { Ledger } from './ledger.ts';
import type { Row } from './row.ts';
import type { Need, StressModel } from './stressModel.ts';
import { knownAdjustedEquity } from './sums.ts';
import { accountWithout } from './without.ts';

/** How much of which row to close, in its contracts and as a fraction of it. */
export type Reduction = Readonly<{ symbol: string; positionSide: PositionSide; contracts: Decimal; fraction: Decimal }>;

const SEARCH_STEPS = 48;

/** The reduction of the least notional, over all rows that can do it alone; null when none can. */
export function cheapestReduction(book: Book, ledger: Ledger, model: StressModel, needs: readonly Need[]): Reduction | null {
  let best: Readonly<{ reduction: Reduction; notional: number }> | null = null;
  for (const float of model.rows) {
    const row = book.rows[float.at];
    if (row === undefined) continue;
    const lost = lostByRealising(book, ledger, float.at);
    const passes = (closed: number): boolean => passesWith(model, needs, float, closed, lost);
    if (lost === null || !passes(1)) continue;
    const reduction = roundedUp(row, leastClosed(passes));
    const notional = reduction.fraction.toNumber() * float.notional;
    // Rounding up to a lot may go past the point where a hedge is missed.
    if ((best === null || notional < best.notional) && passes(reduction.contracts.div(row.position.contracts).abs().toNumber())) best = { reduction, notional };
  }
  return best?.reduction ?? null;
}

/** The share from which on the tests pass, at most 2⁻⁴⁸ too much. */
function leastClosed(passes: (closed: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (passes(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function roundedUp(row: Row, closed: number): Reduction {
  const held = new Decimal(row.position.contracts).abs();
  const lot = row.instrument.lotSize === undefined ? null : new Decimal(row.instrument.lotSize);
  const exact = held.times(closed);
  const contracts = Decimal.min(held, lot === null ? exact.toSignificantDigits(4, Decimal.ROUND_UP) : exact.div(lot).ceil().times(lot));
  return { symbol: row.instrument.symbol, positionSide: row.position.positionSide, contracts, fraction: contracts.div(held).toDecimalPlaces(6, Decimal.ROUND_UP) };
}

/** Buffer that closing all of the row costs beyond its own requirement, because cash in its settle currency counts for less than P&L; null when unknown. */
function lostByRealising(book: Book, ledger: Ledger, at: number): number | null {
  const without = accountWithout(book, ledger, at);
  if (without === null) return null;
  const { maintenanceMargin } = ledger.sums();
  const freed = maintenanceMargin.minus(without.maintenanceMargin);
  return knownAdjustedEquity(ledger.sums()).minus(without.adjustedEquity).plus(ledger.requiredOf(at)).minus(freed).toNumber();
}

/** What the cash of a closed part gains with the move of its own coin, at the worse of its value before and after the weight. */
function realisedMove({ base, settle, profit }: FloatRow, closed: number, cost: number, move: number): number {
  return base === settle ? Math.min(closed * profit * move, closed * (profit - cost) * move) : 0;
}

/** What weighing gains by a move of the row's own asset less than it did, now that a part of the row does not move. */
function lessWeighed(model: StressModel, row: FloatRow, closed: number, move: number): number {
  const moves = new Map([[row.base, move]]);
  const touched = model.weighed.filter(({ asset }) => asset === row.settle);
  return weighedChange(touched, moves) - weighedChange(touched, moves, { row, closed });
}

/** All tests again with a fraction of one row closed at its mark. A loss by realising is counted in full from the start. */
function passesWith(model: StressModel, needs: readonly Need[], row: FloatRow, closed: number, lost: number | null): boolean {
  const kept = 1 - closed;
  const released = row.marginAt(0, 1) - row.marginAt(0, kept);
  const cost = Math.max(0, lost ?? 0);
  return needs.every((need) => {
    if (need.asset === null) return need.missing - released / model.level.ratio + cost <= 0;
    // What is released is worth as much as its settle currency is at the test.
    if (need.asset !== row.base) return need.missing - released * (need.asset === row.settle ? 1 + need.move : 1) + cost <= 0;
    return need.missing - (rowValueAt(row, need.move, kept) - rowValueAt(row, need.move, 1)) - realisedMove(row, closed, cost, need.move) + lessWeighed(model, row, closed, need.move) + cost <= 0;
  });
}
