import type { LastPrice } from '../db/records.ts';
import type { PricePut } from './accountStream.ts';
import { nameOf } from './priceKeys.ts';

/** The newest price of each key that is not stored yet. */
export type UnsavedPrices = Readonly<{
  put: (accountId: string, puts: readonly PricePut[]) => void;
  forget: (accountId: string) => void;
  /** Hands all of them to `save`; they are kept when it throws. Nothing is called when there are none. */
  flush: (save: (rows: readonly LastPrice[]) => void) => void;
}>;

export function createUnsavedPrices(): UnsavedPrices {
  const rows = new Map<string, LastPrice>();
  return {
    put: (accountId, puts) => {
      for (const { key, value, at, source } of puts) {
        rows.set(`${accountId}|${key}`, { accountId, kind: key.startsWith('mark:') ? 'mark' : 'index', key: nameOf(key), value, at, source });
      }
    },
    forget: (accountId) => {
      for (const [id, row] of rows) if (row.accountId === accountId) rows.delete(id);
    },
    flush: (save) => {
      if (rows.size === 0) return;
      save([...rows.values()]);
      rows.clear();
    },
  };
}
