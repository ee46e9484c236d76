import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { contractNamed, contractOf, tickerTopic } from './symbols.ts';

/** Requests carry our time in seconds. */
const request = (event: 'subscribe' | 'unsubscribe', topics: readonly string[], id: number, now: number): string => JSON.stringify({ time: Math.floor(now / 1000), id, channel: 'futures.tickers', event, payload: topics.map(contractOf) });

const COMMON = {
  venue: 'gate',
  cadenceMs: 5000,
  timeAdvances: true as const,
  batch: 20,
  greet: (): readonly string[] => [],
  keepAlive: { everyMs: 10_000, text: (): string => JSON.stringify({ channel: 'futures.ping' }) },
  subscribe: (topics: readonly string[], id: number, now: number): string => request('subscribe', topics, id, now),
  unsubscribe: (topics: readonly string[], id: number, now: number): string => request('unsubscribe', topics, id, now),
  read: () => parseFrame,
};

/** Perpetuals that are settled in USDT. */
export const gateUsdtDialect: VenueDialect = {
  ...COMMON,
  id: 'gate-usdt',
  title: 'Gate USDT futures',
  defaultUrl: 'wss://fx-ws.gateio.ws/v4/ws/usdt',
  topicsFor: (wanted) => topicsFor(wanted, 'USDT'),
};

/** Perpetuals that are settled in BTC: inverse `BTC_USD` and quantos. The path without a currency means this one too. */
export const gateBtcDialect: VenueDialect = {
  ...COMMON,
  id: 'gate-btc',
  title: 'Gate BTC futures',
  defaultUrl: 'wss://fx-ws.gateio.ws/v4/ws/btc',
  topicsFor: (wanted) => topicsFor(wanted, 'USD'),
};

/** The ticker of each perpetual in this quote, and that of each asset whose index in this quote no held one carries. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted, quote: 'USDT' | 'USD'): readonly string[] {
  const held = instruments.flatMap(({ kind, symbol }) => {
    const contract = contractNamed(symbol);
    return kind === 'perpetual' && contract?.pair.quote === quote && !contract.dated ? [symbol] : [];
  });
  // Nothing is settled in BTC on the dollar's own copies, so no connection is opened for them.
  const isPriced = (asset: string): boolean => (quote === 'USD' ? !asset.startsWith('USD') : asset !== quote);
  const indices = valuationCurrency === quote ? assets.filter(isPriced).map((asset) => `${asset}_${quote}`) : [];
  return [...new Set([...held, ...indices].map(tickerTopic))];
}
