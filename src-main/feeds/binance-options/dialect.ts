import { BINANCE_REQUESTS } from '../binanceStream.ts';
import type { VenueDialect, Wanted } from '../feed.ts';
import { parseFrame } from './parse.ts';
import { marksTopic, underlyingOf } from './symbols.ts';

/** Binance European options. The `/market` path matters: other paths connect, acknowledge and then send no marks. */
export const binanceOptionsDialect: VenueDialect = {
  ...BINANCE_REQUESTS,
  id: 'binance-options',
  venue: 'binance-options',
  title: 'Binance options marks',
  defaultUrl: 'wss://fstream.binance.com/market/ws',
  cadenceMs: 1000,
  timeAdvances: true,
  topicsFor,
  read: () => parseFrame,
};

/** One stream per underlying: marks, volatilities and Greeks of all its options, each with the index. */
function topicsFor({ instruments }: Wanted): readonly string[] {
  const underlyings = instruments.flatMap(({ kind, symbol }) => (kind === 'option' ? underlyingOf(symbol) ?? [] : []));
  return [...new Set(underlyings.map(marksTopic))];
}
