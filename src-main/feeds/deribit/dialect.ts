import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { indexTopic, tickerTopic } from './symbols.ts';

const request = (method: string, params: object, id: number): string => JSON.stringify({ jsonrpc: '2.0', id, method, params });

/**
 * Deribit tickers and indices. Without `set_heartbeat` the venue gives no sign of life. An untouched option speaks
 * every few seconds only, so the cadence is set for it.
 */
export const deribitDialect: VenueDialect = {
  venue: 'deribit',
  title: 'Deribit tickers',
  defaultUrl: 'wss://streams.deribit.com/ws/api/v2',
  cadenceMs: 5000,
  batch: 100,
  topicsFor,
  greet: () => [request('public/set_heartbeat', { interval: 10 }, 0)],
  subscribe: (topics, id) => request('public/subscribe', { channels: topics }, id),
  unsubscribe: (topics, id) => request('public/unsubscribe', { channels: topics }, id),
  parse: parseFrame,
};

function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const tickers = instruments.map(({ symbol }) => tickerTopic(symbol));
  const indices = assets.filter((asset) => asset !== valuationCurrency).map((asset) => indexTopic(asset, valuationCurrency));
  return [...new Set([...tickers, ...indices])];
}
