import type { Listing } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { assetIn, listing, nameIn, positiveIn, quotient, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

/** What the venue writes for a contract that does not end: the year 3000. */
const NEVER = 32_503_708_800_000;

/**
 * Combos are left out. Rows of before 2022 name no settle currency: what has no underscore in its name settles in its coin.
 * Amounts are in coins, or dollars where a future is inverse; lots are in contracts.
 */
function row(of: JsonObject, symbol: string): Listing | null {
  const [kind, base, told] = [nameIn(of, 'kind'), assetIn(of, 'base_currency'), assetIn(of, 'quote_currency')];
  if (base === null || told === null || (kind !== 'future' && kind !== 'option' && kind !== 'spot')) return null;
  const settle = kind === 'spot' ? told : assetIn(of, 'settlement_currency') ?? (symbol.includes('_') ? told : base);
  const inverse = kind !== 'spot' && settle === base;
  // Premiums of inverse options are in the coin; their strikes are in dollars.
  const quote = assetIn(of, 'counter_currency') ?? (told === base ? 'USD' : told);
  const [end, size, side] = [timeIn(of, 'expiration_timestamp'), positiveIn(of, 'contract_size'), nameIn(of, 'option_type')];
  const state = of['is_active'];
  return listing({ symbol, kind: kind === 'future' && end === NEVER ? 'perpetual' : kind, settlement: inverse ? 'inverse' : 'linear', base, quote, settle }, {
    contractSize: size, tickSize: positiveIn(of, 'tick_size'), lotSize: quotient(positiveIn(of, 'min_trade_amount'), size), expiry: end === NEVER ? undefined : end, strike: positiveIn(of, 'strike'),
    optionType: side === 'call' || side === 'put' ? side : undefined, status: state === true ? 'trading' : state === false ? 'halted' : undefined, maxLeverage: kind === 'future' ? positiveIn(of, 'max_leverage') : undefined,
  });
}

const read: ListSource['read'] = (body) => (isObject(body) ? readRows(body['result'], 'instrument_name', row) : null);

/** `get_instruments` by currency. */
export const DERIBIT: readonly ListSource[] = ['BTC', 'ETH', 'USDC', 'USDT'].map((currency): ListSource => ({
  id: `deribit-${currency.toLowerCase()}`, venue: 'deribit', title: `Deribit in ${currency}`, url: `https://www.deribit.com/api/v2/public/get_instruments?currency=${currency}&expired=false`, read,
}));
