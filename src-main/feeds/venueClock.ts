import type { Percentiles } from '#shared/domain/duration.ts';
import { createSamples } from '../util/percentiles.ts';

/** How far a venue's clock is from ours, and how long its messages travel. Times are in ms. */
export type VenueClock = Readonly<{
  /** A message that the venue stamped `eventAt` came in at `receivedAt` by our clock, which must not have been set meanwhile. */
  stamped: (eventAt: number, receivedAt: number) => void;
  /** A ping took this long. */
  roundTrip: (ms: number) => void;
  /** Venue clock minus ours; null before anything was stamped. */
  offset: () => number | null;
  bestRoundTrip: () => number | null;
  latency: () => Percentiles | null;
}>;

/** Clocks drift apart by no more than this part of the time: what comes later than that is delay, and not the venue's clock. */
const DRIFT = 0.0002;
/** A stamp further off than a day is no time of a message. */
const DAY_MS = 86_400_000;
/** The fastest of so many pings counts. */
const PINGS = 30;

/**
 * The fastest message has travelled about half of the fastest round trip: what its stamp differs by beyond that is the
 * difference of the clocks. A message slower than the fastest is late by what it is slower. A venue that falls behind for
 * good is therefore late, and its clock is not taken to have been set.
 */
export function createVenueClock(): VenueClock {
  const samples = createSamples();
  let fastest: Readonly<{ apart: number; at: number }> | null = null;
  let pings: readonly number[] = [];
  const best = (): number | null => (pings.length === 0 ? null : Math.min(...pings));
  const half = (): number => (best() ?? 0) / 2;

  return {
    stamped: (eventAt, receivedAt) => {
      const apart = receivedAt - eventAt;
      if (Math.abs(apart) > DAY_MS) return;
      const drifted = fastest === null ? Infinity : fastest.apart + DRIFT * Math.max(0, receivedAt - fastest.at);
      const least = Math.min(apart, drifted);
      fastest = { apart: least, at: receivedAt };
      samples.add(apart - least + half());
    },
    roundTrip: (ms) => {
      pings = [...pings, ms].slice(-PINGS);
    },
    offset: () => (fastest === null ? null : half() - fastest.apart),
    bestRoundTrip: best,
    latency: samples.percentiles,
  };
}
