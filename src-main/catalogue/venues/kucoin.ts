import type { Listing, ListingStatus } from '#shared/domain/listing.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { assetIn, listing, nameIn, positiveIn, rateIn, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

const STATUS: Readonly<Record<string, ListingStatus>> = { Init: 'upcoming', Open: 'trading', BeingSettled: 'closing', Paused: 'halted', CancelOnly: 'halted', Settled: 'closed', Closed: 'closed' };

/** `isQuanto` is true of plain USDT contracts too: what settles in its quote is linear. */
function contract(row: JsonObject, symbol: string): Listing | null {
  const [base, quote, settle] = [assetIn(row, 'baseCurrency'), assetIn(row, 'quoteCurrency'), assetIn(row, 'settleCurrency')];
  const [type, status] = [nameIn(row, 'type'), nameIn(row, 'status')];
  if (base === null || quote === null || settle === null) return null;
  const settlement = row['isInverse'] === true ? 'inverse' : settle === quote ? 'linear' : 'quanto';
  return listing({ symbol, kind: type === 'FFWCSX' ? 'perpetual' : 'future', settlement, base, quote, settle }, {
    contractSize: unsigned(row), tickSize: positiveIn(row, 'tickSize'), lotSize: positiveIn(row, 'lotSize'), expiry: timeIn(row, 'expireDate'),
    status: status !== null && Object.hasOwn(STATUS, status) ? STATUS[status] : undefined, initialMarginRate: rateIn(row, 'initialMargin'), maintenanceMarginRate: rateIn(row, 'maintainMargin'), maxLeverage: positiveIn(row, 'maxLeverage'),
  });
}

/** The multiplier of an inverse contract is negative. */
function unsigned(row: JsonObject): DecimalText | undefined {
  const multiplier = row['multiplier'];
  return typeof multiplier === 'string' ? positiveIn({ multiplier: multiplier.replace(/^-/, '') }, 'multiplier') : undefined;
}

/** `contracts/active`. */
export const KUCOIN: readonly ListSource[] = [{
  id: 'kucoin', venue: 'kucoin', title: 'KuCoin Futures', url: 'https://api-futures.kucoin.com/api/v1/contracts/active',
  read: (body) => (isObject(body) && body['code'] === '200000' ? readRows(body['data'], 'symbol', contract) : null),
}];
