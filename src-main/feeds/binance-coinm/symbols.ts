import { remembered } from '../binanceStream.ts';
import type { Pair } from '../quote.ts';

/** Coins with a contract, in the venue's list of 2025-08: others are asked for when a contract on them is held. */
const LISTED: ReadonlySet<string> = new Set([
  'AAVE', 'ADA', 'ATOM', 'AVAX', 'BCH', 'BNB', 'BTC', 'DOGE', 'DOT', 'EGLD', 'ETC', 'ETH', 'FIL', 'GALA', 'LINK', 'LTC', 'MANA', 'NEAR', 'SAND', 'SOL', 'THETA', 'TRX', 'UNI', 'XLM', 'XRP',
]);

export const hasIndex = (asset: string): boolean => LISTED.has(asset);

/** `BTCUSD` is BTC in US dollars; every pair of this market is. @returns null for another form */
export function splitPair(pair: string): Pair | null {
  return pair.length > 3 && pair.endsWith('USD') ? { base: pair.slice(0, -3), quote: 'USD' } : null;
}

/** The pair of a contract: that of `BTCUSD_PERP` and `BTCUSD_260327` is `BTCUSD`. @returns null for what is no contract of this market */
export const pairName: (symbol: string) => string | null = remembered((symbol) => /^(.+USD)_(?:PERP|\d{6})$/.exec(symbol)?.[1] ?? null);

/** The stream that carries a contract's mark and funding once a second. */
export const markTopic: (symbol: string) => string = remembered((symbol) => `${symbol.toLowerCase()}@markPrice@1s`);

/** The stream that carries a pair's index once a second. */
export const indexTopic: (pair: string) => string = remembered((pair) => `${pair.toLowerCase()}@indexPrice@1s`);

/** The stream that carries a contract's last price. */
export const tickerTopic: (symbol: string) => string = remembered((symbol) => `${symbol.toLowerCase()}@ticker`);
