import type { CDPSession, Page } from '@playwright/test';

export type LongRun = Readonly<{
  minutes: number;
  /** MB an hour that the page's heap grows by after collection: the slope of a straight line through the samples. */
  heapSlope: number;
  /** How many more at the end than after the warm-up, medians of a quarter of the run each. */
  nodesMore: number;
  listenersMore: number;
}>;

type Sample = Readonly<{ hour: number; heap: number; nodes: number; listeners: number }>;

const WARM_UP_MS = 60_000;
const SAMPLES = 60;

async function sampleOf(devtools: CDPSession, hour: number): Promise<Sample> {
  await devtools.send('HeapProfiler.collectGarbage');
  const [{ usedSize }, { nodes, jsEventListeners }] = [await devtools.send('Runtime.getHeapUsage'), await devtools.send('Memory.getDOMCounters')];
  return { hour, heap: usedSize / 1e6, nodes, listeners: jsEventListeners };
}

/** Leaves a live page alone for so long, and weighs it after collecting its garbage. */
export async function longRun(page: Page, minutes: number): Promise<LongRun> {
  const devtools = await page.context().newCDPSession(page);
  await page.waitForTimeout(WARM_UP_MS);
  const begun = performance.now();
  const samples: Sample[] = [];
  for (let at = 0; at <= SAMPLES; at += 1) {
    const due = begun + (at * minutes * 60_000) / SAMPLES;
    await page.waitForTimeout(Math.max(0, due - performance.now()));
    samples.push(await sampleOf(devtools, (performance.now() - begun) / 3_600_000));
  }
  const quarter = Math.ceil(samples.length / 4);
  const more = (of: (sample: Sample) => number): number => median(samples.slice(-quarter).map(of)) - median(samples.slice(0, quarter).map(of));
  return { minutes, heapSlope: slope(samples), nodesMore: more(({ nodes }) => nodes), listenersMore: more(({ listeners }) => listeners) };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Least squares. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [hours, heaps] = [mean(({ hour }) => hour), mean(({ heap }) => heap)];
  return samples.reduce((sum, { hour, heap }) => sum + (hour - hours) * (heap - heaps), 0) / samples.reduce((sum, { hour }) => sum + (hour - hours) ** 2, 0);
}
