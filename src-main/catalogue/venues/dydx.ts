import type { Listing, ListingStatus } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { listing, nameIn, ONE, positiveIn, rateIn, readRows } from '../fields.ts';
import type { ListSource } from '../source.ts';

const STATUS: Readonly<Record<string, ListingStatus>> = { ACTIVE: 'trading', INITIALIZING: 'upcoming', PAUSED: 'halted', CANCEL_ONLY: 'halted', POST_ONLY: 'halted', FINAL_SETTLEMENT: 'closing' };

function market(row: JsonObject, symbol: string): Listing | null {
  const [, base] = /^([^,-]+)(?:,.*)?-USD$/.exec(symbol) ?? [];
  const status = nameIn(row, 'status');
  if (base === undefined) return null;
  return listing({ symbol, kind: 'perpetual', settlement: 'linear', base, quote: 'USD', settle: 'USDC' }, {
    contractSize: ONE, tickSize: positiveIn(row, 'tickSize'), lotSize: positiveIn(row, 'stepSize'), status: status !== null && Object.hasOwn(STATUS, status) ? STATUS[status] : undefined,
    initialMarginRate: rateIn(row, 'initialMarginFraction'), maintenanceMarginRate: rateIn(row, 'maintenanceMarginFraction'),
  });
}

/** `perpetualMarkets` of the indexer. */
export const DYDX: readonly ListSource[] = [{
  id: 'dydx', venue: 'dydx', title: 'dYdX', url: 'https://indexer.dydx.trade/v4/perpetualMarkets',
  read: (body) => (isObject(body) && isObject(body['markets']) ? readRows(Object.values(body['markets']), 'ticker', market) : null),
}];
