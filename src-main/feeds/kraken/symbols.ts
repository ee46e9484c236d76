import type { Pair } from '../quote.ts';

const TICKER = 'ticker:';

export const tickerTopic = (product: string): string => `${TICKER}${product}`;
export const productOf = (topic: string): string => topic.slice(TICKER.length);

/** Perpetual and fixed, linear (PF, FF), inverse (PI, FI) and vanilla (PV, FV); dated ones end in a day: `FI_XBTUSD_210924`. */
const PRODUCT = /^(?:PF|PI|PV|FF|FI|FV)_([A-Za-z0-9]+?)(USDT|USDC|USD|EUR|GBP|XBT)(?:_\d{6})?$/;
const NAMED = /\b(?:PF|PI|PV|FF|FI|FV)_[A-Za-z0-9]+(?:_\d{6})?/gi;

/** The venue's XBT is BTC to everybody else. */
const assetOf = (name: string): string => (name === 'XBT' ? 'BTC' : name);
const nameOf = (asset: string): string => (asset === 'BTC' ? 'XBT' : asset);

const known = new Map<string, Pair | null>();

/** Underlying and quote of a product: `PI_XBTUSD` is BTC in USD, `PF_AAPLxUSD` is AAPLx in USD. Null for what is no product. */
export function pairOf(product: string): Pair | null {
  const cached = known.get(product);
  if (cached !== undefined) return cached;
  const [, base, quote] = PRODUCT.exec(product) ?? [];
  const pair = base === undefined || quote === undefined ? null : { base: assetOf(base), quote: assetOf(quote) };
  if (known.size < 10_000) known.set(product, pair);
  return pair;
}

/** The perpetual whose ticker carries an asset's index in USD, the only currency of such products. */
export const indexProduct = (asset: string): string => `PF_${nameOf(asset)}USD`;

/** The products that an error message names. */
export const productsIn = (message: string): readonly string[] => [...new Set(message.match(NAMED) ?? [])];
