import { priceSourcesOf } from '#shared/venues/priceSources.ts';
import { binanceCoinmDialect } from './binance-coinm/dialect.ts';
import { binanceOptionsDialect } from './binance-options/dialect.ts';
import { binanceUsdmDialect } from './binance-usdm/dialect.ts';
import { bitmexDialect } from './bitmex/dialect.ts';
import { bybitInverseDialect, bybitLinearDialect, bybitOptionDialect } from './bybit/dialect.ts';
import { coinbaseAdvancedDialect } from './coinbase/dialect.ts';
import { deribitDialect } from './deribit/dialect.ts';
import { dydxDialect } from './dydx/dialect.ts';
import type { VenueDialect } from './feed.ts';
import { gateBtcDialect, gateUsdtDialect } from './gate/dialect.ts';
import { hyperliquidDialect } from './hyperliquid/dialect.ts';
import { krakenFuturesDialect } from './kraken/dialect.ts';
import { kucoinFuturesDialect } from './kucoin/dialect.ts';
import { okxDialect } from './okx/dialect.ts';

/** Every stream that can be read. */
export const DIALECTS: readonly VenueDialect[] = [
  binanceUsdmDialect, binanceCoinmDialect, binanceOptionsDialect, deribitDialect, bybitLinearDialect, bybitInverseDialect, bybitOptionDialect, okxDialect,
  krakenFuturesDialect, bitmexDialect, gateUsdtDialect, gateBtcDialect, hyperliquidDialect, dydxDialect, kucoinFuturesDialect, coinbaseAdvancedDialect,
];

/** Spot prices in dollars that no account is margined at: collateral is compared with them. */
export const REFERENCE: VenueDialect = coinbaseAdvancedDialect;

const byId = new Map(DIALECTS.map((dialect): [string, VenueDialect] => [dialect.id, dialect]));

export const dialectOf = (id: string): VenueDialect | null => byId.get(id) ?? null;

/** The streams that an account of this venue is served by. */
export function dialectsFor(venue: string): readonly VenueDialect[] {
  const sources = priceSourcesOf(venue);
  return DIALECTS.filter((dialect) => sources.includes(dialect.venue));
}

/** Every host that a stream contacts when it is found at `url`; none when it is nowhere. */
export const hostsOf = ({ otherHosts = [] }: VenueDialect, url: string | null): readonly string[] => (url === null ? [] : [...new Set([new URL(url).hostname, ...otherHosts])]);

/** The stream that speaks like this recording: by the address of its session, else by who reads the most of its first frames. */
export function dialectOfRecording(url: string | null, frames: readonly string[]): VenueDialect | null {
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : null;
  const same = DIALECTS.filter(({ defaultUrl }) => url?.startsWith(defaultUrl) === true);
  const near = same.length > 0 || host === null ? same : DIALECTS.filter(({ defaultUrl }) => sameSite(new URL(defaultUrl).hostname, host));
  if (near.length === 1) return near[0] ?? null;
  const scores = (near.length > 0 ? near : DIALECTS).map((dialect) => ({ dialect, score: ticksIn(dialect, frames) }));
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  if (best !== undefined && best.score > 0) return best.dialect;
  return near[0] ?? null;
}

function ticksIn({ read }: VenueDialect, frames: readonly string[]): number {
  const reader = read();
  return frames.filter((frame) => reader(frame).kind === 'ticks').length;
}

const sameSite = (a: string, b: string): boolean => a.split('.').slice(-2).join('.') === b.split('.').slice(-2).join('.');
