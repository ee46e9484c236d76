import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Portfolio, PriceSet } from '#shared/domain/account.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { createPortfolioReader } from './portfolioReader.ts';
import { createPortfolioWriter } from './portfolioWriter.ts';
import type { AccountRecord, StoredAccount } from './records.ts';

export type AccountRepository = Readonly<{
  /** In the order they were created. */
  list: () => readonly AccountRecord[];
  load: (accountId: string) => StoredAccount | null;
  /** All or nothing. An account of the same name and kind (demo or own) is replaced and keeps its id, live switch and manual prices. */
  save: (portfolio: Portfolio, prices: PriceSet, options: Readonly<{ demo: boolean; at: EpochMs }>) => Readonly<{ accountId: string; replaced: boolean }>;
  remove: (accountId: string) => boolean;
  setLive: (accountId: string, live: boolean) => void;
}>;

type Row = Omit<AccountRecord, 'demo' | 'live'> & Readonly<{ demo: number; live: number }>;

/** What `save` replaces; instruments take tiers, positions and orders with them. */
const REPLACED = ['parameter_set', 'instrument', 'collateral', 'beta', 'last_price'] as const;

export function createAccountRepository(db: Database): AccountRepository {
  const writer = createPortfolioWriter(db);
  const reader = createPortfolioReader(db);
  const list = db.prepare<[], Row>('SELECT account_id AS accountId, name, demo, live FROM account ORDER BY created_at, rowid');
  const byName = db.prepare<[string, number], { accountId: string }>('SELECT account_id AS accountId FROM account WHERE name = ? AND demo = ?');
  const put = db.prepare<[string, string, number, string, string, string, number | null, number]>(`
    INSERT INTO account (account_id, name, demo, venue, model, valuation_currency, as_of, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (account_id) DO UPDATE SET venue = excluded.venue, model = excluded.model, valuation_currency = excluded.valuation_currency, as_of = excluded.as_of`);
  const clear = REPLACED.map((table) => db.prepare<[string]>('DELETE FROM '.concat(table, ' WHERE account_id = ?')));
  const remove = db.prepare<[string]>('DELETE FROM account WHERE account_id = ?');
  const setLive = db.prepare<[number, string]>('UPDATE account SET live = ? WHERE account_id = ?');
  const records = (): readonly AccountRecord[] => list.all().map((row) => ({ ...row, demo: row.demo === 1, live: row.live === 1 }));

  return {
    list: records,
    load: (accountId) => {
      const record = records().find((candidate) => candidate.accountId === accountId);
      const portfolio = reader.portfolio(accountId);
      return record === undefined || portfolio === null ? null : { ...record, portfolio, ...reader.prices(accountId), manual: reader.manual(accountId) };
    },
    save: db.transaction((portfolio: Portfolio, prices: PriceSet, { demo, at }: Readonly<{ demo: boolean; at: EpochMs }>) => {
      const present = byName.get(portfolio.name, demo ? 1 : 0);
      const accountId = present?.accountId ?? randomUUID();
      put.run(accountId, portfolio.name, demo ? 1 : 0, portfolio.venue, portfolio.model, portfolio.valuationCurrency, portfolio.asOf ?? null, at);
      for (const statement of clear) statement.run(accountId);
      writer.portfolio(accountId, portfolio);
      writer.prices(accountId, prices);
      return { accountId, replaced: present !== undefined };
    }),
    remove: (accountId) => remove.run(accountId).changes === 1,
    setLive: (accountId, live) => {
      setLive.run(live ? 1 : 0, accountId);
    },
  };
}
