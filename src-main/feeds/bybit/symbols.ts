import { type DecimalText, isDecimalText } from '#shared/num/units.ts';
import type { Pair } from '../quote.ts';

const OPTION = /^([A-Z0-9]+)-\d{1,2}[A-Z]{3}\d{2}-\d+(?:\.\d+)?-[CP](?:-(USDT|USDC))?$/;
/** `BTC-26DEC25`, `BTCUSDT-27MAR26`. */
const DATED = /^(.+)-\d{1,2}[A-Z]{3}\d{2}$/;
/** Inverse ones write the month as a letter: `BTCUSDU23`. */
const INVERSE = /^(.+)USD(?:[FGHJKMNQUVXZ]\d{2})?$/;

const known = new Map<string, Pair | null>();

/**
 * Underlying of a symbol and the currency that its index is in: `BTCUSDT` and `BTCUSDT-27MAR26` are BTC in USDT; `BTCPERP`,
 * `BTC-26DEC25` and options without a suffix BTC in USDC (in USD until 2023-09-26, by the venue's notice of 2023-09-12);
 * `BTCUSD` and `BTCUSDU23` BTC in USD. `1000PEPEUSDT` and `SHIB1000USDT` are per 1000 PEPE and SHIB.
 *
 * @returns null for a symbol of no known form
 */
export function pairOf(symbol: string): Pair | null {
  const cached = known.get(symbol);
  if (cached !== undefined) return cached;
  const pair = readPair(symbol);
  if (known.size < 10_000) known.set(symbol, pair);
  return pair;
}

/** Names without a dash need no pattern. */
export const isOption = (symbol: string): boolean => symbol.includes('-') && OPTION.test(symbol);

function readPair(symbol: string): Pair | null {
  const option = OPTION.exec(symbol);
  if (option !== null) return withMultiplier(option[1] ?? '', option[2] ?? 'USDC');
  const dated = DATED.exec(symbol)?.[1];
  const name = dated ?? symbol;
  for (const [ending, quote] of [['PERP', 'USDC'], ['USDT', 'USDT']] as const) {
    if (name.endsWith(ending) && name.length > ending.length) return withMultiplier(name.slice(0, -ending.length), quote);
  }
  const inverse = INVERSE.exec(name)?.[1];
  if (inverse !== undefined) return withMultiplier(inverse, 'USD');
  return dated === undefined ? null : withMultiplier(dated, 'USDC');
}

function withMultiplier(name: string, quote: string): Pair {
  const [, before, base = '', after] = /^(10{3,})?([A-Z0-9]*?[A-Z])(10{3,})?$/.exec(name) ?? [];
  const multiplier = before ?? after;
  return multiplier === undefined || base === '' ? { base: name, quote } : { base, quote, ...multiplierOf(multiplier) };
}

const multiplierOf = (text: string): Readonly<{ multiplier?: DecimalText }> => (isDecimalText(text) ? { multiplier: text } : {});

export const tickerTopic = (symbol: string): string => `tickers.${symbol}`;

/** Perpetuals in USDT that are priced per many units (REST of 2023-08). */
const MULTIPLIED: Readonly<Record<string, string>> = {
  BONK: '1000BONK', BTT: '1000BTT', FLOKI: '1000FLOKI', LADYS: '10000LADYS', LUNC: '1000LUNC', NFT: '10000NFT', PEPE: '1000PEPE', SHIB: 'SHIB1000', XEC: '1000XEC',
};

/**
 * The perpetual whose ticker carries an asset's index in a currency. The venue has none of one dollar in another but USDC in USDT.
 *
 * @returns null where there is none of that name
 */
export function indexSymbol(asset: string, currency: string): string | null {
  if (asset === currency || (isDollar(asset) && !(asset === 'USDC' && currency === 'USDT'))) return null;
  switch (currency) {
    case 'USDT': return `${Object.hasOwn(MULTIPLIED, asset) ? MULTIPLIED[asset] ?? asset : asset}USDT`;
    case 'USDC': return `${asset}PERP`;
    case 'USD': return `${asset}USD`;
    default: return null;
  }
}

const isDollar = (asset: string): boolean => asset === 'USD' || asset === 'USDT' || asset === 'USDC';
