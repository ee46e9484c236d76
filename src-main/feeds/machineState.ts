import type { Limits } from './limits.ts';
import type { Phase } from './machineEvents.ts';
import type { Topic } from './topicBook.ts';

export type MachineState = {
  phase: Phase;
  /** Of the socket whose prices are used; raised with each socket. */
  epoch: number;
  phaseSince: number;
  lastFrameAt: number;
  lastPingAt: number;
  lastTick: Readonly<{ at: number; wall: number }> | null;
  /** Failures that good data has not forgiven yet. */
  failures: number;
  goodSince: number | null;
  retryAt: number | null;
  /** The venue asked not to be called before: neither a sleep nor a new wish is a reason to. Only the user may. */
  patientUntil: number;
  reconnects: number;
  lastError: string | null;
  /** Why the venue itself ends the connection, until its successor brings data. */
  planned: string | null;
  readonly topics: ReadonlyMap<string, Readonly<Topic>>;
};

export const idleState = (topics: MachineState['topics']): MachineState => ({
  phase: 'idle', epoch: 0, phaseSince: 0, lastFrameAt: 0, lastPingAt: 0, lastTick: null, failures: 0, goodSince: null,
  retryAt: null, patientUntil: -Infinity, reconnects: 0, lastError: null, planned: null, topics,
});

/** Until the next attempt, in ms: none after the first failure, then full jitter; never less than the venue asked for. */
export function retryDelay({ backoffBaseMs, backoffCapMs }: Pick<Limits, 'backoffBaseMs' | 'backoffCapMs'>, failures: number, random: number, patienceMs: number): number {
  const jittered = failures === 0 ? 0 : random * Math.min(backoffCapMs, backoffBaseMs * 2 ** failures);
  return Math.max(jittered, patienceMs);
}
