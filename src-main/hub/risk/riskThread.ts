import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Results, Task } from './riskTasks.ts';
import type { Told } from './taskQueue.ts';

export type RiskQuestion = Readonly<{ id: number; task: Task }> | Readonly<{ cancel: number }>;
export type RiskAnswer = Told<Results[Task['kind']]>;

/** The question was given up, or the same asker asked again. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor() {
    super('the computation was cancelled');
  }
}

/** Work beside the engine: prices and alerts never wait for it. */
export type RiskThread = Readonly<{
  /** Rejects with `Cancelled` when it is. @param asker who asks: a newer question of the same asker cancels the older one */
  run: <K extends Task['kind']>(task: Extract<Task, { kind: K }>, asker: string) => Promise<Results[K]>;
  cancel: (asker: string) => void;
  /** Share that is done of what an asker waits for, from 0 to 1; null when it waits for nothing. */
  shareOf: (asker: string) => number | null;
  stop: () => Promise<void>;
}>;

/** The source when the program runs from it, the built file beside the entry or above the chunk that this is in. */
const FILES = ['riskWorker.ts', 'riskWorker.js', '../riskWorker.js'];

type Waiting = { readonly asker: string; readonly done: (result: Results[Task['kind']]) => void; readonly failed: (error: Error) => void; share: number };

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
  const hear = (answer: RiskAnswer): void => {
    const asked = waiting.get(answer.id);
    if (asked === undefined) return;
    if ('share' in answer) {
      asked.share = answer.share;
      return;
    }
    waiting.delete(answer.id);
    if ('fault' in answer) asked.failed(new Error(answer.fault));
    else asked.done(answer.result);
  };
  const start = (): Worker => {
    const file = FILES.map((name) => resolve(import.meta.dirname, name)).find((path) => existsSync(path));
    if (file === undefined) throw new Error('the risk thread is not part of this build');
    const own = new Worker(file);
    own.on('message', hear);
    own.on('messageerror', (error: Error) => { failAll(`an answer of the computation could not be read: ${error.message}`); void own.terminate(); });
    own.on('error', (error: Error) => failAll(`the computation failed: ${error.message}`));
    own.on('exit', () => { if (worker === own) failAll('the computation was stopped'); });
    own.unref();
    return own;
  };
  const send = (question: RiskQuestion): void => worker?.postMessage(question);
  const cancel = (asker: string): void => {
    for (const [id, own] of waiting) {
      if (own.asker !== asker) continue;
      waiting.delete(id);
      send({ cancel: id });
      own.failed(new Cancelled());
    }
  };
  return {
    run: <K extends Task['kind']>(task: Extract<Task, { kind: K }>, asker: string) => new Promise<Results[K]>((done, failed) => {
      cancel(asker);
      worker ??= start();
      next += 1;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker answers a task with the result of its kind; TypeScript cannot correlate K
      waiting.set(next, { asker, done: (result) => done(result as Results[K]), failed, share: 0 });
      try {
        send({ id: next, task });
      } catch (error) {
        waiting.delete(next);
        throw error;
      }
    }),
    cancel,
    shareOf: (asker) => [...waiting.values()].find((own) => own.asker === asker)?.share ?? null,
    stop: async () => {
      const own = worker;
      failAll('the computation was stopped');
      await own?.terminate();
    },
  };
}
