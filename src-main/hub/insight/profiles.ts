import type { Portfolio } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Profile } from '#shared/engine/compare/profile.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { findVenue, newestSet, VENUES, type VenueRules } from '#shared/venues/registry.ts';

/** The id of the account's own model among the profiles. */
export const OWN = 'own';

/**
 * The models that a book is held against: its own first, then the newest valid set of every model of every venue.
 *
 * @param shelf venues of the user's own
 */
export function profilesFor(portfolio: Portfolio, at: EpochMs, shelf: readonly VenueRules[]): readonly Profile[] {
  const own: Profile = { id: OWN, title: titleOf(portfolio.venue, shelf), parameters: portfolio.parameters, instruments: portfolio.instruments };
  const symbols = portfolio.instruments.map(({ symbol }) => symbol);
  const others = [...VENUES, ...shelf].flatMap((venue) => venue.models.flatMap((model): Profile[] => {
    const parameters = newestSet(venue, at, model);
    if (parameters === null || parameters.id === portfolio.parameters.id) return [];
    const instruments = symbols.flatMap((symbol): Instrument[] => {
      const own = venue.instrument(symbol, parameters.id);
      return own === null ? [] : [own];
    });
    return [{ id: parameters.id, title: venue.title, parameters, instruments }];
  }));
  return [own, ...others];
}

const titleOf = (id: string, shelf: readonly VenueRules[]): string => (findVenue(id) ?? shelf.find((venue) => venue.id === id))?.title ?? id;
