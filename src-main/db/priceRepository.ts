import type { Database } from 'better-sqlite3';
import type { LastPrice, ManualPrice, PriceKind } from './records.ts';

export type PriceRepository = Readonly<{
  /** All rows or none, in one transaction; the newest price of a key replaces the one before. Rows of a removed account are left out. */
  saveLast: (rows: readonly LastPrice[]) => void;
  /** @throws when there is no such account */
  setManual: (accountId: string, kind: PriceKind, key: string, price: ManualPrice) => void;
  /** All of them, or none when one cannot be written. */
  setManualAll: (accountId: string, prices: readonly (Readonly<{ kind: PriceKind; key: string }> & ManualPrice)[]) => void;
  /** The last price shows again. Nothing happens when there is no manual price. */
  releaseManual: (accountId: string, kind: PriceKind, key: string) => void;
}>;

export function createPriceRepository(db: Database): PriceRepository {
  const upsert = db.prepare<[LastPrice]>(`
    INSERT INTO last_price (account_id, kind, key, subkey, value, at, source) SELECT @accountId, @kind, @key, '', @value, @at, @source
    WHERE EXISTS (SELECT 1 FROM account WHERE account_id = @accountId)
    ON CONFLICT (account_id, kind, key, subkey) DO UPDATE SET value = excluded.value, at = excluded.at, source = excluded.source`);
  const setManual = db.prepare<[string, string, string, string, number]>(`
    INSERT INTO manual_price (account_id, kind, key, value, set_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (account_id, kind, key) DO UPDATE SET value = excluded.value, set_at = excluded.set_at`);
  const release = db.prepare<[string, string, string]>('DELETE FROM manual_price WHERE account_id = ? AND kind = ? AND key = ?');
  return {
    saveLast: db.transaction((rows: readonly LastPrice[]) => {
      for (const row of rows) upsert.run(row);
    }),
    setManual: (accountId, kind, key, price) => {
      setManual.run(accountId, kind, key, price.value, price.at);
    },
    setManualAll: db.transaction((accountId: string, prices: readonly (Readonly<{ kind: PriceKind; key: string }> & ManualPrice)[]) => {
      for (const { kind, key, value, at } of prices) setManual.run(accountId, kind, key, value, at);
    }),
    releaseManual: (accountId, kind, key) => {
      release.run(accountId, kind, key);
    },
  };
}
