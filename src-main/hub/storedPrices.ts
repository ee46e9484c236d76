import type { PriceSet, StampedPrice } from '#shared/domain/account.ts';
import type { PriceState } from '#shared/domain/priceState.ts';
import type { StoredAccount } from '../db/records.ts';

/** The stored prices with those typed in by hand on top, and the state of each: nothing that is stored is live. */
export function mergeManual(stored: StoredAccount): Readonly<{ prices: PriceSet; stateOf: (key: string) => PriceState }> {
  const over = (kind: 'mark' | 'index', prices: ReadonlyMap<string, StampedPrice>): ReadonlyMap<string, StampedPrice> =>
    new Map([...prices, ...[...stored.manual].flatMap(([key, price]): [string, StampedPrice][] => (key.startsWith(`${kind}:`) ? [[key.slice(kind.length + 1), price]] : []))]);
  return {
    prices: { ...stored.prices, mark: over('mark', stored.prices.mark), index: over('index', stored.prices.index) },
    stateOf: (key) => (stored.manual.has(key) ? 'manual' : 'stale'),
  };
}
