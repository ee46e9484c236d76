import { type BookLeg, unitCost, unitValue } from './bookState.ts';
import type { KeptLeg } from './legChange.ts';

/**
 * A leg of which another quantity is held than before. `price` is what was added was traded at, as the mean entry says it; null when
 * nothing was added, or when the entry allows none. In the settle currency: `gain` since that trade, and the `premium` that an
 * option cost (short: below 0), which what is held has paid. Both 0 without a price.
 */
export type Trade = Readonly<{ id: string; underlying: string; from: number; to: number; price: number | null; gain: number; premium: number }>;

/** What was held of a leg all the time, and what was traded of it; null where there is none. */
export type Split = Readonly<{ kept: KeptLeg | null; trade: Trade | null }>;

/** Less of a quantity than float64 is sure of. */
const ROUNDING = 1e-12;

/** @param before null: it is new */
export function splitLeg(before: BookLeg | null, after: BookLeg): Split {
  const [from, to] = [before?.quantity ?? 0, after.quantity];
  const stays = Math.sign(from) === Math.sign(to) ? Math.sign(from) * Math.min(Math.abs(from), Math.abs(to)) : 0;
  const kept = before === null || stays === 0 ? null : { before: { ...before, quantity: stays }, after: { ...after, quantity: stays, entry: before.entry } };
  if (Math.abs(to - from) <= ROUNDING * Math.abs(from)) return { kept, trade: null };
  const added = to - stays;
  const price = added === 0 ? null : addedPrice(before, after, stays);
  const cost = price === null ? 0 : unitCost({ kind: after.kind, entry: price });
  return {
    kept,
    trade: { id: after.id, underlying: after.underlying, from, to, price, gain: price === null ? 0 : added * (unitValue(after) - cost), premium: after.kind === 'option' ? added * cost : 0 },
  };
}

/** Nothing of it is held any more. */
export const closed = ({ id, underlying, quantity }: BookLeg): Trade => ({ id, underlying, from: quantity, to: 0, price: null, gain: 0, premium: 0 });

/** The entry of all is the mean of what was held and of what came to it; on the scale of the unit's value that is so for inverse contracts too. */
function addedPrice(before: BookLeg | null, after: BookLeg, stays: number): number | null {
  const cost = (after.quantity * unitCost(after) - (before === null ? 0 : stays * unitCost(before))) / (after.quantity - stays);
  const price = after.kind === 'inverse' ? -1 / cost : cost;
  return Number.isFinite(price) && price > 0 ? price : null;
}
