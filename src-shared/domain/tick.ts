import type { DecimalText, EpochMs } from '../num/units.ts';

/** Where a price came from; the screen and exports say it. */
export type PriceSource = 'feed' | 'replay' | 'document' | 'manual';

/**
 * One price from a venue, validated: every text is a plain decimal, prices are in (0, 1e15).
 * A value that the venue marked as absent is left out, never zero.
 */
export type MarkTick = Readonly<{
  kind: 'mark';
  venue: string;
  symbol: string;
  markPrice: DecimalText;
  /** Index of the underlying, `indexQuote` per `indexBase`, when the frame carries it. */
  indexPrice?: DecimalText;
  indexBase?: string;
  indexQuote?: string;
  lastPrice?: DecimalText;
  /** Fraction per funding interval; + means longs pay. */
  fundingRate?: DecimalText;
  nextFundingAt?: EpochMs;
  /** Venue time, or null where the channel carries none. */
  eventAt: EpochMs | null;
}>;

/** The index of an asset on its own channel, quote per base. */
export type IndexTick = Readonly<{
  kind: 'index';
  venue: string;
  base: string;
  quote: string;
  indexPrice: DecimalText;
  eventAt: EpochMs | null;
}>;

export type Tick = MarkTick | IndexTick;
