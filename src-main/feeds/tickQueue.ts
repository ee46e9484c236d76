import type { Tick } from '#shared/domain/tick.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { isObject, type JsonObject } from './json.ts';

/** Ticks that came in one frame, or were held back together. `topics` has the topic of each, at the same place. */
export type TickBatch = Readonly<{ ticks: readonly Tick[]; topics: readonly string[]; /** Of the oldest of them, as is `heardAt`, which is monotonic. */ receivedAt: EpochMs; heardAt: number }>;

export type TickQueue = Readonly<{
  /** @param behind how many frames came with this one and are still to be read: after the last of them comes `flush` */
  put: (batch: TickBatch, behind: number) => void;
  /** What is held goes on: no frame is left, or one that is no price must not be told before the prices that came ahead of it. */
  flush: () => void;
}>;

/** So many frames at once are read and passed on one by one; more are a crowd. */
const CROWD = 64;

/**
 * The ticks of one connection on their way to whoever listens. They are passed on as they come. Only where a crowd of frames
 * came at once, because we are slower than the venue, is the newest tick of each instrument and topic held until all of them
 * are read, and takes the place of those before it: what waits is bounded by what is subscribed, and is never old. A level
 * that came and went within one such reading is counted, and nobody judges it.
 *
 * @param deliver    takes what goes on, in the order of its receipt
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
    if (before !== undefined && covers(tick, before.tick)) {
      superseded();
      // It stands where the newer one came, not where the older one did.
      held.delete(key);
    } else if (before !== undefined) flush();
    oldest ??= batch;
    held.set(key, { tick, topic });
  }

  return {
    put: (batch, behind) => {
      if (oldest === null && behind < CROWD) return deliver(batch);
      for (const [at, tick] of batch.ticks.entries()) hold(tick, batch.topics[at] ?? '', batch);
    },
    flush,
  };
}

/** Whether a tick says everything anew that an earlier one said. One with a price that can be none is told of in any case. */
function covers(newer: Tick, older: Tick): boolean {
  if (newer.kind === 'index' || older.kind === 'index') return newer.kind === older.kind && newer.indexPrice !== undefined && older.indexPrice !== undefined;
  if (newer.bad !== undefined || older.bad !== undefined || newer.indexBase !== older.indexBase || newer.indexQuote !== older.indexQuote) return false;
  return saysAll(newer, older);
}

function saysAll(newer: JsonObject, older: JsonObject): boolean {
  return Object.entries(older).every(([name, said]) => {
    const anew = newer[name];
    if (said === undefined || said === null) return true;
    return isObject(said) ? isObject(anew) && saysAll(anew, said) : anew !== undefined;
  });
}
