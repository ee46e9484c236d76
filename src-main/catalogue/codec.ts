import type { InstrumentKind, Settlement } from '#shared/domain/instrument.ts';
import type { Listing, ListingStatus } from '#shared/domain/listing.ts';
import { isDecimalText } from '#shared/num/units.ts';
import { isObject, timeOf } from '../feeds/json.ts';
import { listing } from './fields.ts';

/** One listing as a row of texts in a fixed order, unknown fields empty; the same in the built-in lists and in the cache. */
const FIELDS = [
  'symbol', 'kind', 'settlement', 'base', 'quote', 'settle', 'contractSize', 'tickSize', 'lotSize', 'expiry', 'strike', 'optionType', 'status', 'initialMarginRate', 'maintenanceMarginRate', 'maxLeverage',
] as const satisfies readonly (keyof Listing)[];

const KINDS: readonly InstrumentKind[] = ['perpetual', 'future', 'option', 'spot'];
const SETTLEMENTS: readonly Settlement[] = ['linear', 'inverse', 'quanto'];
const STATUSES: readonly ListingStatus[] = ['upcoming', 'trading', 'halted', 'closing', 'closed'];

/** Empty fields at the end are left out. */
export function encodeListing(of: Listing): readonly string[] {
  const texts = FIELDS.map((field) => String(of[field] ?? ''));
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

/** @returns null when the row is none that `encodeListing` makes */
function decodeListing(row: unknown): Listing | null {
  if (!Array.isArray(row) || row.length > FIELDS.length || !row.every((text) => typeof text === 'string')) return null;
  const texts: readonly string[] = row;
  const [symbol = '', kindText, settlementText, base = '', quote = '', settle = '', ...known] = texts;
  const [contractSize, tickSize, lotSize, expiry = '', strike, side = '', status = '', initial, maintenance, leverage] = known;
  const [kind, settlement] = [KINDS.find((one) => one === kindText), SETTLEMENTS.find((one) => one === settlementText)];
  if (kind === undefined || settlement === undefined || [symbol, base, quote, settle].includes('')) return null;
  const numbers = { contractSize, tickSize, lotSize, strike, initialMarginRate: initial, maintenanceMarginRate: maintenance, maxLeverage: leverage };
  if (Object.values(numbers).some((text) => text !== undefined && text !== '' && !isDecimalText(text))) return null;
  const number = (text: string | undefined) => (text !== undefined && isDecimalText(text) ? text : undefined);
  const option = side === 'call' || side === 'put' ? side : undefined;
  const [end, state] = [timeOf(expiry) ?? undefined, STATUSES.find((one) => one === status)];
  if ((expiry !== '' && end === undefined) || (side !== '' && option === undefined) || (status !== '' && state === undefined)) return null;
  return listing({ symbol, kind, settlement, base, quote, settle }, {
    contractSize: number(contractSize), tickSize: number(tickSize), lotSize: number(lotSize), expiry: end, strike: number(strike), optionType: option, status: state,
    initialMarginRate: number(initial), maintenanceMarginRate: number(maintenance), maxLeverage: number(leverage),
  });
}

export const encodeList = (listings: readonly Listing[]): string => JSON.stringify(listings.map(encodeListing));

/** @returns null when the text is damaged anywhere: half a list would read as delistings */
export function decodeList(text: string): readonly Listing[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    if (!Array.isArray(rows)) return null;
    const listings = rows.map(decodeListing);
    return listings.some((one) => one === null) ? null : listings.filter((one) => one !== null);
  } catch {
    return null;
  }
}

/** A list that comes with the program: where from and of when. */
export type BuiltInList = Readonly<{ source: string; origin: string; asOf: string; listings: readonly Listing[] }>;

/** @throws when a file of ours is damaged: it is part of the program */
export function decodeBuiltIn(file: unknown): readonly BuiltInList[] {
  const lists: readonly unknown[] = isObject(file) && Array.isArray(file['lists']) ? file['lists'] : [];
  return lists.map((list) => {
    const { source, origin, asOf, rows } = isObject(list) ? list : {};
    const listings: readonly (Listing | null)[] = Array.isArray(rows) ? rows.map(decodeListing) : [null];
    if (typeof source !== 'string' || typeof origin !== 'string' || typeof asOf !== 'string' || listings.includes(null)) throw new Error(`a built-in list of instruments is damaged${typeof source === 'string' ? `: ${source}` : ''}`);
    return { source, origin, asOf, listings: listings.filter((one) => one !== null) };
  });
}
