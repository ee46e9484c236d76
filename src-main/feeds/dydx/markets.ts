import type { QuoteTick } from '#shared/domain/tick.ts';
import { isObject, type JsonObject } from '../json.ts';
import { instantOf, readQuote } from '../quote.ts';
import { pairOf } from './symbols.ts';

const VENUE = 'dydx';

type Market = Readonly<{ oraclePrice?: unknown; nextFundingRate?: unknown; effectiveAt?: unknown; tick: QuoteTick | null }>;

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
    const { oraclePrice, nextFundingRate, effectiveAt } = row;
    const next = {
      // The time goes with the price that it is of.
      ...(isTold(oraclePrice) ? { oraclePrice, effectiveAt } : { oraclePrice: before?.oraclePrice, effectiveAt: before?.effectiveAt }),
      nextFundingRate: isTold(nextFundingRate) ? nextFundingRate : before?.nextFundingRate,
    };
    const tick = readQuote({ venue: VENUE, symbol: ticker, eventAt: instantOf(next.effectiveAt), pair: pairOf(ticker) }, {
      mark: ['oraclePrice', next.oraclePrice],
      index: ['oraclePrice', next.oraclePrice],
      funding: ['nextFundingRate', next.nextFundingRate],
    });
    if (typeof tick === 'string') {
      merged.malformed.push(`${path}.${tick}`);
      if (isTold(oraclePrice)) markets.set(ticker, { nextFundingRate: before?.nextFundingRate, tick: null });
      return;
    }
    markets.set(ticker, { ...next, tick });
    merged.priced ||= isTold(oraclePrice);
  }

  return {
    merge: (rows, path, merged) => {
      if (rows === undefined) return;
      if (!isObject(rows)) {
        merged.malformed.push(path);
        return;
      }
      ticks = null;
      for (const [ticker, row] of Object.entries(rows)) {
        if (ticker === '' || !isObject(row)) merged.malformed.push(`${path}.${ticker}`);
        else mergeRow(ticker, row, `${path}.${ticker}`, merged);
      }
    },
    ticks: () => (ticks ??= [...markets.values()].flatMap(({ tick }) => tick ?? [])),
  };
}
