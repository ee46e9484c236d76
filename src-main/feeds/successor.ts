import type { Limits } from './limits.ts';

/** A second socket that is to take the place of the present one without a gap. Times are monotonic, in ms. */
export type Successor = Readonly<{
  /** Its epoch; null when there is none. */
  epoch: () => number | null;
  isOpen: () => boolean;
  /** Whether one may be started now: none runs, and the last did not fail just now. */
  mayStart: (at: number) => boolean;
  start: (epoch: number, at: number) => void;
  opened: (at: number) => void;
  heard: (topics: readonly string[]) => void;
  /** It brought every one of these topics, or had its time and brought something. */
  isReady: (needed: readonly string[], at: number) => boolean;
  /** It never opened, or opened and brought nothing, for too long. */
  isHopeless: (at: number) => boolean;
  /** It is gone: dropped, failed, or in the place of the present one. */
  end: (failedAt: number | null) => void;
}>;

export function createSuccessor({ handshakeMs, overlapMs, successorRetryMs }: Pick<Limits, 'handshakeMs' | 'overlapMs' | 'successorRetryMs'>): Successor {
  let current: { epoch: number; startedAt: number; openedAt: number | null; heard: Set<string> } | null = null;
  let notBefore = -Infinity;
  return {
    epoch: () => current?.epoch ?? null,
    isOpen: () => current !== null && current.openedAt !== null,
    mayStart: (at) => current === null && at >= notBefore,
    start: (epoch, at) => {
      current = { epoch, startedAt: at, openedAt: null, heard: new Set() };
    },
    opened: (at) => {
      if (current !== null) current.openedAt = at;
    },
    heard: (topics) => {
      for (const topic of topics) current?.heard.add(topic);
    },
    isReady: (needed, at) => {
      if (current === null || current.openedAt === null || current.heard.size === 0) return false;
      const { heard, openedAt } = current;
      return needed.every((topic) => heard.has(topic)) || at - openedAt > overlapMs;
    },
    isHopeless: (at) => {
      if (current === null) return false;
      return current.openedAt === null ? at - current.startedAt > handshakeMs : current.heard.size === 0 && at - current.openedAt > overlapMs;
    },
    end: (failedAt) => {
      current = null;
      if (failedAt !== null) notBefore = failedAt + successorRetryMs;
    },
  };
}
