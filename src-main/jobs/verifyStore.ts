import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { openDatabase } from '../db/open.ts';
import { createAccountHost } from '../hub/accountHost.ts';

export type StoreVerdict = Readonly<{
  /** `ok`, or what SQLite's checks found. */
  integrity: string;
  /** Whether the incremental sums of each account equal the full recompute to the last digit. */
  accounts: readonly Readonly<{ name: string; agrees: boolean }>[];
}>;

/** Reads the whole database and computes every account in it. Writes nothing. */
export function verifyStore(databasePath: string, now: EpochMs): Result<StoreVerdict, Failure> {
  const opened = openDatabase({ path: databasePath, now, readOnly: true });
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const accounts = store.accounts.list().map(({ accountId, name }) => {
      const stored = store.accounts.load(accountId);
      return { name, agrees: stored !== null && createAccountHost(stored, null).agrees() };
    });
    return ok({ integrity: store.integrity(), accounts });
  } finally {
    store.close();
  }
}
