import { type ListingChange, listingChanges } from '#shared/domain/listingChanges.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { InstrumentRepository } from '../db/instrumentRepository.ts';
import type { HostGate } from '../feeds/hostGate.ts';
import type { FetchedList } from './catalogue.ts';
import { decodeList, encodeList } from './codec.ts';
import { fetchList, type FetchLimits } from './fetchList.ts';
import type { ListRead, ListSource } from './source.ts';

/** A list is read again this long after it was, a tenth of it earlier or later by chance. */
const EVERY_MS = 6 * 3_600_000;
/** After a failure: random(half to all of) 5 min · 2^n, at most `EVERY_MS`. */
const RETRY_MS = 5 * 60_000;
/** A list that lost more than half of its instruments at once is an error of the venue, unless ours is this old. */
const TRUSTED_MS = 7 * 86_400_000;

export type ListKeeper = Readonly<{
  fetched: () => ReadonlyMap<string, FetchedList>;
  /** Reads those of the wanted lists that are due, one after the other. Does nothing while it is at it already. Never throws. */
  refresh: (wanted: readonly ListSource[]) => Promise<void>;
  /** Why a list was not taken the last time, by source. */
  faults: () => ReadonlyMap<string, string>;
  /** Ends what is under way. */
  close: () => Promise<void>;
}>;

export type KeeperOptions = Readonly<{
  store: InstrumentRepository;
  gate: HostGate;
  wall: () => EpochMs;
  /** In [0, 1). */
  chance: () => number;
  /** Told of what changed before it is kept: should it throw, the list is read again and tells it again. */
  onChanges: (source: ListSource, changes: readonly ListingChange[]) => void;
  log: (sentence: string) => void;
  limits?: FetchLimits;
}>;

/** Keeps the lists of instruments that venues publish, from one start to the next. A list that cannot be had leaves the old one as it is. */
export function createListKeeper({ store, gate, wall, chance, onChanges, log, limits }: KeeperOptions): ListKeeper {
  const lists = new Map<string, FetchedList>();
  for (const { source, fetchedAt, expiresAt, complete, rows } of store.lists()) {
    const listings = decodeList(rows);
    // A damaged cache is none: what is built in serves until the venue is asked again.
    if (listings !== null) lists.set(source, { listings, fetchedAt, expiresAt, complete });
  }
  const faults = new Map<string, string>();
  const failures = new Map<string, Readonly<{ count: number; notBefore: EpochMs }>>();
  const ending = new AbortController();
  let running: Promise<void> | null = null;

  function isDue({ id }: ListSource, now: EpochMs): boolean {
    const wait = failures.get(id)?.notBefore ?? lists.get(id)?.expiresAt;
    // A clock that was set back makes a time that is further off than any that we set.
    return wait === undefined || wait <= now || wait - now > EVERY_MS * 1.1;
  }

  function failed(source: ListSource, why: string, patienceMs: number): void {
    const count = (failures.get(source.id)?.count ?? 0) + 1;
    const backoff = Math.min(EVERY_MS, RETRY_MS * 2 ** (count - 1)) * (0.5 + chance() / 2);
    failures.set(source.id, { count, notBefore: epochMs(wall() + Math.ceil(Math.max(patienceMs, backoff))) });
    if (faults.get(source.id) !== why) log(`The instruments of ${source.title} were not refreshed: ${why}. The list in use stays.`);
    faults.set(source.id, why);
  }

  function take(source: ListSource, read: ListRead): void {
    const now = wall();
    const old = lists.get(source.id);
    const listings = old === undefined ? read.listings : [...read.listings, ...withheld(old.listings, read)];
    if (old !== undefined && now - old.fetchedAt < TRUSTED_MS && isTorn(old.listings, listings, now)) {
      failed(source, `it names ${read.listings.length} of the ${old.listings.length} instruments that it did before`, 0);
      return;
    }
    const fresh: FetchedList = { listings, fetchedAt: now, expiresAt: epochMs(now + Math.round(EVERY_MS * (0.9 + chance() / 5))), complete: read.complete };
    // The first list is compared with nothing: what is built in is of many days.
    const changes = old === undefined ? [] : listingChanges(old.listings, listings, now);
    try {
      if (changes.length > 0) onChanges(source, changes);
      store.save({ source: source.id, fetchedAt: fresh.fetchedAt, expiresAt: fresh.expiresAt, complete: fresh.complete, rows: encodeList(listings) }, changes);
    } catch (error) {
      failed(source, error instanceof Error ? error.message : String(error), 0);
      return;
    }
    lists.set(source.id, fresh);
    failures.delete(source.id);
    faults.delete(source.id);
  }

  async function readDue(wanted: readonly ListSource[]): Promise<void> {
    for (const source of wanted) {
      if (ending.signal.aborted || !isDue(source, wall())) continue;
      const read = await fetchList(source, { gate, wall, signal: ending.signal, ...(limits === undefined ? {} : { limits }) });
      if (ending.signal.aborted) return;
      if (read.ok) take(source, read.value);
      else failed(source, read.error.why, read.error.patienceMs);
    }
  }

  return {
    fetched: () => lists,
    faults: () => faults,
    refresh: (wanted) => (running ??= readDue(wanted).finally(() => { running = null; })),
    close: async () => {
      ending.abort();
      await running;
    },
  };
}

/** What was known of rows that could not be read this time; of everything, when rows had no name. */
function withheld(old: readonly Listing[], { listings, skipped, complete }: ListRead): readonly Listing[] {
  const [read, unread] = [new Set(listings.map(({ symbol }) => symbol)), new Set(skipped)];
  return old.filter(({ symbol }) => !read.has(symbol) && (!complete || unread.has(symbol)));
}

function isTorn(old: readonly Listing[], fresh: readonly Listing[], now: EpochMs): boolean {
  const named = new Set(fresh.map(({ symbol }) => symbol));
  const lasting = old.filter(({ expiry }) => expiry === undefined || expiry > now);
  return lasting.filter(({ symbol }) => named.has(symbol)).length * 2 < lasting.length;
}
