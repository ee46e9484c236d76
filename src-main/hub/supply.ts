import { isExpired } from '#shared/domain/instrument.ts';
import type { Book } from '#shared/engine/book.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { priceSourcesOf } from '#shared/venues/priceSources.ts';
import type { AccountRecord } from '../db/records.ts';
import type { Wanted } from '../feeds/feed.ts';
import type { Channel } from '../feeds/feedDirector.ts';

/** What decides where prices come from. */
export type SupplyRules = Readonly<{ offline: boolean; demoRuns: boolean; replaySources: readonly string[]; hasLiveFeed: (venue: string) => boolean }>;

/**
 * Where an account's prices come from: a recording of its venue, the demo's own exchange, the venue itself when the
 * user has turned that on, else nowhere. Offline opens nothing at all.
 */
export function channelOf({ demo, live }: Pick<AccountRecord, 'demo' | 'live'>, venue: string, rules: SupplyRules): Channel | null {
  if (rules.offline) return null;
  if (rules.replaySources.some((source) => priceSourcesOf(venue).includes(source))) return 'replay';
  if (demo) return rules.demoRuns ? 'demo' : null;
  return live && rules.hasLiveFeed(venue) ? 'live' : null;
}

/** What an account needs streamed: the symbols that it holds and that still trade, and the indices that value it. */
export function wantedOf({ holdings, assets, valuationCurrency }: Book, now: EpochMs): Wanted {
  const instruments = [...holdings.values()].map(({ instrument }) => instrument).filter((instrument) => !isExpired(instrument, now));
  const settled = instruments.map(({ settle }) => settle).filter((asset) => asset !== valuationCurrency);
  return { instruments, assets: [...new Set([...assets, ...settled])], valuationCurrency };
}
