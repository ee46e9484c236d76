import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { indexProduct, pairOf, productOf, tickerTopic } from './symbols.ts';

const request = (event: 'subscribe' | 'unsubscribe', topics: readonly string[]): string => JSON.stringify({ event, feed: 'ticker', product_ids: topics.map(productOf) });

/**
 * Kraken Futures tickers. Answers carry no id, so one product a request: a refusal that names nothing then concerns
 * nothing else. The ping that the venue wants every 60 s is that of the protocol.
 */
export const krakenFuturesDialect: VenueDialect = {
  id: 'kraken-futures',
  venue: 'kraken',
  title: 'Kraken Futures tickers',
  defaultUrl: 'wss://futures.kraken.com/ws/v1',
  cadenceMs: 5000,
  batch: 1,
  spacingMs: 25,
  // All of them are asked for within the time that the first is given to speak.
  maxTopics: 400,
  timeAdvances: true,
  topicsFor,
  greet: () => [],
  subscribe: (topics) => request('subscribe', topics),
  unsubscribe: (topics) => request('unsubscribe', topics),
  read: () => parseFrame,
};

/** The ticker of each product, and of the perpetual that carries the index of an asset no held product has it of. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const products = instruments.filter(({ kind, symbol }) => kind !== 'option' && kind !== 'spot' && pairOf(symbol) !== null).map(({ symbol }) => symbol);
  if (valuationCurrency !== 'USD') return [...new Set(products.map(tickerTopic))];
  const covered = new Set(products.flatMap((product) => { const pair = pairOf(product); return pair?.quote === 'USD' ? [pair.base] : []; }));
  const indices = assets.filter((asset) => asset !== 'USD' && !covered.has(asset)).map(indexProduct);
  return [...new Set([...products, ...indices].map(tickerTopic))];
}
