import type { Pair } from '../quote.ts';

const TICKERS = 'futures.tickers:';

export const tickerTopic = (contract: string): string => `${TICKERS}${contract}`;
export const contractOf = (topic: string): string => topic.slice(TICKERS.length);

/** `BTC_USDT` is settled in USDT; `BTC_USD` and the quanto `ETH_USD` in BTC. Dated ones end in a day: `BTC_USDT_20260327`. */
const CONTRACT = /^([^\s_:,]+)_(USDT|USD)(_\d{8})?$/;
const NAMED = /(?<![\w.])[^\s_:,."]+_USDT?(?:_\d{8})?(?!\.?\w)/g;

export type Contract = Readonly<{ pair: Pair; dated: boolean }>;

const known = new Map<string, Contract | null>();

/** @returns null for what is no futures contract's name */
export function contractNamed(name: string): Contract | null {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const [, base, quote, day] = CONTRACT.exec(name) ?? [];
  const contract = base === undefined || quote === undefined ? null : { pair: { base, quote }, dated: day !== undefined };
  if (known.size < 10_000) known.set(name, contract);
  return contract;
}

/** The contracts that an error message names. */
export const contractsIn = (message: string): readonly string[] => [...new Set(message.match(NAMED) ?? [])];
