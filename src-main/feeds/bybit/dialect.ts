import type { Instrument } from '#shared/domain/instrument.ts';
import type { VenueDialect, Wanted } from '../feed.ts';
import { createReader } from './parse.ts';
import { indexSymbol, pairOf, tickerTopic } from './symbols.ts';

type Stream = Readonly<{
  title: string;
  path: string;
  cadenceMs: number;
  serves: (instrument: Instrument) => boolean;
  /** Currencies in which perpetuals of this stream carry an index. */
  currencies: readonly string[];
}>;

/** What all public streams of Bybit v5 have in common; each is a socket of its own path. */
function bybitStream(id: string, { title, path, cadenceMs, serves, currencies }: Stream): VenueDialect {
  return {
    id, title, cadenceMs,
    venue: 'bybit',
    defaultUrl: `wss://stream.bybit.com/v5/public/${path}`,
    // 500 names of at most 38 characters, with quotes and comma, keep below the venue's 21,000 characters a connection.
    maxTopics: 500,
    timeAdvances: true,
    batch: 100,
    topicsFor: (wanted) => topicsFor(wanted, serves, currencies),
    greet: () => [],
    keepAlive: { everyMs: 15_000, text: (number) => JSON.stringify({ req_id: `ping${number}`, op: 'ping' }) },
    subscribe: (topics, number) => JSON.stringify({ req_id: String(number), op: 'subscribe', args: topics }),
    unsubscribe: (topics, number) => JSON.stringify({ req_id: String(number), op: 'unsubscribe', args: topics }),
    read: createReader,
  };
}

/** One ticker per held contract, and per asset whose index no held one carries that of its perpetual. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted, serves: Stream['serves'], currencies: readonly string[]): readonly string[] {
  const symbols = instruments.filter(serves).map(({ symbol }) => symbol);
  const covered = new Set(symbols.map((symbol) => {
    const pair = pairOf(symbol);
    return `${pair?.base}/${pair?.quote}`;
  }));
  const indices = !currencies.includes(valuationCurrency) ? [] : assets.flatMap((asset) => (covered.has(`${asset}/${valuationCurrency}`) ? [] : indexSymbol(asset, valuationCurrency) ?? []));
  return [...new Set([...symbols, ...indices].map(tickerTopic))];
}

const isContract = ({ kind }: Instrument): boolean => kind === 'perpetual' || kind === 'future';

/** Perpetuals and futures in USDT and USDC. */
export const bybitLinearDialect = bybitStream('bybit-linear', {
  title: 'Bybit linear tickers', path: 'linear', cadenceMs: 2000, currencies: ['USDT', 'USDC'],
  serves: (instrument) => isContract(instrument) && instrument.settlement === 'linear',
});

/** Perpetuals and futures in USD that settle in coin. */
export const bybitInverseDialect = bybitStream('bybit-inverse', {
  title: 'Bybit inverse tickers', path: 'inverse', cadenceMs: 2000, currencies: ['USD'],
  serves: (instrument) => isContract(instrument) && instrument.settlement === 'inverse',
});

/** Options. An untouched one speaks less often than a perpetual. */
export const bybitOptionDialect = bybitStream('bybit-option', {
  title: 'Bybit option tickers', path: 'option', cadenceMs: 5000, currencies: [],
  serves: ({ kind }) => kind === 'option',
});
