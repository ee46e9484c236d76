// A thread of its own: does what it is sent in turns, says how far it is, and leaves what is cancelled.
import { parentPort } from 'node:worker_threads';
import { type Results, type Task, workOf } from './riskTasks.ts';
import type { RiskAnswer, RiskQuestion } from './riskThread.ts';
import { createTaskQueue } from './taskQueue.ts';

const queue = createTaskQueue<Task, Results[Task['kind']]>({
  begin: workOf, tell: (told: RiskAnswer) => parentPort?.postMessage(told), later: setImmediate, now: () => performance.now(),
});

parentPort?.on('message', (question: RiskQuestion) => {
  if ('cancel' in question) queue.cancel(question.cancel);
  else queue.add(question.id, question.task);
});
