import type { InstrumentKind } from '#shared/domain/instrument.ts';
import type { Listing, ListingStatus } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { assetIn, listing, nameIn, positiveIn, product, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

const STATUS: Readonly<Record<string, ListingStatus>> = { live: 'trading', preopen: 'upcoming', suspend: 'halted', post_only: 'trading', rebase: 'halted', settling: 'closing' };
const KINDS: Readonly<Record<string, InstrumentKind>> = { SPOT: 'spot', SWAP: 'perpetual', FUTURES: 'future', OPTION: 'option' };

function row(of: JsonObject, symbol: string): Listing | null {
  const [type, status, ctType] = [nameIn(of, 'instType'), nameIn(of, 'state'), nameIn(of, 'ctType')];
  const kind = type !== null && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const known = { tickSize: positiveIn(of, 'tickSz'), lotSize: positiveIn(of, 'lotSz'), status: status !== null && Object.hasOwn(STATUS, status) ? STATUS[status] : undefined, maxLeverage: positiveIn(of, 'lever') };
  if (kind === undefined) return null;
  if (kind === 'spot') {
    const [base, quote] = [assetIn(of, 'baseCcy'), assetIn(of, 'quoteCcy')];
    return base === null || quote === null ? null : listing({ symbol, kind, settlement: 'linear', base, quote, settle: quote }, known);
  }
  // A family may say more than its index: BTC-USD_UM.
  const [base = '', quote = ''] = (nameIn(of, 'uly') ?? nameIn(of, 'instFamily') ?? '').split(/[-_]/);
  const settle = assetIn(of, 'settleCcy');
  if (base === '' || quote === '' || settle === null) return null;
  const side = nameIn(of, 'optType');
  const inverse = ctType === 'inverse' || (kind === 'option' && settle === base);
  // The value of a contract is in `ctValCcy`, which is not the base of every linear one.
  const valued = kind === 'option' || nameIn(of, 'ctValCcy') === (inverse ? quote : base);
  return listing({ symbol, kind, settlement: inverse ? 'inverse' : 'linear', base, quote, settle }, {
    ...known, contractSize: valued ? product(positiveIn(of, 'ctVal'), positiveIn(of, 'ctMult')) : undefined, expiry: timeIn(of, 'expTime'), strike: positiveIn(of, 'stk'), optionType: side === 'C' ? 'call' : side === 'P' ? 'put' : undefined,
  });
}

const read: ListSource['read'] = (body) => (isObject(body) && body['code'] === '0' ? readRows(body['data'], 'instId', row) : null);

const INFO = 'https://www.okx.com/api/v5/public/instruments';
const source = (id: string, title: string, query: string): ListSource => ({ id: `okx-${id}`, venue: 'okx', title: `OKX ${title}`, url: `${INFO}?${query}`, read });

/** `public/instruments` by type; options by family. */
export const OKX: readonly ListSource[] = [
  source('spot', 'spot', 'instType=SPOT'), source('swap', 'swaps', 'instType=SWAP'), source('futures', 'futures', 'instType=FUTURES'),
  source('option-btc', 'options on BTC', 'instType=OPTION&instFamily=BTC-USD'), source('option-eth', 'options on ETH', 'instType=OPTION&instFamily=ETH-USD'),
];
