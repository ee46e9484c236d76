import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SimulationResult, SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';

export type OddsQuestion = Readonly<{ id: number; spec: SimulationSpec; paths: number }>;
export type OddsAnswer = Readonly<{ id: number; result: SimulationResult }> | Readonly<{ id: number; fault: string }>;

/** Simulations beside the engine: prices and alerts never wait for one. */
export type OddsThread = Readonly<{ run: (spec: SimulationSpec, paths: number) => Promise<SimulationResult>; stop: () => Promise<void> }>;

/** The source when the program runs from it, the built file beside the entry or above the chunk that this is in. */
const FILES = ['oddsWorker.ts', 'oddsWorker.js', '../oddsWorker.js'];

/** The thread starts with the first question, keeps no program alive, and starts anew after it died. */
export function createOddsThread(): OddsThread {
  let worker: Worker | null = null;
  let next = 0;
  const waiting = new Map<number, Readonly<{ done: (result: SimulationResult) => void; failed: (error: Error) => void }>>();
  const failAll = (reason: string): void => {
    for (const { failed } of waiting.values()) failed(new Error(reason));
    waiting.clear();
    worker = null;
  };
  const start = (): Worker => {
    const file = FILES.map((name) => resolve(import.meta.dirname, name)).find((path) => existsSync(path));
    if (file === undefined) throw new Error('the simulation is not part of this build');
    const own = new Worker(file);
    own.on('message', (answer: OddsAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('fault' in answer) asked?.failed(new Error(answer.fault));
      else asked?.done(answer.result);
    });
    own.on('error', (error: Error) => failAll(`the simulation failed: ${error.message}`));
    own.on('exit', () => { if (worker === own) failAll('the simulation was stopped'); });
    own.unref();
    return own;
  };
  return {
    run: (spec, paths) => new Promise((done, failed) => {
      worker ??= start();
      next += 1;
      waiting.set(next, { done, failed });
      worker.postMessage({ id: next, spec, paths } satisfies OddsQuestion);
    }),
    stop: async () => {
      const own = worker;
      failAll('the simulation was stopped');
      await own?.terminate();
    },
  };
}
