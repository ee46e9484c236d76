import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Portfolio, PriceSet } from '#shared/domain/account.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { createPortfolioReader } from './portfolioReader.ts';
import { createPortfolioWriter } from './portfolioWriter.ts';
import { createPriceReader, createPriceWriter } from './priceRows.ts';
import type { AccountRecord, PriceKey, StoredAccount } from './records.ts';

/** `accountId`: of an account that is new here and had that id elsewhere; absent: a new one. */
type SaveOptions = Readonly<{ demo: boolean; at: EpochMs; accountId?: string }>;
type Saved = Readonly<{ accountId: string; replaced: boolean }>;

export type AccountRepository = Readonly<{
  /** In the order they were created. */
  list: () => readonly AccountRecord[];
  /** All of one account as of one moment; null when there is no such account. */
  load: (accountId: string) => StoredAccount | null;
  /**
   * All or nothing. An account of the same name and kind (demo or own) is replaced: it keeps its id, its live switch and
   * the manual prices of keys that it still holds; its last prices become those of the document.
   */
  save: (portfolio: Portfolio, prices: PriceSet, options: SaveOptions) => Saved;
  /**
   * The same for an account by its id, which may be renamed; null makes a new one of the user's own.
   *
   * @returns its id; null, and nothing is written, when another account of its kind has the name
   */
  put: (accountId: string | null, portfolio: Portfolio, prices: PriceSet, options: SaveOptions) => string | null;
  /** Takes all of an account but its alerts. @returns false when there is no such account */
  remove: (accountId: string) => boolean;
  setLive: (accountId: string, live: boolean) => void;
}>;

type Row = Omit<AccountRecord, 'demo' | 'live'> & Readonly<{ demo: number; live: number }>;
type Head = Omit<Portfolio, 'asOf'> & Readonly<{ accountId: string; demo: number; asOf: EpochMs | null; at: EpochMs }>;

/** What `save` writes anew; instruments take tiers, positions and orders with them, collateral its tiers. */
const REPLACED = ['parameter_set', 'instrument', 'collateral', 'beta', 'forward_curve', 'last_price'] as const;

export function createAccountRepository(db: Database): AccountRepository {
  const writePortfolio = createPortfolioWriter(db);
  const writePrices = createPriceWriter(db);
  const readPortfolio = createPortfolioReader(db);
  const readPrices = createPriceReader(db);
  const list = db.prepare<[], Row>('SELECT account_id AS accountId, name, demo, live FROM account ORDER BY created_at, rowid');
  const byId = db.prepare<[string], Row>('SELECT account_id AS accountId, name, demo, live FROM account WHERE account_id = ?');
  const byName = db.prepare<[string, number], { accountId: string }>('SELECT account_id AS accountId FROM account WHERE name = ? AND demo = ?');
  const putHead = db.prepare<[Head]>(`
    INSERT INTO account (account_id, name, demo, live, venue, model, valuation_currency, as_of, created_at)
    VALUES (@accountId, @name, @demo, 0, @venue, @model, @valuationCurrency, @asOf, @at)
    ON CONFLICT (account_id) DO UPDATE SET name = excluded.name, venue = excluded.venue, model = excluded.model, valuation_currency = excluded.valuation_currency, as_of = excluded.as_of`);
  const clear = REPLACED.map((table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE account_id = ?`));
  const dropManual = db.prepare<[string, string]>(`
    DELETE FROM manual_price WHERE account_id = ? AND kind || ':' || key NOT IN (SELECT value FROM json_each(?))`);
  const remove = db.prepare<[string]>('DELETE FROM account WHERE account_id = ?');
  const setLive = db.prepare<[number, string]>('UPDATE account SET live = ? WHERE account_id = ?');

  const write = (accountId: string, portfolio: Portfolio, prices: PriceSet, { demo, at }: SaveOptions): void => {
    putHead.run({ ...portfolio, accountId, demo: demo ? 1 : 0, asOf: portfolio.asOf ?? null, at });
    for (const statement of clear) statement.run(accountId);
    writePortfolio(accountId, portfolio);
    writePrices(accountId, prices);
    dropManual.run(accountId, JSON.stringify(heldKeys(portfolio, prices)));
  };

  return {
    list: () => list.all().map(recordOf),
    load: db.transaction((accountId: string): StoredAccount | null => {
      const row = byId.get(accountId);
      const portfolio = readPortfolio(accountId);
      return row === undefined || portfolio === null ? null : { ...recordOf(row), portfolio, ...readPrices(accountId) };
    }),
    save: db.transaction((portfolio: Portfolio, prices: PriceSet, options: SaveOptions): Saved => {
      const present = byName.get(portfolio.name, options.demo ? 1 : 0);
      const accountId = present?.accountId ?? options.accountId ?? randomUUID();
      write(accountId, portfolio, prices, options);
      return { accountId, replaced: present !== undefined };
    }),
    put: db.transaction((accountId: string | null, portfolio: Portfolio, prices: PriceSet, options: SaveOptions): string | null => {
      const namesake = byName.get(portfolio.name, options.demo ? 1 : 0);
      if (namesake !== undefined && namesake.accountId !== accountId) return null;
      const id = accountId ?? randomUUID();
      write(id, portfolio, prices, options);
      return id;
    }),
    remove: (accountId) => remove.run(accountId).changes === 1,
    setLive: (accountId, live) => {
      setLive.run(live ? 1 : 0, accountId);
    },
  };
}

const recordOf = (row: Row): AccountRecord => ({ ...row, demo: row.demo === 1, live: row.live === 1 });

/** Every price that an account can have a use for: marks of its instruments, indices of its assets, and what it names. */
function heldKeys({ instruments, collateral, valuationCurrency }: Portfolio, prices: PriceSet): readonly PriceKey[] {
  const symbols = [...instruments.map(({ symbol }) => symbol), ...prices.mark.keys()];
  const assets = [valuationCurrency, ...collateral.flatMap(({ asset, holds }) => (holds === undefined ? [asset] : [asset, holds.asset])), ...instruments.flatMap(({ base, quote, settle }) => [base, quote, settle]), ...prices.index.keys()];
  return [...symbols.map((symbol): PriceKey => `mark:${symbol}`), ...assets.map((asset): PriceKey => `index:${asset}`)];
}
