import { decimalWork, evaluateWork, keep, liquidationWork, recomputeWork, tickWork } from './engine.ts';
import { frameWorks } from './frames.ts';
import { type Figure, figure, report, timed } from './figures.ts';
import { measureTogether } from './measure.ts';
import { accountMemory, naiveWork } from './naive.ts';
import { measurePipeline } from './pipeline.ts';
import { useEveryCore } from './everyCore.ts';
import { scenarioFigures } from './scenario.ts';
import { screenFigures } from './screen/figures.ts';
import { soakFigures } from './soak/figures.ts';
import { soak } from './soak/soak.ts';

const SIZES = [10, 100, 1_000, 10_000] as const;
const TARGETS: Readonly<Record<string, number>> = { 'full recompute, N = 1000': 15_000, 'all liquidation prices, N = 1000': 25_000, ...Object.fromEntries(SIZES.flatMap((size) => [[`tick, N = ${size}`, 15], [`tick, weighed after profit, N = ${size}`, 15]])) };

function ticks(): readonly Figure[] {
  const timings = measureTogether([decimalWork(), ...(['few', 'all', 'weighed'] as const).flatMap((kind) => SIZES.map((size) => tickWork(size, kind)))], 60);
  const median = (name: string): number => timings.get(name)?.median ?? NaN;
  return [...timed(timings, TARGETS), ...['tick', 'tick, weighed after profit'].map((name) => figure(`${name}: N = 10000 over N = 10`, '×', median(`${name}, N = 10000`) / median(`${name}, N = 10`), null, 1.3))];
}

/** What a tick saves against doing everything again. */
function naively(): readonly Figure[] {
  return SIZES.flatMap((size) => {
    const [tick, naive] = [tickWork(size, 'few'), naiveWork(size, keep)];
    const timings = measureTogether([tick, naive], size > 1000 ? 12 : 30);
    const median = (name: string): number => timings.get(name)?.median ?? NaN;
    const own = timings.get(naive.name);
    return [figure(naive.name, 'µs', own?.median ?? NaN, own?.p95 ?? null), figure(`naively over tick, N = ${size}`, '×', median(naive.name) / median(tick.name), null)];
  });
}

const memory = (): readonly Figure[] => [figure('memory of an open account, N = 10000', 'MB', accountMemory(10_000) / 1e6, null, 60)];

function whole(): readonly Figure[] {
  return [
    ...timed(measureTogether(SIZES.slice(0, 3).map(recomputeWork), 60), TARGETS),
    ...timed(measureTogether([recomputeWork(10_000)], 15)),
    ...timed(measureTogether([100, 1_000].flatMap((size) => [liquidationWork(size), evaluateWork(size)]), 40), TARGETS),
  ];
}

function frames(): readonly Figure[] {
  return frameWorks().flatMap(({ name, parse, json }) => {
    const timings = measureTogether([parse, json], 80);
    const median = (work: string): number => timings.get(work)?.median ?? NaN;
    return [...timed(timings, TARGETS), figure(`${name}: over JSON.parse`, '×', median(parse.name) / median(json.name), null, 3)];
  });
}

/** What one group leaves behind must not be collected in the next one's rounds. */
function grouped(groups: readonly (() => readonly Figure[])[]): readonly Figure[] {
  return groups.flatMap((group) => {
    globalThis.gc?.();
    return group();
  });
}

/** From the receipt of a tick on, at 2,000 ticks a second on 200 positions: into the figures, and to a stage that is judged with its alert, if any, on disk. */
async function pipeline(): Promise<readonly Figure[]> {
  const { receiptToEngine, engineToAlert } = await measurePipeline();
  const at = (name: string, samples: typeof engineToAlert, p: 'p95' | 'p99', target: number | null): Figure => figure(`${name}, ${p}`, 'ms', samples?.[p] ?? NaN, null, target);
  return [at('tick received to figures', receiptToEngine, 'p95', null), at('tick received to durable alert', engineToAlert, 'p95', 50), at('tick received to durable alert', engineToAlert, 'p99', 250)];
}

/** What runs in turn on one core, then what the whole program does on all of them. */
const calls = grouped([memory, ticks, naively, whole, frames, scenarioFigures]);
useEveryCore();
report([...calls, ...(await pipeline()), ...soakFigures(await soak({ rate: 50_000, seconds: 10, warmUpSeconds: 8 })), ...(await screenFigures(20))]);
