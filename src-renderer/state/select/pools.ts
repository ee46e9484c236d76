import type { AccountView, PoolView } from '#shared/ipc/view.ts';

/** "Cross BTC", "SOLUSDT isolated". */
export function poolName({ id, kind, currency }: Pick<PoolView, 'id' | 'kind' | 'currency'>): string {
  if (kind === 'cross') return currency === null ? 'Cross' : `Cross ${currency}`;
  const [symbol = id, side = 'both'] = id.split('|');
  return side === 'both' ? `${symbol} isolated` : `${symbol} ${side} isolated`;
}

/** The pool that the headlines are of; null for an account of one pool. */
export const bindingPool = ({ pools }: Pick<AccountView, 'pools'>): PoolView | null => pools.find(({ binding }) => binding) ?? null;
