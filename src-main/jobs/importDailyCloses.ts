import type { Failure } from '#shared/domain/failure.ts';
import type { ClosesImportView } from '#shared/ipc/closesView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Result } from '#shared/util/result.ts';
import { openDatabase } from '../db/open.ts';
import { importCloses } from '../hub/closesImport.ts';

/** Keeps the daily closes of a file in a database that no terminal has open. */
export function importDailyCloses(text: string, currency: string, databasePath: string, now: EpochMs): Result<ClosesImportView, Failure> {
  const opened = openDatabase({ path: databasePath, now });
  if (!opened.ok) return opened;
  try {
    return importCloses(text, currency, opened.value.dailyPrices, now);
  } finally {
    opened.value.close();
  }
}
