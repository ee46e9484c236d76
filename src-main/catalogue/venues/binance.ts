import type { Listing, ListingStatus } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { assetIn, listing, nameIn, ONE, positiveIn, rateIn, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

const STATUS: Readonly<Record<string, ListingStatus>> = {
  TRADING: 'trading', PENDING_TRADING: 'upcoming', PRE_DELIVERING: 'closing', DELIVERING: 'closing', DELIVERED: 'closed', PRE_SETTLE: 'closing', SETTLING: 'closing', CLOSE: 'closed', BREAK: 'halted',
};
const statusOf = (word: string | null): ListingStatus | undefined => (word !== null && Object.hasOwn(STATUS, word) ? STATUS[word] : undefined);

/** What the venue writes for a perpetual that does not end: 2100-12-25. */
const NEVER = 4_133_404_800_000;

function filterOf(row: JsonObject, type: string): JsonObject {
  const filters: readonly unknown[] = Array.isArray(row['filters']) ? row['filters'] : [];
  return filters.filter(isObject).find(({ filterType }) => filterType === type) ?? {};
}

/** `maintMarginPercent` and `requiredMarginPercent` are left out: the venue's own documents say to ignore them. */
function contract(row: JsonObject, symbol: string): Listing | null {
  const [base, quote, settle] = [assetIn(row, 'baseAsset'), assetIn(row, 'quoteAsset'), assetIn(row, 'marginAsset')];
  if (base === null || quote === null || settle === null) return null;
  const inverse = settle === base;
  const end = timeIn(row, 'deliveryDate');
  const perpetual = !/_\d{6}$/.test(symbol);
  return listing({ symbol, kind: perpetual ? 'perpetual' : 'future', settlement: inverse ? 'inverse' : 'linear', base, quote, settle }, {
    contractSize: inverse ? positiveIn(row, 'contractSize') : ONE, tickSize: positiveIn(filterOf(row, 'PRICE_FILTER'), 'tickSize'), lotSize: positiveIn(filterOf(row, 'LOT_SIZE'), 'stepSize'),
    expiry: end === NEVER ? undefined : end, status: statusOf(nameIn(row, 'status') ?? nameIn(row, 'contractStatus')),
  });
}

/** `BTC-220815-50000-C`; its rates are fractions of the index price, for a seller. */
function option(row: JsonObject, symbol: string): Listing | null {
  const [side, quote, pair] = [nameIn(row, 'side'), assetIn(row, 'quoteAsset'), nameIn(row, 'underlying')];
  const base = quote !== null && pair?.endsWith(quote) === true ? pair.slice(0, -quote.length) : '';
  if (quote === null || base === '' || (side !== 'CALL' && side !== 'PUT')) return null;
  return listing({ symbol, kind: 'option', settlement: 'linear', base, quote, settle: quote }, {
    contractSize: positiveIn(row, 'unit'), tickSize: positiveIn(filterOf(row, 'PRICE_FILTER'), 'tickSize'), lotSize: positiveIn(filterOf(row, 'LOT_SIZE'), 'stepSize') ?? positiveIn(row, 'minQty'),
    expiry: timeIn(row, 'expiryDate'), strike: positiveIn(row, 'strikePrice'), optionType: side === 'CALL' ? 'call' : 'put', status: statusOf(nameIn(row, 'status')),
    initialMarginRate: rateIn(row, 'initialMargin'), maintenanceMarginRate: rateIn(row, 'maintenanceMargin'),
  });
}

const contracts: ListSource['read'] = (body) => (isObject(body) ? readRows(body['symbols'], 'symbol', contract) : null);

/** `exchangeInfo` of the three APIs. */
export const BINANCE: readonly ListSource[] = [
  { id: 'binance-usdm', venue: 'binance-usdm', title: 'Binance USD-M', url: 'https://fapi.binance.com/fapi/v1/exchangeInfo', read: contracts },
  { id: 'binance-coinm', venue: 'binance-coinm', title: 'Binance COIN-M', url: 'https://dapi.binance.com/dapi/v1/exchangeInfo', read: contracts },
  { id: 'binance-options', venue: 'binance-options', title: 'Binance options', url: 'https://eapi.binance.com/eapi/v1/exchangeInfo', read: (body) => (isObject(body) ? readRows(body['optionSymbols'], 'symbol', option) : null) },
];
