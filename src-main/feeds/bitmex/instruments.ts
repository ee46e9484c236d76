import type { Tick } from '#shared/domain/tick.ts';
import type { JsonObject } from '../json.ts';
import { instantOf, type Pair, readQuote } from '../quote.ts';
import { isIndex, pairOf } from './symbols.ts';

const VENUE = 'bitmex';

/** What is kept of a row of the `instrument` table. */
type Row = Readonly<Record<'markPrice' | 'indicativeSettlePrice' | 'lastPrice' | 'fundingRate' | 'fundingTimestamp', unknown>> & Readonly<{ pair: Pair | null }>;

/** What a row came to: a tick, the path of what is wrong in it, nothing of use, or a change of a row that nobody described. */
export type RowReading = Tick | string | null | undefined;

/** The rows of one connection by their symbol, which is the table's key. */
export type Instruments = Readonly<{
  /** A row as a whole, in place of what was known of it. */
  put: (symbol: string, data: JsonObject) => Exclude<RowReading, undefined>;
  /** The fields of a row that changed: a missing one is as before, null is none from now on. Undefined when the row is not known. */
  change: (symbol: string, data: JsonObject) => RowReading;
  remove: (symbol: string) => void;
}>;

export function createInstruments(): Instruments {
  const rows = new Map<string, Row>();

  /** What cannot be read changes nothing. */
  function take(symbol: string, row: Row, timestamp: unknown): Exclude<RowReading, undefined> {
    const tick = isIndex(symbol) ? indexOf(row, timestamp) : quoteOf(symbol, row, timestamp);
    if (typeof tick !== 'string') rows.set(symbol, row);
    return tick;
  }

  return {
    put: (symbol, data) => {
      const { markPrice, indicativeSettlePrice, lastPrice, fundingRate, fundingTimestamp } = data;
      return take(symbol, { markPrice, indicativeSettlePrice, lastPrice, fundingRate, fundingTimestamp: instantOf(fundingTimestamp), pair: pairOf(data['underlying'], data['quoteCurrency']) }, data['timestamp']);
    },
    change: (symbol, data) => {
      const row = rows.get(symbol);
      if (row === undefined) return undefined;
      const { markPrice = row.markPrice, indicativeSettlePrice = row.indicativeSettlePrice, lastPrice = row.lastPrice, fundingRate = row.fundingRate, fundingTimestamp = row.fundingTimestamp } = data;
      return take(symbol, { markPrice, indicativeSettlePrice, lastPrice, fundingRate, fundingTimestamp: fundingTimestamp === row.fundingTimestamp ? fundingTimestamp : instantOf(fundingTimestamp), pair: row.pair }, data['timestamp']);
    },
    remove: (symbol) => void rows.delete(symbol),
  };
}

/** A message without a time has none: the time of an earlier one is not when this was said. */
function quoteOf(symbol: string, row: Row, timestamp: unknown): Tick | string | null {
  return readQuote({ venue: VENUE, symbol, eventAt: instantOf(timestamp), pair: row.pair }, {
    mark: ['markPrice', row.markPrice],
    index: ['indicativeSettlePrice', row.indicativeSettlePrice],
    last: ['lastPrice', row.lastPrice],
    funding: ['fundingRate', row.fundingRate],
    nextFunding: ['fundingTimestamp', row.fundingTimestamp],
  });
}

/** The level of an index is its last price. Null without one, or when the row does not say whose index it is. */
function indexOf({ pair, lastPrice: level }: Row, timestamp: unknown): Tick | string | null {
  if (pair === null || pair.multiplier !== undefined) return null;
  const read = readQuote({ venue: VENUE, symbol: 'index', eventAt: instantOf(timestamp), pair }, { last: ['lastPrice', level] });
  if (read === null || typeof read === 'string') return read;
  const { lastPrice, eventAt } = read;
  return { kind: 'index', venue: VENUE, base: pair.base, quote: pair.quote, ...(lastPrice === undefined ? {} : { indexPrice: lastPrice }), eventAt };
}
