import { existsSync } from 'node:fs';
import type { EpochMs } from '#shared/num/units.ts';
import { exportStored } from '../../../jobs/exportStored.ts';
import { writeWhole } from '../../../util/writeWhole.ts';
import { isSet, readArguments, textOf } from '../arguments.ts';
import { formatSnapshot } from '../formats.ts';
import { badInput, type ExitCode, print, refuse } from '../output.ts';
import { databasePathFrom } from '../storePath.ts';

export const EXPORT_USAGE = 'export --account NAME [--format json|csv] [--redact] [--out PATH] [--db PATH]';

/** Margin snapshot of a stored account, at its last known prices. */
export function exportCommand(args: readonly string[], now: EpochMs): ExitCode {
  const options = { account: { type: 'string' }, format: { type: 'string' }, redact: { type: 'boolean' }, out: { type: 'string' }, db: { type: 'string' } } as const;
  const parsed = readArguments(args, options, EXPORT_USAGE, [0, 0]);
  if (!parsed.ok) return badInput(parsed.error);
  const format = textOf(parsed.value, 'format') ?? 'json';
  if (format !== 'json' && format !== 'csv') return badInput(`--format: is "${format}"; expected json or csv`);
  const name = textOf(parsed.value, 'account');
  const databasePath = databasePathFrom(parsed.value);
  if (!existsSync(databasePath)) return badInput(`--db: there is no database at ${databasePath}; expected one that import or serve has made`);
  const exported = exportStored({ name: name ?? '', databasePath, redact: isSet(parsed.value, 'redact'), now });
  if (!exported.ok) return refuse(exported.error);
  if (exported.value.found === null) {
    const { stored } = exported.value;
    const known = stored.length === 0 ? 'an account, and none is stored yet' : stored.map((other) => `"${other}"`).join(' or ');
    return badInput(`--account: ${name === undefined ? 'is missing' : `is "${name}", which is not stored`}; expected ${known}`);
  }
  const { snapshot, partial } = exported.value.found;
  const text = formatSnapshot(snapshot, format);
  const out = textOf(parsed.value, 'out');
  if (out === undefined) print(text);
  else {
    const failure = writeWhole(out, text.endsWith('\n') ? text : `${text}\n`);
    if (failure !== null) return badInput(`--out: ${out} cannot be written (${failure}); expected a file in a folder that you may write to`);
  }
  return partial ? 3 : 0;
}
