import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { mergeManual } from '../../../hub/storedPrices.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { openDatabase } from '../../../db/open.ts';
import { sha256 } from '../../../util/sha256.ts';
import { VERSION } from '../../../util/version.ts';
import { isSet, readArguments, textOf } from '../arguments.ts';
import { formatSnapshot } from '../formats.ts';
import { complain, type ExitCode, print, refuse } from '../output.ts';
import { databasePathFrom } from '../storePath.ts';

export const EXPORT_USAGE = 'export --account NAME [--format json|csv] [--redact] [--out PATH] [--db PATH]';

/** Margin snapshot of a stored account, at its last known prices. */
export function exportCommand(args: readonly string[], now: EpochMs): ExitCode {
  const options = { account: { type: 'string' }, format: { type: 'string' }, redact: { type: 'boolean' }, out: { type: 'string' }, db: { type: 'string' } } as const;
  const parsed = readArguments(args, options, EXPORT_USAGE, [0, 0]);
  if (!parsed.ok) {
    complain(parsed.error);
    return 2;
  }
  const format = textOf(parsed.value, 'format') ?? 'json';
  if (format !== 'json' && format !== 'csv') {
    complain(`--format: is "${format}"; expected json or csv`);
    return 2;
  }
  const name = textOf(parsed.value, 'account');
  const opened = openDatabase({ path: databasePathFrom(parsed.value), now, readOnly: true });
  if (!opened.ok) return refuse(opened.error);
  const store = opened.value;
  const record = store.accounts.list().find((account) => account.name === name);
  const stored = record === undefined ? null : store.accounts.load(record.accountId);
  const names = store.accounts.list().map((account) => `"${account.name}"`);
  store.close();
  if (stored === null) {
    complain(`--account: ${name === undefined ? 'is missing' : `is "${name}", which is not stored`}; expected ${names.length === 0 ? 'an account, and none is stored yet' : names.join(' or ')}`);
    return 2;
  }
  const { prices, stateOf } = mergeManual(stored);
  // The figures are of now: the time of the document that was imported once says nothing about them.
  const { asOf: _imported, ...portfolio } = stored.portfolio;
  const { snapshot, partial } = computeSnapshot({ portfolio, prices }, { now, version: VERSION, demo: stored.demo, redact: isSet(parsed.value, 'redact'), sha256, stateOf });
  const text = formatSnapshot(snapshot, format);
  const out = textOf(parsed.value, 'out');
  if (out === undefined) print(text);
  else {
    const failure = writeWhole(out, text);
    if (failure !== null) {
      complain(`--out: ${out} cannot be written: ${failure}`);
      return 2;
    }
  }
  return partial ? 3 : 0;
}

/** A temporary file, synced, then renamed: never half a file under the final name. */
function writeWhole(path: string, text: string): string | null {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'wx', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, path);
    return null;
  } catch (error) {
    rmSync(temporary, { force: true });
    return error instanceof Error ? error.message : String(error);
  }
}
