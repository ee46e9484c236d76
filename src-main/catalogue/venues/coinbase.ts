import type { Listing } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { assetIn, listing, positiveIn, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

/** Spot products, and futures by their own contract size. */
function item(row: JsonObject, symbol: string): Listing | null {
  const halted = row['trading_disabled'] === true || row['is_disabled'] === true;
  const known = { tickSize: positiveIn(row, 'price_increment') ?? positiveIn(row, 'quote_increment'), lotSize: positiveIn(row, 'base_increment'), status: halted ? 'halted' as const : 'trading' as const };
  const quote = assetIn(row, 'quote_currency_id');
  if (row['product_type'] === 'SPOT') {
    const base = assetIn(row, 'base_currency_id');
    return base === null || quote === null ? null : listing({ symbol, kind: 'spot', settlement: 'linear', base, quote, settle: quote }, known);
  }
  const details = row['future_product_details'];
  if (row['product_type'] !== 'FUTURE' || !isObject(details) || quote === null) return null;
  const [base, expiry] = [assetIn(details, 'contract_root_unit'), timeIn(details, 'contract_expiry')];
  return base === null ? null : listing({ symbol, kind: expiry === undefined ? 'perpetual' : 'future', settlement: 'linear', base, quote, settle: quote }, { ...known, contractSize: positiveIn(details, 'contract_size'), expiry });
}

const read: ListSource['read'] = (body) => (isObject(body) ? readRows(body['products'], 'product_id', item) : null);

/** `market/products` by type. */
export const COINBASE: readonly ListSource[] = [['spot', 'SPOT'], ['future', 'FUTURE']].map(([id = '', type = '']): ListSource => ({
  id: `coinbase-${id}`, venue: 'coinbase', title: `Coinbase ${id}`, url: `https://api.coinbase.com/api/v3/brokerage/market/products?product_type=${type}`, read,
}));
