import type { PositionSide } from '../domain/account.ts';
import { Decimal } from '../num/units.ts';
import type { Book, Row } from './book.ts';
import type { Ledger } from './ledger.ts';
import { adjustedEquityWithout } from './realised.ts';
import { type FloatRow, floatMargin, type Need, rowValueAt, type StressModel } from './stressModel.ts';
import { knownAdjustedEquity } from './sums.ts';

/** How much of which row to close, in its contracts and as a fraction of it. */
export type Reduction = Readonly<{ symbol: string; positionSide: PositionSide; contracts: Decimal; fraction: Decimal }>;

const SEARCH_STEPS = 48;

/** The reduction of the least notional, over all rows that can do it alone; null when none can. */
export function cheapestReduction(book: Book, ledger: Ledger, model: StressModel, needs: readonly Need[]): Reduction | null {
  let best: Readonly<{ reduction: Reduction; notional: number }> | null = null;
  for (const float of model.rows) {
    const row = book.rows[float.at];
    if (row === undefined) continue;
    const lost = lostByRealising(book, ledger, row, float.at);
    const passes = (closed: number): boolean => passesWith(model, needs, float, closed, lost);
    if (lost === null || !passes(1)) continue;
    const reduction = roundedUp(row, leastClosed(passes));
    const notional = reduction.fraction.toNumber() * float.notional * float.rate;
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

/** Adjusted equity that closing all of the row costs, because cash in its settle currency counts for less than P&L; null when unknown. */
function lostByRealising(book: Book, ledger: Ledger, row: Row, at: number): number | null {
  const terms = ledger.rowTerms(at);
  if (terms === null) return null;
  const adjusted = knownAdjustedEquity(ledger.sums());
  const left = adjustedEquityWithout(book, ledger, row, terms, adjusted);
  return left === null ? null : adjusted.minus(left).toNumber();
}

/** All tests again with a fraction of one row closed at its mark. A loss by realising is counted in full from the start. */
function passesWith({ level }: StressModel, needs: readonly Need[], row: FloatRow, closed: number, lost: number | null): boolean {
  const kept = 1 - closed;
  const released = (floatMargin(row.tiers, row.notional) - floatMargin(row.tiers, row.notional * kept)) * row.rate;
  const cost = Math.max(0, lost ?? 0);
  return needs.every((need) => {
    if (need.asset === null) return need.missing - released / level.ratio + cost <= 0;
    // What is released is worth as much as its settle currency is at the test.
    if (need.asset !== row.base) return need.missing - released * (need.asset === row.settle ? 1 + need.move : 1) + cost <= 0;
    return need.missing - (rowValueAt(row, need.move, kept) - rowValueAt(row, need.move, 1)) + cost <= 0;
  });
}
