import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { contextTopic, indexCoin, isAccountTopic, isBuilderCoin, SETTLE, subscriptionOf } from './symbols.ts';

const request = (method: 'subscribe' | 'unsubscribe', [topic = '']: readonly string[]): string => JSON.stringify({ method, subscription: subscriptionOf(topic) });

/**
 * Hyperliquid's contexts of perpetuals and spot pairs, about once a second each, and accounts by public address. A
 * request names one thing and has no id; the venue takes 2,000 messages a minute and 1,000 subscriptions of an address.
 */
export const hyperliquidDialect: VenueDialect = {
  id: 'hyperliquid',
  venue: 'hyperliquid',
  title: 'Hyperliquid contexts',
  defaultUrl: 'wss://api.hyperliquid.xyz/ws',
  cadenceMs: 1000,
  // An account speaks when something happens to it, and else every few seconds.
  cadenceOf: (topic) => (isAccountTopic(topic) ? 10_000 : 1000),
  // The last of many requests is sent seconds after the first.
  firstDataMs: 30_000,
  // Half of what is allowed, so that a second connection may take over.
  maxTopics: 450,
  topicsFor,
  greet: () => [],
  // The venue closes what it has sent nothing to for a minute, and answers this.
  keepAlive: { everyMs: 15_000, text: () => '{"method":"ping"}' },
  batch: 1,
  spacingMs: 50,
  subscribe: (topics) => request('subscribe', topics),
  unsubscribe: (topics) => request('unsubscribe', topics),
  read: () => parseFrame,
};

/** The context of each perpetual and spot pair (mark, funding, and the oracle price as index), and of the perpetual of each asset. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const held = instruments.filter(({ kind }) => kind === 'perpetual' || kind === 'spot');
  const foreign = new Set(held.filter(({ symbol }) => isBuilderCoin(symbol)).map(({ base }) => base));
  const indices = assets.filter((asset) => asset !== valuationCurrency && asset !== SETTLE && !foreign.has(asset) && !isBuilderCoin(asset)).map(indexCoin);
  return [...new Set([...held.map(({ symbol }) => symbol), ...indices].map(contextTopic))];
}
