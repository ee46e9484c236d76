import type { Portfolio, UpcomingRules } from '../domain/account.ts';
import type { EpochMs } from '../num/units.ts';
import { sameData } from '../util/sameData.ts';
import { findVenue, upcomingSets, type VenueRules } from './registry.ts';

/**
 * The sets that a venue will put in the place of a portfolio's, ascending, with the instruments under each. An instrument that
 * the document described itself stays as it is; a set that is not one of its venue's has no successor.
 *
 * @param profiles venues that the user described
 * @param after a set that is valid by then is not upcoming
 */
export function upcomingFor(portfolio: Portfolio, after: EpochMs, profiles: readonly VenueRules[] = []): readonly UpcomingRules[] {
  const venue = findVenue(portfolio.venue) ?? profiles.find(({ id }) => id === portfolio.venue) ?? null;
  const current = venue?.sets.find(({ id }) => id === portfolio.parameters.id);
  if (venue === null || current === undefined) return [];
  return upcomingSets(venue, portfolio.model, current.validFrom > after ? current.validFrom : after).map((parameters) => ({
    parameters,
    instruments: portfolio.instruments.map((instrument) => {
      const before = venue.instrument(instrument.symbol, current.id);
      const isBuiltIn = before !== null && sameData(before, instrument);
      return isBuiltIn ? venue.instrument(instrument.symbol, parameters.id) ?? instrument : instrument;
    }),
  }));
}
