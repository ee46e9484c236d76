import type { Tick } from '#shared/domain/tick.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** Ticks that came in one frame, or were held back together. `topics` has the topic of each, at the same place. */
export type TickBatch = Readonly<{ ticks: readonly Tick[]; topics: readonly string[]; /** Of the oldest of them, as is `heardAt`, which is monotonic. */ receivedAt: EpochMs; heardAt: number }>;

export type TickQueue = Readonly<{
  /** @param behind how many frames came with this one and are still to be read */
  put: (batch: TickBatch, behind: number) => void;
  /** No frame is left: what is held goes on. */
  flush: () => void;
}>;

/** So many frames at once are read and passed on one by one; more are a crowd. */
const CROWD = 64;

/**
 * The ticks of one connection on their way to whoever listens. They are passed on as they come. Only where a crowd of frames
 * came at once, because we are slower than the venue, is the newest tick of each instrument and topic held until all of them
 * are read, and takes the place of those before it: what waits is bounded by what is subscribed, and is never old.
 *
 * @param deliver    takes what goes on
 * @param superseded told of each tick that a newer one took the place of
 */
export function createTickQueue(deliver: (batch: TickBatch) => void, superseded: () => void): TickQueue {
  const held = new Map<string, Readonly<{ tick: Tick; topic: string }>>();
  let oldest: Pick<TickBatch, 'receivedAt' | 'heardAt'> | null = null;

  function flush(): void {
    if (oldest === null) return;
    const { receivedAt, heardAt } = oldest;
    const rows = [...held.values()];
    held.clear();
    oldest = null;
    deliver({ ticks: rows.map(({ tick }) => tick), topics: rows.map(({ topic }) => topic), receivedAt, heardAt });
  }

  function hold(tick: Tick, topic: string, batch: TickBatch): void {
    const key = `${topic} ${tick.kind === 'quote' ? tick.symbol : `${tick.base}/${tick.quote}`}`;
    const before = held.get(key);
    if (before !== undefined) {
      if (covers(tick, before.tick)) superseded();
      else flush();
    }
    oldest ??= batch;
    held.set(key, { tick, topic });
  }

  return {
    put: (batch, behind) => {
      if (oldest === null && behind < CROWD) return deliver(batch);
      for (const [at, tick] of batch.ticks.entries()) hold(tick, batch.topics[at] ?? '', batch);
      if (behind === 0) flush();
    },
    flush,
  };
}

/** Whether a tick says everything anew that an earlier one said. One with a price that can be none is told of in any case. */
function covers(newer: Tick, older: Tick): boolean {
  if (newer.kind !== 'quote' || older.kind !== 'quote') return newer.indexPrice !== undefined && older.indexPrice !== undefined;
  if (newer.bad !== undefined || older.bad !== undefined) return false;
  return isKept(newer.markPrice, older.markPrice) && isKept(newer.indexPrice, older.indexPrice) && isKept(newer.lastPrice, older.lastPrice) && isKept(newer.fundingRate, older.fundingRate)
    && isKept(newer.nextFundingAt, older.nextFundingAt) && isKept(newer.option, older.option);
}

const isKept = (newer: unknown, older: unknown): boolean => older === undefined || newer !== undefined;
