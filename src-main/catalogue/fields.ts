import type { Listing } from '#shared/domain/listing.ts';
import { Decimal, type DecimalText, type EpochMs, isDecimalText } from '#shared/num/units.ts';
import { decimal } from '#shared/venues/table.ts';
import { isObject, type JsonObject, timeOf } from '../feeds/json.ts';
import { plainText } from '../feeds/numberText.ts';
import type { ListRead } from './source.ts';

// Rows come with every number as text (`parseExact`).

/** A name: printable ASCII without blanks at its ends, at most 100 characters. Null for anything else. */
export function nameIn(row: JsonObject, field: string): string | null {
  const value = row[field];
  return typeof value === 'string' && /^[!-~](?:[ -~]{0,98}[!-~])?$/.test(value) ? value : null;
}

/** Of contracts that are one unit. */
export const ONE = decimal('1');

/** The venue's XBT is BTC to everybody else. */
export const assetOf = (name: string): string => (name === 'XBT' ? 'BTC' : name);

/** An asset's name; null when it is missing. */
export function assetIn(row: JsonObject, field: string): string | null {
  const name = nameIn(row, field);
  return name === null ? null : assetOf(name);
}

/** A number above 0 as plain text, undefined for anything else: venues write 0 and "" for what they do not publish. */
export function positiveIn(row: JsonObject, field: string): DecimalText | undefined {
  const value = row[field];
  const text = typeof value === 'string' ? plainText(value) : null;
  return text === null || text.startsWith('-') || !/[1-9]/.test(text) ? undefined : text;
}

/** A margin rate: above 0 and at most 1. */
export function rateIn(row: JsonObject, field: string): DecimalText | undefined {
  const text = positiveIn(row, field);
  return text !== undefined && new Decimal(text).lte(1) ? text : undefined;
}

/** A time in ms, or in ISO 8601. @returns undefined for none, and for 0 */
export function timeIn(row: JsonObject, field: string): EpochMs | undefined {
  const value = row[field];
  if (typeof value === 'string' && value.includes('-')) return timeOf(Date.parse(value)) ?? undefined;
  return timeOf(value) ?? undefined;
}

/** `10^-places`: 3 is "0.001", -3 is "1000". */
export function powerOfTen(places: unknown): DecimalText | undefined {
  if (typeof places !== 'string' || !/^-?\d{1,2}$/.test(places)) return undefined;
  return plainText(`1e${-Number(places)}`) ?? undefined;
}

/** a / b where that comes out even within 24 decimals. */
export function quotient(a: DecimalText | undefined, b: DecimalText | undefined): DecimalText | undefined {
  return a === undefined || b === undefined ? undefined : exactly(new Decimal(a).div(b));
}

export function product(a: DecimalText | undefined, b: DecimalText | undefined): DecimalText | undefined {
  return a === undefined || b === undefined ? undefined : exactly(new Decimal(a).times(b));
}

function exactly(value: Decimal): DecimalText | undefined {
  const text = value.toFixed();
  return isDecimalText(text) ? text : undefined;
}

type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };
type Needed = 'symbol' | 'kind' | 'settlement' | 'base' | 'quote' | 'settle';

/** A listing with the fields that are known; what is undefined is left out. */
export function listing(needed: Pick<Listing, Needed>, known: Loose<Omit<Listing, Needed>>): Listing {
  const fields = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { ...needed, ...fields };
}

/**
 * Reads rows one by one.
 *
 * @param read a listing; null when the row is none of ours (an index, a spread) or cannot be read
 * @returns null when there is no list of rows, or no row that can be read
 */
export function readRows(rows: unknown, nameField: string, read: (row: JsonObject, symbol: string) => Listing | null): ListRead | null {
  if (!Array.isArray(rows)) return null;
  const listings = new Map<string, Listing>();
  const skipped = new Set<string>();
  let complete = true;
  for (const row of rows) {
    const symbol = isObject(row) ? nameIn(row, nameField) : null;
    if (!isObject(row) || symbol === null) {
      complete = false;
      continue;
    }
    const found = read(row, symbol);
    if (found === null) skipped.add(symbol);
    else if (!listings.has(found.symbol)) listings.set(found.symbol, found);
  }
  return listings.size === 0 ? null : { listings: [...listings.values()], skipped: [...skipped], complete, next: null };
}
