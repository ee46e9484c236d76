import type { Listing, ListingStatus } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { assetIn, listing, nameIn, ONE, positiveIn, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

const STATUS: Readonly<Record<string, ListingStatus>> = { PreLaunch: 'upcoming', Trading: 'trading', Delivering: 'closing', Closed: 'closed' };

const partOf = (row: JsonObject, field: string): JsonObject => {
  const part = row[field];
  return isObject(part) ? part : {};
};

/** Sizes are in coins when linear, in dollars when inverse: one contract is one of them. Spot is left out: its names are those of perpetuals. */
function contract(row: JsonObject, symbol: string): Listing | null {
  const [base, quote, settle] = [assetIn(row, 'baseCoin'), assetIn(row, 'quoteCoin'), assetIn(row, 'settleCoin')];
  const [type, side, status] = [nameIn(row, 'contractType'), nameIn(row, 'optionsType'), nameIn(row, 'status')];
  if (base === null || quote === null || settle === null || (type === null && side === null)) return null;
  return listing({ symbol, kind: side !== null ? 'option' : type?.endsWith('Perpetual') === true ? 'perpetual' : 'future', settlement: type?.startsWith('Inverse') === true ? 'inverse' : 'linear', base, quote, settle }, {
    contractSize: ONE, tickSize: positiveIn(partOf(row, 'priceFilter'), 'tickSize'), lotSize: positiveIn(partOf(row, 'lotSizeFilter'), 'qtyStep'), expiry: timeIn(row, 'deliveryTime'),
    strike: side === null ? undefined : positiveIn({ strike: symbol.split('-')[2] }, 'strike'), optionType: side === 'Call' ? 'call' : side === 'Put' ? 'put' : undefined,
    status: status !== null && Object.hasOwn(STATUS, status) ? STATUS[status] : undefined, maxLeverage: positiveIn(partOf(row, 'leverageFilter'), 'maxLeverage'),
  });
}

function read(body: unknown, url: string): ReturnType<ListSource['read']> {
  const result = isObject(body) ? body['result'] : null;
  if (!isObject(body) || body['retCode'] !== '0' || !isObject(result)) return null;
  const found = readRows(result['list'], 'symbol', contract);
  const cursor = result['nextPageCursor'];
  if (found === null || typeof cursor !== 'string' || cursor === '') return found;
  const next = new URL(url);
  next.searchParams.set('cursor', cursor);
  return { ...found, next: next.href };
}

const INFO = 'https://api.bybit.com/v5/market/instruments-info';

/** `instruments-info`, in pages of a thousand; options by coin. */
export const BYBIT: readonly ListSource[] = [
  { id: 'bybit-linear', venue: 'bybit', title: 'Bybit linear', url: `${INFO}?category=linear&limit=1000`, read },
  { id: 'bybit-inverse', venue: 'bybit', title: 'Bybit inverse', url: `${INFO}?category=inverse&limit=1000`, read },
  ...['BTC', 'ETH', 'SOL'].map((coin): ListSource => ({ id: `bybit-option-${coin.toLowerCase()}`, venue: 'bybit', title: `Bybit options on ${coin}`, url: `${INFO}?category=option&baseCoin=${coin}&limit=1000`, read })),
];
