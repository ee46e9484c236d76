import type { Pair } from '../quote.ts';

const TICKER = 'ticker:';

export const tickerTopic = (product: string): string => TICKER + product;
export const productOf = (topic: string): string => topic.slice(TICKER.length);

/** Base and quote of a spot product, `BTC-USD`. @returns null for futures and perpetuals, whose names have three parts */
export function pairOf(product: string): Pair | null {
  const [base = '', quote = '', more] = product.split('-');
  return base === '' || quote === '' || more !== undefined ? null : { base, quote };
}

/** The products that a sentence of the venue names. */
export const productsIn = (message: string): readonly string[] => [...new Set(message.match(/(?<![\w-])[A-Z\d]+-[A-Z\d]+(?![\w-])/g) ?? [])];

/** Another venue's name for so many units of a coin. */
const UNITS = /^(?:10{3,}|1M)[A-Z]/;

/** The spot product of an asset in US dollars. USDC is the dollar's own account there, and has none. */
export const productFor = (asset: string): string | null => (asset === 'USD' || asset === 'USDC' || !/^[A-Z\d]+$/.test(asset) || UNITS.test(asset) ? null : `${asset}-USD`);
