import { finished } from '#shared/util/pieces.ts';
import { type Results, type Task, workOf } from '../../src-main/hub/risk/riskTasks.ts';
import type { RiskThread } from '../../src-main/hub/risk/riskThread.ts';
import type { Saved } from '../../src-main/hub/risk/stressParts.ts';

/** Stress of a user who saved nothing. */
export const NOTHING_SAVED: Saved = { own: { base: null, scenarios: [], profiles: [] }, days: [] };

/** The risk thread's work done at once, in this thread, with arguments as they would arrive in the other. */
export const riskHere: Pick<RiskThread, 'run'> = {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in the real thread
  run: async <K extends Task['kind']>(task: Extract<Task, { kind: K }>) => finished(workOf(structuredClone(task)).pieces) as Results[K],
};
