import { closesWords } from '#shared/ipc/closesWords.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { importDailyCloses } from '../../../jobs/importDailyCloses.ts';
import { readArguments, textOf } from '../arguments.ts';
import { badInput, type ExitCode, print, refuse } from '../output.ts';
import { readText } from '../readDocument.ts';
import { databasePathFrom } from '../storePath.ts';

export const CLOSES_USAGE = 'closes FILE --currency ASSET [--db PATH]';

/** Daily closes → the database, all of a file or nothing. */
export function closesCommand(args: readonly string[], now: EpochMs): ExitCode {
  const parsed = readArguments(args, { currency: { type: 'string' }, db: { type: 'string' } }, CLOSES_USAGE, [1, 1]);
  if (!parsed.ok) return badInput(parsed.error);
  const currency = textOf(parsed.value, 'currency');
  if (currency === undefined || currency === '') return badInput('--currency: is missing; expected what prices are in that do not say so, such as USDT');
  const text = readText(parsed.value.positionals[0] ?? '');
  if (!text.ok) return refuse(text.error);
  const imported = importDailyCloses(text.value, currency, databasePathFrom(parsed.value), now);
  if (!imported.ok) return refuse(imported.error);
  print(closesWords(imported.value));
  return 0;
}
