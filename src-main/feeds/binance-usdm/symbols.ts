/** Quote currencies of USD-M symbols, longest first, so that `BTCFDUSD` is not read as `BTCFD` + `USD`. */
const QUOTES = ['FDUSD', 'BNFCR', 'USDT', 'USDC', 'BUSD', 'USD1', 'BTC', 'USD'] as const;

const known = new Map<string, Readonly<{ base: string; quote: string }> | null>();

/**
 * Splits a symbol as the venue writes it: `BTCUSDT` and the dated `BTCUSDT_260327` into BTC and USDT. Multiplied
 * contracts keep their name as base (`1000SHIBUSDT` → `1000SHIB`): the venue's index is per that unit too.
 *
 * @returns null for a symbol without a known quote
 */
export function splitSymbol(symbol: string): Readonly<{ base: string; quote: string }> | null {
  const cached = known.get(symbol);
  if (cached !== undefined) return cached;
  const pair = symbol.split('_')[0] ?? symbol;
  const quote = QUOTES.find((candidate) => pair.endsWith(candidate) && pair.length > candidate.length);
  const split = quote === undefined ? null : { base: pair.slice(0, -quote.length), quote };
  if (known.size < 10_000) known.set(symbol, split);
  return split;
}

const topics = new Map<string, string>();

/** The stream that carries a symbol's mark and index once a second. */
export function markTopic(symbol: string): string {
  const cached = topics.get(symbol);
  if (cached !== undefined) return cached;
  const topic = `${symbol.toLowerCase()}@markPrice@1s`;
  if (topics.size < 10_000) topics.set(symbol, topic);
  return topic;
}
