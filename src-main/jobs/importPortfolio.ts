import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { openDatabase } from '../db/open.ts';

/** Stores a document as an account of the user's own; one of the same name is replaced. */
export function importPortfolio({ portfolio, prices }: ParsedPortfolio, databasePath: string, now: EpochMs): Result<Readonly<{ replaced: boolean }>, Failure> {
  const opened = openDatabase({ path: databasePath, now });
  if (!opened.ok) return opened;
  try {
    const { accounts, alerts } = opened.value;
    const { accountId, replaced } = accounts.save(portfolio, prices, { demo: false, at: now });
    // Another book: what was said of the one before is over.
    for (const alert of alerts.open()) if (alert.accountId === accountId) alerts.clear(alert.id, now, 'the account was replaced');
    return ok({ replaced });
  } finally {
    opened.value.close();
  }
}
