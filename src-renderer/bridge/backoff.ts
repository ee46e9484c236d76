const FIRST_MS = 500;
const CEILING_MS = 15_000;

/** Doubling up to 15 s, with full jitter over the upper half so that windows do not return in step. `random` in [0, 1). */
export function retryDelayMs(attempt: number, random: number): number {
  const ceiling = Math.min(CEILING_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
}
