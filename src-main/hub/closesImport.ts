import { parseCloses } from '#shared/document/parseCloses.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { ClosesImportView } from '#shared/ipc/closesView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { utcDay } from '#shared/util/utcDay.ts';
import type { DailyPriceRepository } from '../db/dailyPriceRepository.ts';

/** Keeps the daily closes of a file, all of them or none. @param currency what prices are in that do not say so */
export function importCloses(text: string, currency: string, store: Pick<DailyPriceRepository, 'importAll'>, now: EpochMs): Result<ClosesImportView, Failure> {
  const read = parseCloses(text, currency, utcDay(now));
  if (!read.ok) return read;
  const { closes, ignored } = read.value;
  const days = closes.map(({ day }) => day).toSorted((left, right) => left - right);
  const names = (of: (close: (typeof closes)[number]) => string): readonly string[] => [...new Set(closes.map(of))].toSorted();
  return ok({ ...store.importAll(closes, now), assets: names(({ asset }) => asset), currencies: names((close) => close.currency), first: days[0] ?? 0, last: days.at(-1) ?? 0, ignored });
}
