import { existsSync } from 'node:fs';
import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { builtInLists } from '../catalogue/builtIn.ts';
import { createCatalogue, type Known } from '../catalogue/catalogue.ts';
import { createListKeeper } from '../catalogue/keeper.ts';
import { nearestName } from '../catalogue/nearest.ts';
import { SOURCES, sourcesFor } from '../catalogue/sources.ts';
import type { StoredChange } from '../db/instrumentRepository.ts';
import { openDatabase } from '../db/open.ts';

export type Asked = Readonly<{ databasePath: string; /** Null: every venue. */ venue: string | null; /** Part of a symbol, or of what it is on. */ find: string | null; now: EpochMs }>;

export type Listed = Readonly<{
  instruments: readonly Known[];
  /** How many the venues have, found or not. */
  total: number;
  /** What somebody may have meant who finds nothing. */
  near: string | null;
  /** The newest changes that were seen, newest first. */
  changes: readonly StoredChange[];
  /** Why the database was not read, where there is one. */
  unread: Failure | null;
}>;

/** Venues that have a list, by the name that prices carry. */
export const listedVenues = (): readonly string[] => [...new Set(SOURCES.map(({ venue }) => venue))];

/** Whether accounts of this venue hold instruments of a list: `bybit-inverse` does too. */
export const hasList = (venue: string): boolean => sourcesFor(venue).length > 0;

const CHANGES = 1000;

/** The instruments that are known, from the lists in the database where it has any, else built in. Contacts nobody and writes nothing; no database is needed. */
export function listInstruments({ databasePath, venue, find, now }: Asked): Listed {
  const opened = existsSync(databasePath) ? openDatabase({ path: databasePath, now, readOnly: true }) : null;
  if (opened === null || !opened.ok) return { ...listed({ lists: () => [], save: () => undefined, changes: () => [] }, venue, find, now), unread: opened?.error ?? null };
  try {
    return listed(opened.value.instruments, venue, find, now);
  } finally {
    opened.value.close();
  }
}

type Instruments = Parameters<typeof createListKeeper>[0]['store'];

function listed(store: Instruments, venue: string | null, find: string | null, now: EpochMs): Listed {
  const keeper = createListKeeper({ store, gate: { refusal: () => 'nothing is contacted' }, wall: () => now, chance: () => 0, onChanges: () => undefined, log: () => undefined });
  const catalogue = createCatalogue(SOURCES, builtInLists, keeper.fetched);
  const all = (venue === null ? listedVenues() : [venue]).flatMap((one) => [...catalogue.of(one, now).values()]);
  const wanted = find?.toUpperCase() ?? '';
  const instruments = all.filter(({ listing: { symbol, base } }) => symbol.toUpperCase().includes(wanted) || base.toUpperCase() === wanted);
  const ids = new Set((venue === null ? SOURCES : sourcesFor(venue)).map(({ id }) => id));
  return { instruments, total: all.length, near: find === null || instruments.length > 0 ? null : nearestName(find, all.map(({ listing }) => listing.symbol)), changes: store.changes(CHANGES).filter(({ source }) => ids.has(source)), unread: null };
}
