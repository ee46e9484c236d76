import type { EngineHealthView } from '#shared/ipc/view.ts';

/** What the engine has done so far, and how fast. */
export type EngineCounters = Readonly<{
  /** @param tookMs the time that all of these ticks took together */
  ticksApplied: (count: number, tookMs: number) => void;
  recomputed: (agrees: boolean) => void;
  /** The program stood still for so long, in ms. */
  stalled: (ms: number) => void;
  /** Once a second: closes the window over which ticks a second are counted. */
  second: (monotonic: number) => void;
  health: () => EngineHealthView;
}>;

/** A new measurement counts this much in the running mean. */
const WEIGHT = 0.05;

export function createEngineCounters(start: number): EngineCounters {
  let ticks = 0;
  let recomputes = 0;
  let mismatches = 0;
  let stepMicros: number | null = null;
  let ticksPerSecond = 0;
  let stalls = { count: 0, longestMs: 0 };
  let window = { from: start, ticks: 0 };
  return {
    ticksApplied: (count, tookMs) => {
      ticks += count;
      const micros = (tookMs * 1000) / Math.max(1, count);
      stepMicros = stepMicros === null ? micros : stepMicros + WEIGHT * (micros - stepMicros);
    },
    recomputed: (agrees) => {
      recomputes += 1;
      if (!agrees) mismatches += 1;
    },
    stalled: (ms) => {
      stalls = { count: stalls.count + 1, longestMs: Math.max(stalls.longestMs, ms) };
    },
    second: (monotonic) => {
      const elapsed = monotonic - window.from;
      if (elapsed <= 0) return;
      ticksPerSecond = Math.round(((ticks - window.ticks) * 1000) / elapsed);
      window = { from: monotonic, ticks };
    },
    health: () => ({ ticks, ticksPerSecond, stepMicros, recomputes, mismatches, stalls }),
  };
}
