import type { Listing } from '#shared/domain/listing.ts';
import type { JsonObject } from '../../feeds/json.ts';
import { assetIn, listing, nameIn, ONE, positiveIn, rateIn, readRows } from '../fields.ts';
import type { ListSource } from '../source.ts';

/** @param settle of the list: the rows do not name it */
const contractIn = (settle: string) => (row: JsonObject, symbol: string): Listing | null => {
  const [, coin, quote] = /^([^\s_]+)_(USDT|USD)(?:_\d{8})?$/.exec(symbol) ?? [];
  const [base, type, delisting] = [assetIn({ coin }, 'coin'), nameIn(row, 'type'), row['in_delisting']];
  if (base === null || quote === undefined || (type !== 'direct' && type !== 'inverse')) return null;
  const settlement = type === 'inverse' ? 'inverse' : settle === quote ? 'linear' : 'quanto';
  return listing({ symbol, kind: 'perpetual', settlement, base, quote, settle }, {
    // An inverse contract is one dollar; the venue writes a multiplier of 0.
    contractSize: settlement === 'inverse' ? ONE : positiveIn(row, 'quanto_multiplier'), tickSize: positiveIn(row, 'order_price_round'), lotSize: positiveIn(row, 'order_size_min'),
    status: delisting === true ? 'closing' : delisting === false ? 'trading' : undefined, maintenanceMarginRate: rateIn(row, 'maintenance_rate'), maxLeverage: positiveIn(row, 'leverage_max'),
  });
};

/** `contracts` by settle currency. */
export const GATE: readonly ListSource[] = ['USDT', 'BTC'].map((settle): ListSource => {
  const contract = contractIn(settle);
  return { id: `gate-${settle.toLowerCase()}`, venue: 'gate', title: `Gate in ${settle}`, url: `https://api.gateio.ws/api/v4/futures/${settle.toLowerCase()}/contracts`, read: (body) => readRows(body, 'name', contract) };
});
