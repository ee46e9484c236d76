import type { Percentiles } from '#shared/domain/duration.ts';

/** The last samples of a duration, in ms. */
export type Samples = Readonly<{ add: (ms: number) => void; percentiles: () => Percentiles | null }>;

/** @param kept how many samples count */
export function createSamples(kept = 512): Samples {
  const ring = new Float64Array(kept);
  let count = 0;
  return {
    add: (ms) => {
      ring[count % kept] = ms;
      count += 1;
    },
    percentiles: () => {
      const size = Math.min(count, kept);
      if (size === 0) return null;
      const sorted = ring.slice(0, size).sort();
      // Nearest rank: the smallest sample that at least so many are not above.
      const at = (fraction: number): number => sorted[Math.max(0, Math.ceil(fraction * size) - 1)] ?? 0;
      return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: size };
    },
  };
}
