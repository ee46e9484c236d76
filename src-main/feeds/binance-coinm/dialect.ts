import { BINANCE_REQUESTS, TICKER_CADENCE_MS } from '../binanceStream.ts';
import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { hasIndex, indexTopic, markTopic, pairName, tickerTopic } from './symbols.ts';

/** Binance COIN-M prices. This host has no routed paths, unlike that of USD-M. */
export const binanceCoinmDialect: VenueDialect = {
  ...BINANCE_REQUESTS,
  id: 'binance-coinm',
  venue: 'binance-coinm',
  title: 'Binance COIN-M marks',
  defaultUrl: 'wss://dstream.binance.com/ws',
  cadenceMs: 1000,
  cadenceOf: (topic) => (topic.endsWith('@ticker') ? TICKER_CADENCE_MS : 1000),
  timeAdvances: true,
  topicsFor,
  read: () => parseFrame,
};

/** Mark, index and last price of each held contract, and the index of each asset that this market has one for. */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const held = instruments.filter(({ kind, settlement }) => (kind === 'perpetual' || kind === 'future') && settlement === 'inverse');
  const contracts = held.flatMap(({ symbol }) => {
    const pair = pairName(symbol);
    return pair === null ? [] : [{ symbol, pair }];
  });
  // Where all that is held is linear (portfolio margin), the other stream has the indices of collateral too.
  const elsewhere = held.length === 0 && instruments.length > 0;
  const collateral = valuationCurrency === 'USD' && !elsewhere ? assets.filter(hasIndex).map((asset) => `${asset}USD`) : [];
  const pairs = [...contracts.map(({ pair }) => pair), ...collateral];
  return [...new Set([...contracts.map(({ symbol }) => markTopic(symbol)), ...pairs.map(indexTopic), ...contracts.map(({ symbol }) => tickerTopic(symbol))])];
}
