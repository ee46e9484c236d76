/** All limits of a connection, in ms. */
export type Limits = Readonly<{
  handshakeMs: number;
  pingMs: number;
  transportDeadMs: number;
  /** Data of one topic is stale after this. */
  staleMs: number;
  backoffBaseMs: number;
  backoffCapMs: number;
  /** Good data for this long forgives earlier failures. */
  forgiveMs: number;
  /** A socket older than this is replaced before the venue cuts it. */
  lifetimeMs: number;
  /** A longer pause between two ticks means that the machine slept. */
  sleepMs: number;
  /** A silent topic among live ones is asked for again this often. */
  nagMs: number;
  /** When every topic has been silent this long after it was asked for again, the socket is replaced. */
  hopelessMs: number;
}>;

/** The house limits; stale data after max(3 × cadence, 5 s). */
export function limitsFor(cadenceMs: number): Limits {
  const staleMs = Math.max(3 * cadenceMs, 5_000);
  return {
    handshakeMs: 8_000, pingMs: 10_000, transportDeadMs: 25_000, staleMs, backoffBaseMs: 500, backoffCapMs: 30_000,
    forgiveMs: 30_000, lifetimeMs: 23.5 * 3_600_000, sleepMs: 6_000, nagMs: 60_000, hopelessMs: staleMs,
  };
}

/** A recording goes on without whoever leaves it: its silences are stale like any, but no reason for a new socket. */
export const FOR_REPLAY: Partial<Limits> = { hopelessMs: Infinity, lifetimeMs: Infinity };
