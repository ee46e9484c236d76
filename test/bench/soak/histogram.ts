/** Durations in tenths of a ms, up to ten seconds: as many samples as come, in the same memory. */
export type Histogram = Readonly<{ add: (ms: number) => void; reset: () => void; /** Null before the first sample. @param share in (0, 1] */ at: (share: number) => number | null }>;

const BUCKETS = 100_000;
const PER_MS = 10;

export function createHistogram(): Histogram {
  const buckets = new Uint32Array(BUCKETS);
  let count = 0;
  return {
    add: (ms) => {
      const at = Math.min(BUCKETS - 1, Math.max(0, Math.floor(ms * PER_MS)));
      buckets[at] = (buckets[at] ?? 0) + 1;
      count += 1;
    },
    reset: () => {
      buckets.fill(0);
      count = 0;
    },
    at: (share) => {
      if (count === 0) return null;
      let seen = 0;
      const place = buckets.findIndex((samples) => (seen += samples) >= share * count);
      // The upper end of its bucket: no duration is called shorter than it was.
      return (place + 1) / PER_MS;
    },
  };
}
