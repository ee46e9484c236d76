import type { VenueDialect } from './feed.ts';

/** All limits of a connection, in ms. */
export type Limits = Readonly<{
  handshakeMs: number;
  pingMs: number;
  transportDeadMs: number;
  /** Data of one topic is stale after this. */
  staleMs: number;
  /** The first data of a topic may take this long. */
  firstDataMs: number;
  backoffBaseMs: number;
  backoffCapMs: number;
  /** Good data for this long forgives earlier failures. */
  forgiveMs: number;
  /** After this many failures that are not forgiven a connection is called unstable. */
  unstableAfter: number;
  /** A socket older than this is replaced before the venue cuts it. */
  lifetimeMs: number;
  /** The old socket goes on for at most this long beside an open new one. */
  overlapMs: number;
  /** A successor that failed is tried again no sooner. */
  successorRetryMs: number;
  /** Least wait before a venue that restarts is called again. */
  plannedMs: number;
  /** A longer pause between two ticks means that the machine slept. */
  sleepMs: number;
  /** A silent topic among live ones is asked for again this often. */
  nagMs: number;
  /** When every topic has been silent this long after it was asked for again, the socket is replaced. */
  hopelessMs: number;
}>;

/** Data is stale after max(3 × cadence, 5 s). */
export const staleAfter = (cadenceMs: number): number => Math.max(3 * cadenceMs, 5_000);

/** The house limits for a venue whose prices come every `cadenceMs`. */
export function limitsFor(cadenceMs: number): Limits {
  const staleMs = staleAfter(cadenceMs);
  return {
    handshakeMs: 8_000, pingMs: 10_000, transportDeadMs: 25_000, staleMs, firstDataMs: staleMs, backoffBaseMs: 500, backoffCapMs: 30_000,
    forgiveMs: 30_000, unstableAfter: 3, lifetimeMs: 23.5 * 3_600_000, overlapMs: 15_000, successorRetryMs: 60_000, plannedMs: 5_000,
    sleepMs: 6_000, nagMs: 60_000, hopelessMs: staleMs,
  };
}

/** The limits of one venue's connections. */
export function limitsOf({ cadenceMs, firstDataMs, keepAlive }: Pick<VenueDialect, 'cadenceMs' | 'firstDataMs' | 'keepAlive'>): Limits {
  const house = limitsFor(cadenceMs);
  const pingMs = keepAlive?.everyMs ?? house.pingMs;
  return { ...house, pingMs, transportDeadMs: Math.max(house.transportDeadMs, pingMs + 10_000), firstDataMs: Math.max(house.firstDataMs, firstDataMs ?? 0) };
}

/** A recording goes on without whoever leaves it: its silences are stale like any, but no reason for a new socket. */
export const FOR_REPLAY: Partial<Limits> = { hopelessMs: Infinity, lifetimeMs: Infinity };
