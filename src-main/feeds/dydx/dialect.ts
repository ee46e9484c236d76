import type { VenueDialect, Wanted } from '../feed.ts';
import { createReader } from './parse.ts';
import { MARKETS, pairOf, SETTLE } from './symbols.ts';

/** dYdX v4: the oracle prices and funding of all markets, from the public indexer. It pings, and our pong is the socket's own. */
export const dydxDialect: VenueDialect = {
  id: 'dydx',
  venue: 'dydx',
  title: 'dYdX oracle prices',
  defaultUrl: 'wss://indexer.dydx.trade/v4/ws',
  // A block is about a second, and some price of many changes with each.
  cadenceMs: 2000,
  // The indexer may take 20 s to fetch the state that it begins with.
  firstDataMs: 25_000,
  waitsForReady: true,
  topicsFor,
  greet: () => [],
  batch: 1,
  // Two subscriptions of a channel in a second are the most that it takes; the third costs the connection.
  spacingMs: 600,
  subscribe: ([channel = MARKETS]) => JSON.stringify({ type: 'subscribe', channel, batched: true }),
  unsubscribe: ([channel = MARKETS]) => JSON.stringify({ type: 'unsubscribe', channel }),
  read: createReader,
};

/** All markets or none: an oracle price is both the mark of its market and the index of its asset. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const holds = instruments.some(({ kind, symbol }) => kind === 'perpetual' && pairOf(symbol) !== null);
  const needsIndex = assets.some((asset) => asset !== valuationCurrency && asset !== SETTLE);
  return holds || needsIndex ? [MARKETS] : [];
}
