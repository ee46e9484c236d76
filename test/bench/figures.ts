import type { Timing } from './measure.ts';

/** One measured figure. Times are microseconds a call, ratios are of medians in the same run. `target` is the most it may be; of a rate (/s), the least. */
export type Figure = Readonly<{ name: string; unit: 'µs' | 'ms' | '×' | 'kB' | 'MB' | '/s' | ''; median: number; p95: number | null; target: number | null; met: boolean | null }>;

export function figure(name: string, unit: Figure['unit'], median: number, p95: number | null = null, target: number | null = null): Figure {
  return { name, unit, median, p95, target, met: target === null ? null : unit === '/s' ? median >= target : median <= target };
}

export const timed = (timings: ReadonlyMap<string, Timing>, targets: Readonly<Record<string, number>> = {}): readonly Figure[] =>
  [...timings].map(([name, { median, p95 }]) => figure(name, 'µs', median, p95, targets[name] ?? null));

/** Prints all figures, as one JSON document with `--json`; a missed target makes the exit code 1. */
export function report(figures: readonly Figure[]): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ schema: 'plimsoll.bench/1', node: process.version, platform: `${process.platform} ${process.arch}`, figures }, null, 2)}\n`);
  } else {
    for (const { name, unit, median, p95, target, met } of figures) {
      const verdict = target === null ? '' : `  target ${target} ${unit}: ${met === true ? 'met' : 'MISSED'}`;
      process.stdout.write(`${name.padEnd(50)} ${median.toFixed(2).padStart(10)} ${unit}${p95 === null ? '' : `  p95 ${p95.toFixed(2)} ${unit}`}${verdict}\n`);
    }
  }
  process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
}
