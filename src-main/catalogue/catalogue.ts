import type { Listing } from '#shared/domain/listing.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { BuiltInList } from './codec.ts';
import type { ListSource } from './source.ts';
import { sourcesFor } from './sources.ts';

/** A list as it was read from the venue. */
export type FetchedList = Readonly<{ listings: readonly Listing[]; fetchedAt: EpochMs; expiresAt: EpochMs; /** Nothing follows from what an incomplete list leaves out. */ complete: boolean }>;

/** A listing with whose word it is, and of when. */
export type Known = Readonly<{
  listing: Listing;
  source: ListSource;
  /** The day of the list, as text: 2026-11-22. */
  asOf: string;
  /** Where a built-in list is from; null for one that was read from the venue. */
  origin: string | null;
  /** The list is past its time: it stands until a newer one is read. */
  stale: boolean;
}>;

export type Catalogue = Readonly<{
  /** What an account of this venue may hold, by symbol: read from the venue, else built in. */
  of: (venue: string, now: EpochMs) => ReadonlyMap<string, Known>;
  /** Whether every list of the venue has been read whole, so that a symbol in none of them is unknown to it. */
  isWhole: (venue: string) => boolean;
}>;

const dayOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);

/** @param fetched lists read from the venue, by the id of their source; one of them replaces what is built in of that source */
export function createCatalogue(sources: readonly ListSource[], builtIn: () => readonly BuiltInList[], fetched: () => ReadonlyMap<string, FetchedList>): Catalogue {
  return {
    of: (venue, now) => {
      const known = new Map<string, Known>();
      for (const source of sourcesFor(venue, sources)) {
        const list = fetched().get(source.id);
        const rows = list !== undefined
          ? list.listings.map((listing): Known => ({ listing, source, asOf: dayOf(list.fetchedAt), origin: null, stale: list.expiresAt <= now }))
          : builtIn().filter((one) => one.source === source.id).flatMap(({ listings, asOf, origin }) => listings.map((listing): Known => ({ listing, source, asOf, origin, stale: true })));
        for (const row of rows) if (!known.has(row.listing.symbol)) known.set(row.listing.symbol, row);
      }
      return known;
    },
    isWhole: (venue) => {
      const needed = sourcesFor(venue, sources);
      return needed.length > 0 && needed.every(({ id }) => fetched().get(id)?.complete === true);
    },
  };
}
