// A thread of its own: does what it is sent, one task after another.
import { parentPort } from 'node:worker_threads';
import { createSimulation } from '#shared/scenario/monteCarlo/simulation.ts';
import type { Results, RiskAnswer, RiskQuestion, Task } from './riskThread.ts';
import { unitView } from './unitView.ts';

function done(task: Task): Results[Task['kind']] {
  if (task.kind === 'units') return task.units.map((unit, place) => unitView(unit, task.model, task.beside[place] ?? { equity: Number.NaN, others: Number.NaN }, task.groups[place] ?? []));
  const simulation = createSimulation(task.spec);
  simulation.advance(task.paths);
  return simulation.result();
}

parentPort?.on('message', ({ id, task }: RiskQuestion) => {
  const answer = (own: RiskAnswer): void => parentPort?.postMessage(own);
  try {
    answer({ id, result: done(task) });
  } catch (error) {
    answer({ id, fault: error instanceof Error ? error.message : String(error) });
  }
});
