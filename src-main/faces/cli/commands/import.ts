import type { EpochMs } from '#shared/num/units.ts';
import { importPortfolio } from '../../../jobs/importPortfolio.ts';
import { isSet, readArguments, textOf } from '../arguments.ts';
import { badInput, type ExitCode, print, refuse } from '../output.ts';
import { readPortfolioFile } from '../readDocument.ts';
import { databasePathFrom } from '../storePath.ts';

export const IMPORT_USAGE = 'import FILE --as portfolio [--profile FILE] [--dry-run] [--db PATH]';

/** Portfolio document → local portfolio. An account of the same name is replaced. */
export function importCommand(args: readonly string[], now: EpochMs): ExitCode {
  const parsed = readArguments(args, { as: { type: 'string' }, profile: { type: 'string' }, 'dry-run': { type: 'boolean' }, db: { type: 'string' } }, IMPORT_USAGE, [1, 1]);
  if (!parsed.ok) return badInput(parsed.error);
  const format = textOf(parsed.value, 'as');
  if (format !== 'portfolio') return badInput(`--as: ${format === undefined ? 'is missing' : `is "${format}"`}; expected portfolio`);
  const document = readPortfolioFile(parsed.value.positionals[0] ?? '', now, textOf(parsed.value, 'profile'));
  if (!document.ok) return refuse(document.error);
  const { portfolio, prices } = document.value;
  const summary = `${portfolio.name}: ${portfolio.positions.length} positions, ${portfolio.collateral.length} collateral rows, ${portfolio.orders.length} orders, ${prices.mark.size + prices.index.size} prices`;
  if (isSet(parsed.value, 'dry-run')) {
    print(`${summary} (dry run: nothing was written)`);
    return 0;
  }
  const imported = importPortfolio(document.value, databasePathFrom(parsed.value), now);
  if (!imported.ok) return refuse(imported.error);
  print(`${summary}${imported.value.replaced ? '; replaced the account of that name' : ''}`);
  return 0;
}
