import type { Listing } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { listing, ONE, positiveIn, powerOfTen, readRows } from '../fields.ts';
import type { ListSource } from '../source.ts';

/** Perpetuals of the venue's own exchange. Its prices have five significant figures, not a tick. */
function perpetual(row: JsonObject, symbol: string): Listing | null {
  const places = row['szDecimals'];
  if (typeof places !== 'string') return null;
  return listing({ symbol, kind: 'perpetual', settlement: 'linear', base: symbol, quote: 'USD', settle: 'USDC' }, {
    contractSize: ONE, lotSize: powerOfTen(places), status: row['isDelisted'] === true ? 'closed' : 'trading', maxLeverage: positiveIn(row, 'maxLeverage'),
  });
}

/** `meta`. */
export const HYPERLIQUID: readonly ListSource[] = [{
  id: 'hyperliquid', venue: 'hyperliquid', title: 'Hyperliquid', url: 'https://api.hyperliquid.xyz/info', body: '{"type":"meta"}',
  read: (body) => (isObject(body) ? readRows(body['universe'], 'name', perpetual) : null),
}];
