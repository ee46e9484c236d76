import { type DecimalText, isDecimalText } from '#shared/num/units.ts';
import type { Pair } from '../quote.ts';

const TABLE = 'instrument:';

export const instrumentTopic = (symbol: string): string => `${TABLE}${symbol}`;

/** An index has a dot before its name: `.BXBT`. */
export const isIndex = (symbol: string): boolean => symbol.startsWith('.');
export const isIndexTopic = (topic: string): boolean => isIndex(topic.slice(TABLE.length));

/** As portfolio documents write them: `XBTUSD`, `XBTU21`, `ETHUSD_ETH`. */
export const isContract = (symbol: string): boolean => /^[A-Z0-9]+(?:_[A-Z0-9]+)?$/.test(symbol);

/** The venue's XBT is BTC to everybody else. */
const assetOf = (name: string): string => (name === 'XBT' ? 'BTC' : name);

/** How the currency of an index is written at the end of its name: `.BXRP` in USD, `.BLINKT` in USDT, `.BXBTEUR` in EUR. */
const SUFFIXES: Readonly<Record<string, string>> = { USD: '', USDT: 'T', EUR: 'EUR' };

/** @returns null when the venue names no index in that currency */
export function indexSymbol(asset: string, currency: string): string | null {
  const suffix = Object.hasOwn(SUFFIXES, currency) ? SUFFIXES[currency] : undefined;
  return suffix === undefined ? null : `.B${asset === 'BTC' ? 'XBT' : asset}${suffix}`;
}

/**
 * What a row's `underlying` and `quoteCurrency` stand for; names of contracts are ambiguous (`.BDOT`). `100BONK` is a
 * hundred BONK.
 *
 * @returns null when the row does not say it
 */
export function pairOf(underlying: unknown, quoteCurrency: unknown): Pair | null {
  if (typeof underlying !== 'string' || underlying === '' || typeof quoteCurrency !== 'string' || quoteCurrency === '') return null;
  const [, units, base] = /^(10{2,})([A-Z].*)$/.exec(underlying) ?? [];
  const quote = assetOf(quoteCurrency);
  return units === undefined || base === undefined || !isMultiplier(units) ? { base: assetOf(underlying), quote } : { base, quote, multiplier: units };
}

const isMultiplier = (text: string): text is DecimalText => isDecimalText(text);

/** The topics that an error message names, of those that were asked for. */
export const namedIn = (message: string, topics: readonly string[]): readonly string[] => {
  const words = new Set(message.split(/[\s,:"]+/).map((word) => word.replace(/\.$/, '')));
  return topics.filter((topic) => words.has(topic.slice(TABLE.length)));
};
