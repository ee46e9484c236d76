import type { DecimalText, EpochMs } from '../num/units.ts';

export type QuoteName =
  | 'markPrice' | 'indexPrice' | 'lastPrice' | 'fundingRate' | 'nextFundingAt' | 'markVolatility' | 'bidVolatility' | 'askVolatility' | 'underlyingPrice'
  | 'delta' | 'gamma' | 'vega' | 'theta' | 'rho' | 'coinDelta' | 'coinGamma' | 'coinVega' | 'coinTheta';

/** One thing that a venue said of an instrument: exact text, or a moment, with the venue's own time and ours. */
export type QuoteItem = Readonly<{ name: QuoteName; value: DecimalText | EpochMs; venueAt: EpochMs | null; receivedAt: EpochMs }>;

/** All that the feeds said last of one instrument, whether or not a figure uses it. */
export type QuoteView = Readonly<{ symbol: string; venue: string | null; items: readonly QuoteItem[] }>;
