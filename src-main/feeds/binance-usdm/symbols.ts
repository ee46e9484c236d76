import { isDecimalText, type DecimalText } from '#shared/num/units.ts';
import { remembered } from '../binanceStream.ts';
import type { Pair } from '../quote.ts';

/** Quote currencies of USD-M symbols, longest first, so that `BTCFDUSD` is not read as `BTCFD` + `USD`. */
const QUOTES = ['FDUSD', 'BNFCR', 'USDT', 'USDC', 'BUSD', 'USD1', 'BTC', 'USD'] as const;

/** How a symbol says that its prices are per many units: `1000SHIB`, `1MBABYDOGE`, `1000000MOG`; not `1INCH`. */
const MULTIPLIED = /^(1000000|1000|1M)([^\d].*)$/;

/** Coins that are listed only per many units, from the venue's brackets of 2026-05. */
const LISTED_AS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['BONK', 'CAT', 'CHEEMS', 'FLOKI', 'LUNC', 'PEPE', 'RATS', 'SATS', 'SHIB', 'WHY', 'X', 'XEC'].map((base) => [base, `1000${base}`])),
  BOB: '1000000BOB', MOG: '1000000MOG', BABYDOGE: '1MBABYDOGE',
};

/** The coin of a name that may be multiplied, and how many of it prices are per. */
function coinOf(name: string): Readonly<{ base: string; multiplier?: DecimalText }> {
  const [, prefix, base] = MULTIPLIED.exec(name) ?? [];
  const multiplier = prefix === '1M' ? '1000000' : prefix;
  return base === undefined || multiplier === undefined || !isDecimalText(multiplier) ? { base: name } : { base, multiplier };
}

/**
 * The pair of a symbol as the venue writes it: `BTCUSDT` and the dated `BTCUSDT_260327` are BTC in USDT;
 * `1000SHIBUSDT` is SHIB in USDT, per 1,000 of it.
 *
 * @returns null for a symbol without a known quote
 */
export const pairOf: (symbol: string) => Pair | null = remembered((symbol) => {
  const pair = symbol.split('_')[0] ?? symbol;
  const quote = QUOTES.find((candidate) => pair.endsWith(candidate) && pair.length > candidate.length);
  return quote === undefined ? null : { ...coinOf(pair.slice(0, -quote.length)), quote };
});

/** Coin-margined contracts and options have other streams. */
export const isUsdm = (symbol: string): boolean => !/USD_(?:PERP|\d{6})$|-/.test(symbol);

/** The symbol whose index is that of the asset: `BTC` → `BTCUSDT`, `SHIB` → `1000SHIBUSDT`. */
export const symbolOf = (asset: string, quote: string): string => `${Object.hasOwn(LISTED_AS, asset) ? LISTED_AS[asset] ?? asset : asset}${quote}`;

/** Whether two names are of one coin: `1000SHIB` and `SHIB` are. */
export const plainName = (asset: string): string => coinOf(asset).base;

/** The stream that carries a symbol's mark and index once a second. */
export const markTopic: (symbol: string) => string = remembered((symbol) => `${symbol.toLowerCase()}@markPrice@1s`);

/** The stream that carries a symbol's last price. */
export const tickerTopic: (symbol: string) => string = remembered((symbol) => `${symbol.toLowerCase()}@ticker`);

/** The stream that carries what collateral counts as in US dollars; `symbol` is `USDTUSD`. */
export const assetTopic: (symbol: string) => string = remembered((symbol) => `${symbol.toLowerCase()}@assetIndex`);
