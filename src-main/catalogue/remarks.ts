import type { Portfolio } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { Decimal, type EpochMs } from '#shared/num/units.ts';
import type { Catalogue, Known } from './catalogue.ts';
import { nearestName } from './nearest.ts';

/** Times of day of an expiry are written in more ways than one. */
const DAY_MS = 86_400_000;

/** Where a document says otherwise than the venue's list does, or names what is on none. One sentence each; empty where nothing is known of the venue. */
export function remarksOn({ venue, instruments }: Pick<Portfolio, 'venue' | 'instruments'>, catalogue: Catalogue, now: EpochMs): readonly string[] {
  const known = catalogue.of(venue, now);
  if (known.size === 0) return [];
  const whole = catalogue.isWhole(venue);
  return instruments.flatMap((instrument) => {
    const found = known.get(instrument.symbol);
    if (found !== undefined) return differences(instrument, found);
    const near = nearestName(instrument.symbol, known.keys(), whole ? 1 : 0);
    if (near !== null) return [`${instrument.symbol} is not on the venue's list; did you mean ${near}?`];
    return whole && instrument.kind !== 'spot' ? [`${instrument.symbol} is on none of the venue's lists; check its name.`] : [];
  });
}

function differences({ symbol, contractSize, expiry }: Instrument, { listing, source, asOf }: Known): readonly string[] {
  const list = `${source.title}'s list of ${asOf}`;
  const size = listing.contractSize !== undefined && !new Decimal(listing.contractSize).eq(contractSize) ? [`${symbol}: a contract is ${contractSize} in the document and ${listing.contractSize} in ${list}.`] : [];
  const end = listing.expiry !== undefined && (expiry === undefined || Math.abs(listing.expiry - expiry) >= DAY_MS)
    ? [`${symbol} ends on ${dayOf(listing.expiry)} by ${list}${expiry === undefined ? '; the document names no end' : `, on ${dayOf(expiry)} by the document`}.`] : [];
  const closed = listing.status === 'closed' || listing.status === 'closing' ? [`${symbol} is ${listing.status === 'closed' ? 'no longer traded' : 'about to be delisted'} by ${list}.`] : [];
  return [...size, ...end, ...closed];
}

const dayOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);
