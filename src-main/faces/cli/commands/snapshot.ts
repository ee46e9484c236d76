import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePrices } from '#shared/document/parsePrices.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { sha256 } from '../../../util/sha256.ts';
import { VERSION } from '../../../util/version.ts';
import { isSet, readArguments, textOf } from '../arguments.ts';
import { formatSnapshot, isFormat } from '../formats.ts';
import { badInput, type ExitCode, print, refuse } from '../output.ts';
import { readPortfolioFile, readText } from '../readDocument.ts';

export const SNAPSHOT_USAGE = 'snapshot FILE [--prices FILE] [--format json|csv|table] [--profile FILE] [--redact]';

/** Reads a portfolio document, computes, prints a snapshot document. */
export function snapshotCommand(args: readonly string[], now: EpochMs): ExitCode {
  const parsed = readArguments(args, { prices: { type: 'string' }, profile: { type: 'string' }, format: { type: 'string' }, redact: { type: 'boolean' } }, SNAPSHOT_USAGE, [1, 1]);
  if (!parsed.ok) return badInput(parsed.error);
  const format = textOf(parsed.value, 'format') ?? 'json';
  if (!isFormat(format)) return badInput(`--format: is "${format}"; expected json, csv or table`);
  const document = readPortfolioFile(parsed.value.positionals[0] ?? '', now, textOf(parsed.value, 'profile'));
  if (!document.ok) return refuse(document.error);
  const pricesPath = textOf(parsed.value, 'prices');
  let { prices } = document.value;
  if (pricesPath !== undefined) {
    const text = readText(pricesPath);
    if (!text.ok) return refuse(text.error);
    const newer = parsePrices(text.value, prices);
    if (!newer.ok) return refuse(newer.error);
    prices = newer.value;
  }
  const redact = isSet(parsed.value, 'redact');
  const { snapshot, partial } = computeSnapshot({ portfolio: document.value.portfolio, prices }, { profiles: document.value.profiles, now, version: VERSION, demo: false, redact, sha256, stateOf: () => 'manual' });
  print(formatSnapshot(snapshot, format));
  return partial ? 3 : 0;
}
