import { z } from 'zod';
import type { DailyClose } from '../domain/dailyClose.ts';
import type { Failure, Fault } from '../domain/failure.ts';
import { isPriceText } from '../num/units.ts';
import { err, ok, type Result } from '../util/result.ts';
import { readUtcDay, utcDayText } from '../util/utcDay.ts';
import { assetName, visible } from './fields.ts';
import { readJson } from './parsePortfolio.ts';
import { readCsv } from './readCsv.ts';

/** So many closes in one file: a hundred assets for more than two years. */
export const CLOSES_LIMIT = 100_000;
/** So many faults are told; a file that is wrong throughout says enough with them. */
const FAULTS_TOLD = 10;
const FIRST_DAY = readUtcDay('2000-01-01') ?? 0;

const FIELDS = ['date', 'asset', 'close'] as const;
const OPTIONAL = ['currency'] as const;
type Field = (typeof FIELDS)[number] | (typeof OPTIONAL)[number];

/** Text by field as it was found, and where. */
type Entry = Readonly<{ at: (field: Field) => string; of: (field: Field) => string | undefined }>;

/** `ignored`: columns that are none of ours. */
export type ParsedCloses = Readonly<{ closes: readonly DailyClose[]; ignored: readonly string[] }>;

const invalid = (faults: readonly Fault[]): Result<never, Failure> => err({ code: 'document/invalid', faults, retryable: false });

/**
 * Daily closes from a file: CSV with a header that has `date`, `asset` and `close` in any order and may have `currency`, or JSON, a list of
 * objects of these fields, by itself or as `closes`. Dates are UTC days that are over. Nothing is taken when any row is bad.
 *
 * @param currency what prices without a currency of their own are in
 * @param today    the UTC day of now, which is not over
 */
export function parseCloses(text: string, currency: string, today: number): Result<ParsedCloses, Failure> {
  const read = /^[\ufeff\s]*[[{]/.test(text) ? jsonEntries(text.replace(/^\ufeff/, '')) : csvEntries(text);
  if (!read.ok) return invalid([read.error]);
  const { entries, ignored } = read.value;
  if (entries.length > CLOSES_LIMIT) return invalid([{ path: '(document)', message: `has ${entries.length} closes; expected at most ${CLOSES_LIMIT} in one file` }]);
  if (entries.length === 0) return invalid([{ path: '(document)', message: 'has no closes; expected a line for each day and asset' }]);
  const faults: Fault[] = [];
  const found = new Map<string, Readonly<{ close: DailyClose; at: string }>>();
  for (const entry of entries) {
    const close = closeOf(entry, currency, today);
    const key = close.ok ? `${close.value.day} ${close.value.asset}/${close.value.currency}` : '';
    const before = found.get(key);
    if (!close.ok) faults.push(close.error);
    else if (before !== undefined) faults.push({ path: entry.at('date'), message: `is ${utcDayText(close.value.day)}, which ${visible(close.value.asset)} in ${visible(close.value.currency)} has already at ${before.at}; expected each day of an asset once` });
    else found.set(key, { close: close.value, at: entry.at('date') });
    if (faults.length === FAULTS_TOLD) break;
  }
  return faults.length > 0 ? invalid(faults) : ok({ closes: [...found.values()].map(({ close }) => close), ignored });
}

const isAsset = assetName();
const short = (text: string): string => visible(JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text));

function closeOf({ at, of }: Entry, usual: string, today: number): Result<DailyClose, Fault> {
  const wrong = (field: Field, expected: string): Result<never, Fault> => { const text = of(field); return err({ path: at(field), message: `is ${text === undefined || text === '' ? 'missing' : short(text)}; expected ${expected}` }); };
  const day = readUtcDay(of('date') ?? '');
  if (day === null) return wrong('date', 'a day such as 2026-11-24');
  if (day < FIRST_DAY || day >= today) return wrong('date', day >= today ? `a day that is over in UTC: ${utcDayText(today - 1)} or before` : `${utcDayText(FIRST_DAY)} or later`);
  const asset = of('asset') ?? '';
  if (!isAsset.safeParse(asset).success) return wrong('asset', 'the name of an asset such as BTC');
  const named = of('currency') ?? '';
  const currency = named === '' ? usual : named;
  if (!isAsset.safeParse(currency).success) return wrong('currency', 'the name of a currency such as USDT');
  if (asset === currency) return wrong('asset', `another asset than ${visible(currency)}, which the price is in`);
  const price = of('close') ?? '';
  if (!isPriceText(price)) return wrong('close', 'a decimal above 0 and below 1e15, such as 61250.5, without thousands separators');
  return ok({ asset, currency, day, price });
}

type Entries = Readonly<{ entries: readonly Entry[]; ignored: readonly string[] }>;

function csvEntries(text: string): Result<Entries, Fault> {
  const table = readCsv(text);
  if (!table.ok) return table;
  const { header, rows } = table.value;
  const names = header.cells.map((cell) => cell.toLowerCase());
  const known: readonly string[] = [...FIELDS, ...OPTIONAL];
  for (const field of FIELDS) if (!names.includes(field)) return err({ path: `line ${header.line}`, message: `has no column ${field}; expected a header with date, asset and close, in any order, and if need be currency` });
  const twice = names.find((name, place) => known.includes(name) && names.indexOf(name) !== place);
  if (twice !== undefined) return err({ path: `line ${header.line}, column ${twice}`, message: 'is there twice; expected it once' });
  const places = new Map(names.map((name, place) => [name, place]));
  return ok({
    entries: rows.map(({ line, cells }) => ({ at: (field) => `line ${line}, column ${field}`, of: (field) => { const place = places.get(field); return place === undefined ? undefined : cells[place]; } })),
    ignored: names.filter((name) => !known.includes(name)).map((name) => name.slice(0, 40)),
  });
}

const cell = z.union([z.string(), z.number().transform(String)]).optional();
const row = z.looseObject({ date: cell, asset: cell, close: cell, currency: cell });
const listed = z.array(z.unknown());
const whole = z.looseObject({ closes: listed });

function jsonEntries(text: string): Result<Entries, Fault> {
  const json = readJson(text);
  if (!json.ok) return json;
  const inside = whole.safeParse(json.value);
  const list = listed.safeParse(inside.success ? inside.data.closes : json.value);
  if (!list.success) return err({ path: '(document)', message: 'is no list; expected a list of objects with date, asset and close, by itself or as "closes"' });
  const entries: Entry[] = [];
  for (const [place, value] of list.data.entries()) {
    const own = row.safeParse(value);
    if (!own.success) return err({ path: `closes.${place}`, message: `${own.error.issues[0]?.path.length === 0 ? 'is no object' : `has a ${String(own.error.issues[0]?.path[0])} that is neither text nor a number`}; expected an object with date, asset and close` });
    entries.push({ at: (field) => `closes.${place}.${field}`, of: (field) => own.data[field]?.trim() });
  }
  return ok({ entries, ignored: [] });
}
