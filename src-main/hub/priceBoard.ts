import { type PriceState, worstState } from '#shared/domain/priceState.ts';
import type { PriceSource } from '#shared/domain/tick.ts';
import type { PriceView } from '#shared/ipc/view.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { Moved } from './drill.ts';

export type PriceKey = `mark:${string}` | `index:${string}`;

/** A price that came in: `seenAt` is monotonic time of receipt in this session, null for one from the store or a document. */
export type Streamed = Readonly<{ value: DecimalText; at: EpochMs | null; source: PriceSource; seenAt: number | null; /** Its own limit where its channel has one: some speak less often than others. */ staleMs?: number; /** A newer price came in that is not used. */ doubted?: true }>;

/** What decides the state of a streamed price. */
export type Freshness = Readonly<{ now: number; staleMs: number; connected: boolean }>;

export type PriceBoard = Readonly<{
  put: (key: PriceKey, price: Streamed) => void;
  /** A newer price came in that may be false: what is streamed is suspect until the next good one. */
  doubt: (key: PriceKey) => void;
  /** Wins over what is streamed until released. */
  putManual: (key: PriceKey, price: Readonly<{ value: DecimalText; at: EpochMs }> | null) => void;
  /** Every price is in use as `moved` has it, until null is put. */
  putDrill: (moved: Moved | null) => void;
  /** What the price in use would be without a drill; null when there is none. */
  real: (key: PriceKey) => DecimalText | null;
  /** The price in use; null when there is none. */
  inUse: (key: PriceKey) => DecimalText | null;
  isManual: (key: PriceKey) => boolean;
  /** When the streamed price in use was received, monotonic; null when this session received none, Infinity for what the user gave. */
  receivedAt: (key: PriceKey) => number | null;
  /** Where the price in use came from; null when there is none. */
  sourceOf: (key: PriceKey) => PriceSource | null;
  view: (key: PriceKey, freshness: Freshness) => PriceView;
  /** Milliseconds since the price in use was true: 0 while it is fresh, and for what the user gave; Infinity when nobody said when. */
  ageOf: (key: PriceKey, freshness: Freshness, wall: EpochMs) => number;
  /** Milliseconds since the streamed price was received, by the monotonic clock in this session, else by the wall clock; null when nobody knows. */
  seenAgo: (key: PriceKey, now: number, wall: EpochMs) => number | null;
  /** Nothing received so far counts as fresh any more: the machine slept. */
  distrust: () => void;
}>;

const NO_PRICE: PriceView = { value: null, at: null, state: 'unknown', underneath: null };

/** The prices of one account with where they came from and how far they can be trusted. */
export function createPriceBoard(): PriceBoard {
  const streamed = new Map<PriceKey, Streamed>();
  const manual = new Map<PriceKey, Readonly<{ value: DecimalText; at: EpochMs }>>();
  let moved: Moved | null = null;
  const real = (key: PriceKey): DecimalText | null => manual.get(key)?.value ?? streamed.get(key)?.value ?? null;

  function realView(key: PriceKey, freshness: Freshness): PriceView {
    const last = streamed.get(key);
    const own = manual.get(key);
    if (own !== undefined) return { value: own.value, at: own.at, state: 'manual', underneath: last?.value ?? null };
    return last === undefined ? NO_PRICE : { value: last.value, at: last.at, state: stateOf(last, freshness), underneath: null };
  }

  return {
    put: (key, price) => void streamed.set(key, price),
    doubt: (key) => {
      const last = streamed.get(key);
      if (last !== undefined) streamed.set(key, { ...last, doubted: true });
    },
    putManual: (key, price) => {
      if (price === null) manual.delete(key);
      else manual.set(key, price);
    },
    putDrill: (next) => {
      moved = next;
    },
    real,
    inUse: (key) => {
      const value = real(key);
      return moved === null || value === null ? value : moved(key, value);
    },
    isManual: (key) => manual.has(key),
    receivedAt: (key) => (manual.has(key) || streamed.get(key)?.source === 'document' ? Infinity : streamed.get(key)?.seenAt ?? null),
    sourceOf: (key) => (manual.has(key) ? 'manual' : streamed.get(key)?.source ?? null),
    view: (key, freshness) => {
      const view = realView(key, freshness);
      if (moved === null || view.value === null) return view;
      const value = moved(key, view.value);
      if (value === view.value) return view;
      return { value, at: view.at, state: value === null ? 'unknown' : worstState(view.state, 'drill'), underneath: view.value };
    },
    ageOf: (key, freshness, wall) => {
      const last = streamed.get(key);
      return last === undefined || manual.has(key) || last.source === 'document' ? 0 : ageOf(last, freshness, wall);
    },
    seenAgo: (key, now, wall) => {
      const { seenAt, at } = streamed.get(key) ?? { seenAt: null, at: null };
      return seenAt !== null ? now - seenAt : at === null ? null : Math.max(0, wall - at);
    },
    distrust: () => {
      for (const [key, price] of streamed) streamed.set(key, { ...price, seenAt: null });
    },
  };
}

/** By the monotonic clock where this session received it, else by the wall clock; within the limit a price is as good as new. */
function ageOf({ seenAt, at, staleMs: own }: Streamed, { now, staleMs }: Freshness, wall: EpochMs): number {
  const age = seenAt !== null ? now - seenAt : at === null ? Infinity : wall - at;
  return age > (own ?? staleMs) ? age : 0;
}

/**
 * Fresh prices are live (or replay) until half the limit, then ageing, then stale. Without a connection a price ages
 * at once and is disconnected at the limit. One that a newer price contradicts is suspect until then. A price that was not received in this session is stale, however young.
 */
function stateOf({ seenAt, source, doubted, staleMs: own }: Streamed, { now, connected, ...usual }: Freshness): PriceState {
  const staleMs = own ?? usual.staleMs;
  if (seenAt === null) return 'stale';
  const age = now - seenAt;
  if (age > staleMs) return connected ? 'stale' : 'disconnected';
  if (doubted === true) return 'suspect';
  if (source === 'replay') return 'replay';
  return connected && age <= staleMs / 2 ? 'live' : 'ageing';
}
