import type { Percentiles } from '#shared/domain/duration.ts';
import { createSamples } from '../util/percentiles.ts';

/** How far a venue's clock is from ours, and how long its messages travel. Times are in ms. */
export type VenueClock = Readonly<{
  /** A message that the venue stamped `eventAt` came in at `receivedAt`, both wall time. */
  stamped: (eventAt: number, receivedAt: number, monotonic: number) => void;
  /** A ping took this long. */
  roundTrip: (ms: number) => void;
  /** Venue clock minus ours; null before anything was stamped. */
  offset: () => number | null;
  bestRoundTrip: () => number | null;
  latency: () => Percentiles | null;
}>;

/** The fastest message of a window tells the offset; a clock that was set is followed within two of them. */
const WINDOW_MS = 60_000;

/**
 * The fastest message has travelled about half of the fastest round trip: what its stamp differs by beyond that is the
 * difference of the clocks. A message slower than the fastest is late by what it is slower.
 */
export function createVenueClock(): VenueClock {
  const samples = createSamples();
  let window: Readonly<{ since: number; least: number; before: number }> | null = null;
  let best: number | null = null;

  const leastNow = (): number | null => (window === null ? null : Math.min(window.least, window.before));

  return {
    stamped: (eventAt, receivedAt, monotonic) => {
      const apart = receivedAt - eventAt;
      if (window === null) window = { since: monotonic, least: apart, before: Infinity };
      else if (monotonic - window.since > WINDOW_MS) window = { since: monotonic, least: apart, before: monotonic - window.since > 2 * WINDOW_MS ? Infinity : window.least };
      else window = { ...window, least: Math.min(window.least, apart) };
      samples.add(apart - (leastNow() ?? apart) + (best ?? 0) / 2);
    },
    roundTrip: (ms) => {
      best = best === null ? ms : Math.min(best, ms);
    },
    offset: () => {
      const least = leastNow();
      return least === null ? null : (best ?? 0) / 2 - least;
    },
    bestRoundTrip: () => best,
    latency: samples.percentiles,
  };
}
