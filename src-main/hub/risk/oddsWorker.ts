// A thread of its own: simulates what it is sent, one after another.
import { parentPort } from 'node:worker_threads';
import { createSimulation } from '#shared/scenario/monteCarlo/simulation.ts';
import type { OddsAnswer, OddsQuestion } from './oddsThread.ts';

parentPort?.on('message', ({ id, spec, paths }: OddsQuestion) => {
  const answer = (own: OddsAnswer): void => parentPort?.postMessage(own);
  try {
    const simulation = createSimulation(spec);
    simulation.advance(paths);
    answer({ id, result: simulation.result() });
  } catch (error) {
    answer({ id, fault: error instanceof Error ? error.message : String(error) });
  }
});
