import type { VenueDialect, Wanted } from '../feed.ts';
import { createReader } from './parse.ts';
import { productFor, productOf, tickerTopic } from './symbols.ts';

const request = (type: 'subscribe' | 'unsubscribe', topics: readonly string[]): string => JSON.stringify({ type, product_ids: topics.map(productOf), channel: 'ticker' });

/**
 * Coinbase Advanced Trade: spot prices in US dollars, to hold against those of other venues. A ticker speaks with every
 * trade, so a quiet coin is asked for again, and answers with a snapshot, every half minute. Answers have no id: each
 * product is asked for alone, so that an unknown one spoils nothing, and below eight messages a second.
 */
export const coinbaseAdvancedDialect: VenueDialect = {
  id: 'coinbase-advanced',
  venue: 'coinbase',
  title: 'Coinbase Advanced Trade',
  defaultUrl: 'wss://advanced-trade-ws.coinbase.com',
  cadenceMs: 10_000,
  firstDataMs: 30_000,
  maxTopics: 90,
  topicsFor,
  // Channels without news are closed after a minute; and who asks for nothing within 5 s is cut.
  greet: () => [JSON.stringify({ type: 'subscribe', channel: 'heartbeats' })],
  batch: 1,
  spacingMs: 150,
  subscribe: (topics) => request('subscribe', topics),
  unsubscribe: (topics) => request('unsubscribe', topics),
  read: createReader,
};

/** The price of each asset in US dollars, whatever the account is valued in. */
function topicsFor({ assets }: Wanted): readonly string[] {
  return [...new Set(assets.flatMap((asset) => productFor(asset) ?? []))].map(tickerTopic);
}
