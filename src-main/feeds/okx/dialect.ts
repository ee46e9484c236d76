import type { Instrument } from '#shared/domain/instrument.ts';
import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { argOf, familyOf, indexOf, topicOf } from './symbols.ts';

/** The currencies that the venue has indices in. */
const INDEX_CURRENCIES: readonly string[] = ['USD', 'USDT', 'USDC', 'BTC'];

/**
 * How often a channel speaks at the least, by the venue's documents: a mark every 10 s (every 200 ms while it changes), an
 * index every minute (100 ms), funding every 30 to 90 s; a ticker only when a price or a quote changes, and it repeats itself
 * when asked anew. Data is stale after three times this.
 */
const CADENCES: Readonly<Record<string, number>> = { 'index-tickers': 25_000, 'funding-rate': 90_000, tickers: 120_000 };

/** OKX v5 public market data. One request costs one of 480 tokens an hour however much it asks for, so it asks for much. */
export const okxDialect: VenueDialect = {
  id: 'okx',
  venue: 'okx',
  title: 'OKX market data',
  defaultUrl: 'wss://ws.okx.com:8443/ws/v5/public',
  cadenceMs: 4000,
  cadenceOf: (topic) => CADENCES[topic.slice(0, topic.indexOf(':'))] ?? 4000,
  batch: 300,
  spacingMs: 350,
  topicsFor,
  greet: () => [],
  keepAlive: { everyMs: 15_000, text: () => 'ping' },
  subscribe: (topics, id) => request('subscribe', topics, id),
  unsubscribe: (topics, id) => request('unsubscribe', topics, id),
  read: () => parseFrame,
};

const request = (op: string, topics: readonly string[], id: number): string => JSON.stringify({ id: String(id), op, args: topics.map(argOf) });

/** The perpetuals that the venue files under futures pay funding too. */
const hasFunding = ({ kind, symbol }: Instrument): boolean => kind === 'perpetual' || (kind === 'future' && symbol.includes('XPERP'));

function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const contracts = instruments.flatMap((instrument) => {
    const index = instrument.kind === 'spot' ? null : indexOf(instrument.symbol);
    if (index === null) return [];
    const { symbol, kind } = instrument;
    return [
      topicOf('mark-price', symbol), topicOf('index-tickers', index), topicOf('tickers', symbol),
      ...(hasFunding(instrument) ? [topicOf('funding-rate', symbol)] : []),
      ...(kind === 'option' ? [topicOf('opt-summary', familyOf(symbol))] : []),
    ];
  });
  const valued = INDEX_CURRENCIES.includes(valuationCurrency) ? assets.filter((asset) => asset !== valuationCurrency) : [];
  return [...new Set([...contracts, ...valued.map((asset) => topicOf('index-tickers', `${asset}-${valuationCurrency}`))])];
}
