import { failureLines } from '#shared/ipc/words.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { hasList, listedVenues, listInstruments, type Listed } from '../../../jobs/listInstruments.ts';
import { aligned } from '../formats.ts';
import { isSet, readArguments, textOf } from '../arguments.ts';
import { badInput, complain, type ExitCode, print } from '../output.ts';
import { databasePathFrom } from '../storePath.ts';

export const INSTRUMENTS_USAGE = 'instruments [VENUE] [--find TEXT] [--changes] [--db PATH]';

/** The instruments that are known of a venue, with the day and the source of each; unknown fields are "?". */
export function instrumentsCommand(args: readonly string[], now: EpochMs): ExitCode {
  const parsed = readArguments(args, { find: { type: 'string' }, changes: { type: 'boolean' }, db: { type: 'string' } }, INSTRUMENTS_USAGE, [0, 1]);
  if (!parsed.ok) return badInput(parsed.error);
  const venue = parsed.value.positionals[0] ?? null;
  if (venue !== null && !hasList(venue)) return badInput(`VENUE: is "${venue}", which has no list of instruments; expected ${listedVenues().join(', ')}`);
  const find = textOf(parsed.value, 'find') ?? null;
  const found = listInstruments({ databasePath: databasePathFrom(parsed.value), venue, find, now });
  const { instruments, total, near, changes, unread } = found;
  print(isSet(parsed.value, 'changes') ? changesTable(found) : instrumentsTable(found));
  // What is built in needs no database.
  if (unread !== null) for (const line of failureLines(unread)) complain(`only what is built in: ${line}`);
  complain(isSet(parsed.value, 'changes') ? `${changes.length} changes seen` : `${instruments.length} of ${total} instruments${near === null ? '' : `; did you mean ${near}?`}`);
  return 0;
}

const known = (text: string | number | undefined): string => (text === undefined ? '?' : String(text));

function instrumentsTable({ instruments }: Listed): string {
  const rows = instruments.map(({ listing, source, asOf, origin }) => [
    source.id, listing.symbol, listing.kind, listing.settlement, listing.base, listing.quote, listing.settle, known(listing.contractSize), known(listing.tickSize), known(listing.lotSize),
    listing.expiry === undefined ? '-' : new Date(listing.expiry).toISOString().slice(0, 10), known(listing.status), known(listing.initialMarginRate), known(listing.maintenanceMarginRate), known(listing.maxLeverage), asOf, origin === null ? 'venue' : 'built in',
  ]);
  const origins = new Set(instruments.flatMap(({ origin, source, asOf }) => (origin === null ? [] : [`built in: ${source.id}, ${asOf}, from ${origin}`])));
  const table = aligned([['list', 'symbol', 'kind', 'settlement', 'base', 'quote', 'settle', 'contract', 'tick', 'lot', 'expiry', 'status', 'initial', 'maintenance', 'leverage', 'as of', 'from'], ...rows]);
  return [table, ...origins].join('\n');
}

const shown = (fact: string, text: string | null): string => (text === null ? '-' : fact === 'expiry' ? new Date(Number(text)).toISOString() : text);

function changesTable({ changes }: Listed): string {
  return aligned([['at', 'list', 'symbol', 'change', 'fact', 'before', 'after'], ...changes.map(({ at, source, symbol, kind, fact, before, after }) => [new Date(at).toISOString(), source, symbol, kind, fact, shown(fact, before), shown(fact, after)])]);
}
