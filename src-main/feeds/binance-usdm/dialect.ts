import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { markTopic } from './symbols.ts';

/** Binance USD-M mark prices. The `/market` path matters: other paths connect, acknowledge and then send no marks. */
export const binanceUsdmDialect: VenueDialect = {
  venue: 'binance-usdm',
  title: 'Binance USD-M marks',
  defaultUrl: 'wss://fstream.binance.com/market/ws',
  cadenceMs: 1000,
  batch: 200,
  topicsFor,
  greet: () => [],
  subscribe: (topics, id) => JSON.stringify({ method: 'SUBSCRIBE', params: topics, id }),
  unsubscribe: (topics, id) => JSON.stringify({ method: 'UNSUBSCRIBE', params: topics, id }),
  parse: parseFrame,
};

/** One stream per held symbol, and per asset that needs an index: the index comes with the mark of `ASSET` + currency. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const symbols = instruments.map(({ symbol }) => symbol);
  const covered = new Set(instruments.map(({ base, quote }) => `${base}/${quote}`));
  const indices = assets.filter((asset) => asset !== valuationCurrency && !covered.has(`${asset}/${valuationCurrency}`)).map((asset) => `${asset}${valuationCurrency}`);
  return [...new Set([...symbols, ...indices].map(markTopic))];
}
