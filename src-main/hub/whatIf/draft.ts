import type { Collateral, OpenOrder, Portfolio, Position } from '#shared/domain/account.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { rowIdOf } from '../insight/figures.ts';
import type { PriceKey } from '../priceBoard.ts';

/** A row of a forked book, and the place of the change that touched it last; null when none did. */
export type DraftRow<T> = Readonly<{ id: string; value: T; by: number | null }>;

/** A book while changes are made to it, and the prices that were typed for it. */
export type Draft = Readonly<{
  positions: readonly DraftRow<Position>[];
  collateral: readonly DraftRow<Collateral>[];
  orders: readonly DraftRow<OpenOrder>[];
  prices: ReadonlyMap<PriceKey, DecimalText>;
}>;

export const lineId = ({ asset, location }: Collateral): string => `${asset}|${location ?? ''}`;

const untouched = <T>(value: T, id: string): DraftRow<T> => ({ id, value, by: null });

/** A book as it was forked. */
export function draftOf({ positions, collateral, orders }: Portfolio): Draft {
  return {
    positions: positions.map((position) => untouched(position, rowIdOf(position))),
    collateral: collateral.map((line) => untouched(line, lineId(line))),
    orders: orders.map((order, at) => untouched(order, `${order.symbol}|${at}`)),
    prices: new Map(),
  };
}

/** The portfolio that a draft stands for. */
export const portfolioOf = (base: Portfolio, { positions, collateral, orders }: Draft): Portfolio =>
  ({ ...base, positions: positions.map(({ value }) => value), collateral: collateral.map(({ value }) => value), orders: orders.map(({ value }) => value) });

/** Rows with one put in its place, or at the end. */
export function putRow<T>(rows: readonly DraftRow<T>[], id: string, value: T, by: number): readonly DraftRow<T>[] {
  const found = rows.find((row) => row.id === id);
  return found === undefined ? [...rows, { id, value, by }] : rows.map((row) => (row === found ? { ...row, value, by } : row));
}

export const dropRow = <T>(rows: readonly DraftRow<T>[], id: string): readonly DraftRow<T>[] => rows.filter((row) => row.id !== id);
