import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { UnitView } from '#shared/ipc/scenarioMarginView.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import type { SimulationResult, SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';
import type { OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import type { Beside } from './beside.ts';
import type { NamedUnit } from './units.ts';

/** What takes long: chances by simulation, and units under a scenario model with their heat maps and rays. */
export type Task = Readonly<{ kind: 'simulation'; spec: SimulationSpec; paths: number }> | Readonly<{ kind: 'units'; units: readonly NamedUnit[]; model: ScenarioModel; beside: readonly Beside[]; groups: readonly (readonly OwnGroup[])[] }>;
export type Results = { simulation: SimulationResult; units: readonly UnitView[] };
export type RiskQuestion = Readonly<{ id: number; task: Task }>;
export type RiskAnswer = Readonly<{ id: number; result: Results[Task['kind']] }> | Readonly<{ id: number; fault: string }>;

/** Work beside the engine: prices and alerts never wait for it. */
export type RiskThread = Readonly<{ run: <K extends Task['kind']>(task: Extract<Task, { kind: K }>) => Promise<Results[K]>; stop: () => Promise<void> }>;

/** The source when the program runs from it, the built file beside the entry or above the chunk that this is in. */
const FILES = ['riskWorker.ts', 'riskWorker.js', '../riskWorker.js'];

type Waiting = Readonly<{ done: (result: Results[Task['kind']]) => void; failed: (error: Error) => void }>;

/** The thread starts with the first task, keeps no program alive, and starts anew after it died. */
export function createRiskThread(): RiskThread {
  let worker: Worker | null = null;
  let next = 0;
  const waiting = new Map<number, Waiting>();
  const failAll = (reason: string): void => {
    for (const { failed } of waiting.values()) failed(new Error(reason));
    waiting.clear();
    worker = null;
  };
  const start = (): Worker => {
    const file = FILES.map((name) => resolve(import.meta.dirname, name)).find((path) => existsSync(path));
    if (file === undefined) throw new Error('the risk thread is not part of this build');
    const own = new Worker(file);
    own.on('message', (answer: RiskAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('fault' in answer) asked?.failed(new Error(answer.fault));
      else asked?.done(answer.result);
    });
    own.on('error', (error: Error) => failAll(`the computation failed: ${error.message}`));
    own.on('exit', () => { if (worker === own) failAll('the computation was stopped'); });
    own.unref();
    return own;
  };
  return {
    run: <K extends Task['kind']>(task: Extract<Task, { kind: K }>) => new Promise<Results[K]>((done, failed) => {
      worker ??= start();
      next += 1;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker answers a task with the result of its kind; TypeScript cannot correlate K
      waiting.set(next, { done: (result) => done(result as Results[K]), failed });
      worker.postMessage({ id: next, task } satisfies RiskQuestion);
    }),
    stop: async () => {
      const own = worker;
      failAll('the computation was stopped');
      await own?.terminate();
    },
  };
}
