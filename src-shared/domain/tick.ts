import type { DecimalText, EpochMs } from '../num/units.ts';

/** Where a price came from; the screen and exports say it. */
export type PriceSource = 'feed' | 'replay' | 'document' | 'manual';

/** The prices of a quote that decide figures. */
export type PriceField = 'markPrice' | 'indexPrice' | 'lastPrice';

/** Sensitivities as a venue states them, in its own units; none is computed here. */
export type VenueGreeks = Readonly<Partial<Record<'delta' | 'gamma' | 'vega' | 'theta' | 'rho', DecimalText>>>;

/** What a venue says of an option beside its prices. Volatilities are fractions a year: 0.6 is 60 %. */
export type OptionQuote = Readonly<{
  markVolatility?: DecimalText;
  bidVolatility?: DecimalText;
  askVolatility?: DecimalText;
  /** The forward that the venue prices with, and its name ("BTC-25DEC26", "SYN.BTC-8JUN26"). */
  underlyingPrice?: DecimalText;
  underlyingName?: string;
  /** Black-Scholes, money per unit. */
  greeks?: VenueGreeks;
  /** Premium-adjusted, in coin (OKX). */
  coinGreeks?: VenueGreeks;
}>;

/**
 * What a venue says of one instrument, in one frame: every text is a plain decimal, prices are in (0, 1e15). What the
 * venue left out, or marked as absent, is left out, never zero.
 */
export type QuoteTick = Readonly<{
  kind: 'quote';
  venue: string;
  symbol: string;
  markPrice?: DecimalText;
  /** Index of the underlying, `indexQuote` per `indexMultiplier` units of `indexBase`, when the frame carries it; its names stand also where it is `bad`. */
  indexPrice?: DecimalText;
  indexBase?: string;
  indexQuote?: string;
  /** Units of the base that prices are per: "1000" for 1000SHIB and kPEPE. Absent: 1. */
  indexMultiplier?: DecimalText;
  lastPrice?: DecimalText;
  /** Fraction per funding interval; + means longs pay. */
  fundingRate?: DecimalText;
  nextFundingAt?: EpochMs;
  option?: OptionQuote;
  /** Prices that the venue sent and that can be none: zero, negative, not finite, or beyond 1e15. */
  bad?: readonly PriceField[];
  /** Venue time, or null where the channel carries none. */
  eventAt: EpochMs | null;
}>;

/** The index of an asset on its own channel, quote per base. */
export type IndexTick = Readonly<{
  kind: 'index';
  venue: string;
  base: string;
  quote: string;
  /** Absent when what the venue sent can be no price. */
  indexPrice?: DecimalText;
  eventAt: EpochMs | null;
}>;

export type Tick = QuoteTick | IndexTick;
