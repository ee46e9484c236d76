import { findVenue } from '#shared/venues/registry.ts';
import { priceSourcesOf } from '#shared/venues/priceSources.ts';
import type { StoredAccount } from '../db/records.ts';

/** Which accounts a recording drives: all of its venue, the demo's too. */
export function replayNotice(source: string, accounts: readonly StoredAccount[], offline: boolean): string {
  const title = findVenue(source)?.title ?? source;
  const driven = accounts.filter((account) => priceSourcesOf(account.portfolio.venue).includes(source)).map(({ name }) => name);
  if (driven.length === 0) return `No stored account is of ${title}: import one that holds its instruments.`;
  return `The recording of ${title} drives ${driven.join(', ')}${offline ? ', once the terminal is no longer offline' : ''}.`;
}
