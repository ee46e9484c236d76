import type { PositionView } from '#shared/ipc/view.ts';

export type PositionSort = 'symbol' | 'notional' | 'pnl' | 'margin' | 'distance';
export type Order = Readonly<{ key: PositionSort; direction: 'ascending' | 'descending' }>;

/** Nearest liquidation first: what a person must see without scrolling. */
export const DEFAULT_ORDER: Order = { key: 'distance', direction: 'ascending' };

/** For sorting only; the figures themselves stay exact text. Rows without the figure stand last either way. */
function rank(row: PositionView, key: Exclude<PositionSort, 'symbol'>): number {
  const text = { notional: row.notional, pnl: row.unrealizedPnl, margin: row.maintenanceMargin, distance: null }[key];
  return key === 'distance' ? distanceRank(row) : text === null ? Number.NaN : Number(text);
}

/** σ where known; an unknown distance may be the nearest of all, so it stands first; one that never comes stands last. */
function distanceRank(row: PositionView): number {
  if (row.liquidation.status === 'unknown') return -1;
  if (row.distance === null) return Number.NaN;
  // Without σ a percent of distance counts as a typical 4 % day would make it.
  return row.distance.sigmas ?? Math.abs(Number(row.distance.fraction)) / 0.04;
}

/** Ids in order; ties keep the order of the document. */
export function orderedIds(rows: readonly PositionView[], order: Order): readonly string[] {
  const factor = order.direction === 'ascending' ? 1 : -1;
  const { key } = order;
  const compare = (a: PositionView, b: PositionView): number => {
    if (key === 'symbol') return factor * a.symbol.localeCompare(b.symbol, 'en');
    const left = rank(a, key);
    const right = rank(b, key);
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return factor * (left - right);
  };
  return rows.toSorted(compare).map((row) => row.id);
}

/** A click on a column: the other direction when it is the one already, else the direction that shows the most urgent first. */
export function nextOrder(order: Order, key: PositionSort): Order {
  if (order.key === key) return { key, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
  return { key, direction: key === 'symbol' || key === 'distance' || key === 'pnl' ? 'ascending' : 'descending' };
}

/** The order on screen while the pointer rests on the table: nothing moves; new rows come last, gone rows go. */
export function heldIds(held: readonly string[], ids: readonly string[]): readonly string[] {
  const present = new Set(ids);
  const known = new Set(held);
  return [...held.filter((id) => present.has(id)), ...ids.filter((id) => !known.has(id))];
}
