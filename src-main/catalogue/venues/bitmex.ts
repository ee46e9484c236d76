import type { Listing, ListingStatus } from '#shared/domain/listing.ts';
import type { DecimalText } from '#shared/num/units.ts';
import type { JsonObject } from '../../feeds/json.ts';
import { plainText } from '../../feeds/numberText.ts';
import { assetIn, listing, nameIn, positiveIn, rateIn, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

const STATUS: Readonly<Record<string, ListingStatus>> = { Open: 'trading', Unlisted: 'upcoming', Closed: 'halted', Settled: 'closed', Clearing: 'closing' };

/** Settle currencies as the venue writes them, and how many decimals their smallest unit has. */
const CURRENCIES: Readonly<Record<string, readonly [name: string, places: number]>> = { XBt: ['BTC', 8], USDt: ['USDT', 6] };

/** The multiplier is in the smallest unit of the settle currency, and negative when inverse. */
function sizeOf(row: JsonObject, places: number): DecimalText | undefined {
  const text = typeof row['multiplier'] === 'string' ? plainText(row['multiplier'].replace(/^-/, '')) : null;
  return text === null || !/[1-9]/.test(text) ? undefined : plainText(`${text}e-${places}`) ?? undefined;
}

/** Perpetuals (FFWCSX) and futures (FFCCSX); spreads, indices and spot are left out. */
function contract(row: JsonObject, symbol: string): Listing | null {
  const [type, base, quote, told, status] = [nameIn(row, 'typ'), assetIn(row, 'underlying'), assetIn(row, 'quoteCurrency'), nameIn(row, 'settlCurrency'), nameIn(row, 'state')];
  const currency = told !== null && Object.hasOwn(CURRENCIES, told) ? CURRENCIES[told] : undefined;
  if (base === null || quote === null || currency === undefined || (type !== 'FFWCSX' && type !== 'FFCCSX')) return null;
  const settlement = row['isInverse'] === true ? 'inverse' : row['isQuanto'] === true ? 'quanto' : 'linear';
  const [settle, places] = currency;
  return listing({ symbol, kind: type === 'FFWCSX' ? 'perpetual' : 'future', settlement, base, quote, settle }, {
    contractSize: sizeOf(row, places), tickSize: positiveIn(row, 'tickSize'), lotSize: positiveIn(row, 'lotSize'), expiry: timeIn(row, 'expiry'),
    status: status !== null && Object.hasOwn(STATUS, status) ? STATUS[status] : undefined, initialMarginRate: rateIn(row, 'initMargin'), maintenanceMarginRate: rateIn(row, 'maintMargin'),
  });
}

/** `instrument/active`. */
export const BITMEX: readonly ListSource[] = [{ id: 'bitmex', venue: 'bitmex', title: 'BitMEX', url: 'https://www.bitmex.com/api/v1/instrument/active', read: (body) => readRows(body, 'symbol', contract) }];
