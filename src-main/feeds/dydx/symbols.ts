import type { Pair } from '../quote.ts';

/** The one channel of all markets. It is asked for whole, so it is the only topic. */
export const MARKETS = 'v4_markets';

/** What all markets are margined in. The chain counts one of it as one US dollar, in which its oracle prices are. */
export const SETTLE = 'USDC';

/** `BTC-USD`; long-tail markets say after a comma which coin is meant (`BUFFI,UNISWAP_V3,0X4C1B…-USD`). */
const MARKET = /^([^,-]+)(?:,.*)?-USD$/;

const known = new Map<string, Pair | null>();

/** Underlying of a market. Null for what is no market's name. */
export function pairOf(ticker: string): Pair | null {
  const cached = known.get(ticker);
  if (cached !== undefined) return cached;
  const [, base] = MARKET.exec(ticker) ?? [];
  const pair = base === undefined ? null : { base, quote: SETTLE };
  if (known.size < 10_000) known.set(ticker, pair);
  return pair;
}
