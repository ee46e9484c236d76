import type { QuoteTick } from '#shared/domain/tick.ts';
import { isObject, type JsonObject } from '../json.ts';
import { type Field, instantOf, readQuote } from '../quote.ts';
import { pairOf } from './symbols.ts';

const VENUE = 'dydx';

type Market = Readonly<{ oraclePrice: unknown; effectiveAt: unknown; nextFundingRate: unknown; tick: QuoteTick | null }>;
const NOTHING: Market = { oraclePrice: undefined, effectiveAt: undefined, nextFundingRate: undefined, tick: null };

/** What one frame changed. */
export type Merged = { /** An oracle price came. */ priced: boolean; malformed: string[] };

/** All markets of one subscription, as its snapshot and what came after it left them. */
export type Markets = Readonly<{
  /** Rows by market; what a row leaves out is unchanged. A price that cannot be read takes the one before it away. */
  merge: (rows: unknown, path: string, merged: Merged) => void;
  /** The quote of every market that has any. */
  ticks: () => readonly QuoteTick[];
}>;

const isTold = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

export function createMarkets(): Markets {
  const markets = new Map<string, Market>();
  let ticks: readonly QuoteTick[] | null = null;

  function mergeRow(ticker: string, row: JsonObject, path: string, merged: Merged): void {
    const before = markets.get(ticker);
    const isPriced = isTold(row['oraclePrice']);
    // The time goes with the price that it is of.
    const { oraclePrice, effectiveAt } = isPriced ? row : before ?? NOTHING;
    const nextFundingRate = isTold(row['nextFundingRate']) ? row['nextFundingRate'] : before?.nextFundingRate;
    const price: Field = ['oraclePrice', oraclePrice];
    const tick = readQuote({ venue: VENUE, symbol: ticker, eventAt: instantOf(effectiveAt), pair: pairOf(ticker) }, { mark: price, index: price, funding: ['nextFundingRate', nextFundingRate] });
    if (typeof tick === 'string') {
      merged.malformed.push(`${path}.${ticker}.${tick}`);
      if (isPriced) markets.set(ticker, { ...NOTHING, nextFundingRate: before?.nextFundingRate });
      return;
    }
    markets.set(ticker, { oraclePrice, effectiveAt, nextFundingRate, tick });
    merged.priced ||= isPriced;
  }

  return {
    merge: (rows, path, merged) => {
      if (rows === undefined) return;
      if (!isObject(rows)) {
        merged.malformed.push(path);
        return;
      }
      ticks = null;
      for (const ticker of Object.keys(rows)) {
        const row = rows[ticker];
        if (ticker === '' || !isObject(row)) merged.malformed.push(`${path}.${ticker}`);
        else mergeRow(ticker, row, path, merged);
      }
    },
    ticks: () => (ticks ??= [...markets.values()].flatMap(({ tick }) => tick ?? [])),
  };
}
