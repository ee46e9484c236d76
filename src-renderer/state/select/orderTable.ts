import type { OrderView } from '#shared/ipc/view.ts';
import type { Rank } from '../tables/sorting.ts';
import type { CopiedCell } from '../tables/tsv.ts';
import type { TableSpec } from '../tables/useTableRows.ts';

export const orderSide = ({ contracts }: Pick<OrderView, 'contracts'>): 'buy' | 'sell' => (contracts.startsWith('-') ? 'sell' : 'buy');

const RANKS: Readonly<Record<string, (row: OrderView) => Rank>> = {
  symbol: (row) => row.symbol,
  underlying: (row) => row.base,
  side: orderSide,
  contracts: (row) => Number(row.contracts),
  price: (row) => Number(row.price),
  effect: (row) => Number(row.reduceOnly),
  reserves: (row) => (row.orderMargin === null ? null : Number(row.orderMargin)),
};

export const ORDER_TABLE: TableSpec<OrderView> = {
  id: 'orders',
  keyOf: (row) => row.id,
  rankOf: (row, key) => RANKS[key]?.(row) ?? null,
  // As the document has them.
  usualSort: [],
  firstDirection: (key) => (key === 'symbol' || key === 'underlying' || key === 'side' ? 'ascending' : 'descending'),
  assetOf: (row) => row.base,
  said: (row) => [row.symbol, row.base, orderSide(row), row.reduceOnly ? 'reduce only' : ''].join(' '),
};

const COPIES: Readonly<Record<string, (row: OrderView, counted: boolean) => CopiedCell>> = {
  symbol: (row) => ({ text: row.symbol }),
  underlying: (row) => ({ text: row.base }),
  side: (row) => ({ text: orderSide(row) }),
  contracts: (row) => ({ figure: row.contracts }),
  price: (row) => ({ figure: row.price }),
  effect: (row) => ({ text: row.reduceOnly ? 'reduce only' : '' }),
  reserves: (row, counted) => (counted ? { figure: row.orderMargin ?? '?' } : { text: '' }),
};

/** A cell as it is copied. @param counted the order is the one that its symbol's reserve is told with */
export const orderCopy = (row: OrderView, key: string, counted: boolean): CopiedCell => COPIES[key]?.(row, counted) ?? { text: '' };

/** The orders that the reserve of their symbol is told with: the first of each. */
export function countedOrders(orders: readonly OrderView[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  for (const { symbol, id } of orders) if (!first.has(symbol)) first.set(symbol, id);
  return new Set(first.values());
}
