import type { VenueDialect, Wanted } from '../feed.ts';
import { createReader } from './parse.ts';
import { indexSymbol, instrumentTopic, isContract, isIndexTopic } from './symbols.ts';

const request = (op: 'subscribe' | 'unsubscribe', args: readonly string[]): string => JSON.stringify({ op, args });

/**
 * BitMEX instruments. Answers carry no id, so one topic a request: an error repeats the request, and then says whom it
 * is about whatever its words are. Requests are not limited once connected; connections are.
 */
export const bitmexDialect: VenueDialect = {
  id: 'bitmex',
  venue: 'bitmex',
  title: 'BitMEX instruments',
  defaultUrl: 'wss://ws.bitmex.com/realtime',
  cadenceMs: 5000,
  // Indices are published once a minute at the slowest.
  cadenceOf: (topic) => (isIndexTopic(topic) ? 30_000 : 5000),
  batch: 1,
  spacingMs: 25,
  // All of them are asked for within the time that the first is given to speak.
  maxTopics: 400,
  topicsFor,
  greet: () => [],
  keepAlive: { everyMs: 5000, text: () => 'ping' },
  subscribe: (topics) => request('subscribe', topics),
  unsubscribe: (topics) => request('unsubscribe', topics),
  read: createReader,
};

/** The row of each contract, which carries its index, and the index of every asset that no held contract has. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const held = instruments.filter(({ kind, symbol }) => kind !== 'option' && isContract(symbol));
  const covered = new Set(held.filter(({ kind, quote }) => kind !== 'spot' && quote === valuationCurrency).map(({ base }) => base));
  const indices = assets.filter((asset) => asset !== valuationCurrency && !covered.has(asset)).flatMap((asset) => indexSymbol(asset, valuationCurrency) ?? []);
  return [...new Set([...held.map(({ symbol }) => symbol), ...indices].map(instrumentTopic))];
}
