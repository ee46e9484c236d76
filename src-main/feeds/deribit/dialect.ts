import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { indexOfInstrument, indexTopic, isOption, tickerTopic } from './symbols.ts';

const request = (method: string, params: object, id: number): string => JSON.stringify({ jsonrpc: '2.0', id, method, params });

/** Says when the platform goes into maintenance; silent otherwise, so it is no topic whose silence would mean anything. */
const PLATFORM = 'platform_state';

/** Currencies that the venue has indices in, by its list of index names. */
const INDEX_CURRENCIES: readonly string[] = ['USD', 'USDC', 'USDT', 'USDE', 'USYC', 'EURR', 'BTC', 'ETH'];

/** Deribit tickers and indices. Without `set_heartbeat` the venue gives no sign of life. */
export const deribitDialect: VenueDialect = {
  id: 'deribit',
  venue: 'deribit',
  title: 'Deribit tickers',
  defaultUrl: 'wss://streams.deribit.com/ws/api/v2',
  cadenceMs: 5000,
  // An untouched option speaks every 5 s, and leaves out a turn or two.
  cadenceOf: (topic) => (isOption(topic) ? 10_000 : 5000),
  batch: 100,
  // Calls of subscribe are throttled to three a second.
  spacingMs: 350,
  topicsFor,
  greet: () => [request('public/set_heartbeat', { interval: 10 }, 0), request('public/subscribe', { channels: [PLATFORM] }, 0)],
  subscribe: (topics, id) => request('public/subscribe', { channels: topics }, id),
  unsubscribe: (topics, id) => request('public/unsubscribe', { channels: topics }, id),
  read: () => parseFrame,
};

/** The ticker of each instrument (mark, last, funding, volatilities, Greeks and the index of its underlying), and the index of each asset. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const tickers = instruments.flatMap(({ symbol }) => (indexOfInstrument(symbol) === null ? [] : tickerTopic(symbol)));
  const valued = INDEX_CURRENCIES.includes(valuationCurrency) ? assets.filter((asset) => asset !== valuationCurrency) : [];
  const indices = valued.map((asset) => indexTopic({ base: asset, quote: valuationCurrency }));
  return [...new Set([...tickers, ...indices])];
}
