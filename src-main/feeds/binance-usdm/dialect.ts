import type { Instrument } from '#shared/domain/instrument.ts';
import { BINANCE_REQUESTS, TICKER_CADENCE_MS } from '../binanceStream.ts';
import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { assetTopic, isUsdm, markTopic, pairOf, plainName, symbolOf, tickerTopic } from './symbols.ts';

/** Binance USD-M prices. The `/market` path matters: other paths connect, acknowledge and then send none of them. */
export const binanceUsdmDialect: VenueDialect = {
  ...BINANCE_REQUESTS,
  id: 'binance-usdm',
  venue: 'binance-usdm',
  title: 'Binance USD-M',
  defaultUrl: 'wss://fstream.binance.com/market/ws',
  cadenceMs: 1000,
  cadenceOf: (topic) => (topic.endsWith('@ticker') ? TICKER_CADENCE_MS : 1000),
  timeAdvances: true,
  topicsFor,
  read: () => parseFrame,
};

const isServed = ({ kind, settlement, symbol }: Instrument): boolean => kind !== 'option' && kind !== 'spot' && settlement !== 'inverse' && isUsdm(symbol);

/**
 * Mark and last price of each held symbol, and the index of each asset: in US dollars on a stream of its own, in
 * another currency with the mark of `ASSET` + currency. A held symbol brings the index of its base with its mark; in
 * US dollars that is worth something through the dollar index of its quote, which is asked for as an asset.
 */
function topicsFor({ instruments, assets, valuationCurrency }: Wanted): readonly string[] {
  const symbols = instruments.filter(isServed).map(({ symbol }) => symbol);
  const inDollars = valuationCurrency === 'USD';
  const covered = new Set(symbols.flatMap((symbol) => {
    const pair = pairOf(symbol);
    return pair !== null && (inDollars || pair.quote === valuationCurrency) ? [pair.base] : [];
  }));
  const missing = assets.filter((asset) => asset !== valuationCurrency && !covered.has(plainName(asset)));
  const indices = missing.map((asset) => (inDollars ? assetTopic(`${asset}USD`) : markTopic(symbolOf(asset, valuationCurrency))));
  return [...new Set([...symbols.map(markTopic), ...indices, ...symbols.map(tickerTopic)])];
}
