import { binanceUsdmDialect } from './binance-usdm/dialect.ts';
import { deribitDialect } from './deribit/dialect.ts';
import type { VenueDialect } from './feed.ts';

/** Every venue that has a live feed. */
export const DIALECTS: readonly VenueDialect[] = [binanceUsdmDialect, deribitDialect];

export const dialectOf = (venue: string): VenueDialect | null => DIALECTS.find((dialect) => dialect.venue === venue) ?? null;

/** The venue that speaks like this recording: by the host of its URL, else by who reads the most of its first frames. */
export function venueOfRecording(url: string | null, frames: readonly string[]): VenueDialect | null {
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : null;
  const byHost = host === null ? undefined : DIALECTS.find(({ defaultUrl }) => sameSite(new URL(defaultUrl).hostname, host));
  if (byHost !== undefined) return byHost;
  const scores = DIALECTS.map((dialect) => ({ dialect, score: frames.filter((frame) => dialect.parse(frame).kind === 'ticks').length }));
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? null : best.dialect;
}

const sameSite = (a: string, b: string): boolean => a.split('.').slice(-2).join('.') === b.split('.').slice(-2).join('.');
