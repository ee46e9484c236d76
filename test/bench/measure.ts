/** Time per call in microseconds. */
export type Timing = Readonly<{ median: number; p95: number; rounds: number }>;

export type Work = Readonly<{ name: string; /** Before each round, and no part of its time. */ prepare?: () => void; run: () => void; calls: number }>;

/** Half a round's work at least, so that the compiler has seen it. */
const WARM_UP_ROUNDS = 15;

/**
 * Times several pieces of work in turn, round by round, so that a slow spell of the machine falls on all of them and their
 * ratios hold.
 *
 * @param works  each `run` does the work `calls` times
 * @param rounds how often each is timed
 */
export function measureTogether(works: readonly Work[], rounds: number): ReadonlyMap<string, Timing> {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const { prepare, run } of works) {
    prepare?.();
    run();
  }
  const samples = new Map<string, number[]>(works.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, prepare, run, calls } of works) {
      prepare?.();
      const start = process.hrtime.bigint();
      run();
      samples.get(name)?.push(Number(process.hrtime.bigint() - start) / 1000 / calls);
    }
  }
  return new Map([...samples].map(([name, times]) => [name, timingOf(times)]));
}

function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: at(0.5), p95: at(0.95), rounds: sorted.length };
}
