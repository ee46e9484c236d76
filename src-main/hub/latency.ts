import type { LatencyView } from '#shared/ipc/feedView.ts';
import { createSamples } from '../util/percentiles.ts';

/** How long a price takes from its receipt to where somebody can act on it. All times are monotonic, in ms. */
export type LatencyMeter = Readonly<{
  /** A message that was received at `heardAt` is in every account's figures. */
  applied: (heardAt: number, now: number) => void;
  /** What the oldest tick of an evaluation leads to is written: the stage is judged, and its alert, if any, is durable. */
  judged: (tickAt: number, now: number) => void;
  /** A window has painted figures of a tick that was received at `tickAt`. */
  painted: (tickAt: number, now: number) => void;
  view: () => Omit<LatencyView, 'venueToReceipt'>;
}>;

/** A window that slept paints old figures late: that is no measure of the way there. */
const LONGEST_MS = 60_000;

export function createLatencyMeter(): LatencyMeter {
  const [engine, alert, screen] = [createSamples(), createSamples(), createSamples()];
  const add = (samples: typeof engine, from: number, now: number): void => {
    if (now >= from && now - from < LONGEST_MS) samples.add(now - from);
  };
  return {
    applied: (heardAt, now) => add(engine, heardAt, now),
    judged: (tickAt, now) => add(alert, tickAt, now),
    painted: (tickAt, now) => add(screen, tickAt, now),
    view: () => ({ receiptToEngine: engine.percentiles(), engineToAlert: alert.percentiles(), engineToScreen: screen.percentiles() }),
  };
}
