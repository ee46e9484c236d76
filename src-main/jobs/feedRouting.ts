import type { EpochMs } from '#shared/num/units.ts';
import { dialectsFor, hostsOf, REFERENCE } from '../feeds/dialects.ts';
import type { FeedHealth, VenueDialect } from '../feeds/feed.ts';
import { type Channel, type FeedDirector, staleLimitOf, type Subscription } from '../feeds/feedDirector.ts';
import type { Desk } from '../hub/desk.ts';
import type { EngineHost, Supply } from '../hub/engineHost.ts';
import { channelOf, wantedOf } from '../hub/supply.ts';
import type { PriceSources } from './priceSources.ts';

/** Which account takes its prices from where. */
export type FeedRouting = Readonly<{
  hasLiveFeed: (venue: string) => boolean;
  supplyOf: (venue: string, channel: Channel | null) => Supply;
  /** Hosts that the feeds of an account contact for what it holds; empty when there are none. */
  liveHostsOf: (accountId: string) => readonly string[];
  /** What is read beside the accounts' own streams, to compare their collateral with: of the reference venue, where the user allows its host. */
  reference: (subscriptions: readonly Subscription[]) => readonly Readonly<{ dialect: VenueDialect; topics: readonly string[] }>[];
  /** Every account to its channel, and every feed to what its accounts hold. */
  redirect: () => void;
}>;

type Place = Readonly<{ sources: PriceSources; desk: Desk; engine: () => EngineHost; feeds: () => FeedDirector; now: () => EpochMs }>;

export function createFeedRouting({ sources, desk, engine, feeds, now }: Place): FeedRouting {
  const hasLiveFeed = (venue: string): boolean => dialectsFor(venue).length > 0;
  /** Where a stream's own prices are, as the sources have it. */
  const liveHosts = (dialect: VenueDialect): readonly string[] => hostsOf(dialect, sources.urlFor(dialect, 'live'));

  function subscriptions(): readonly Subscription[] {
    const rules = { offline: desk.offline(), demoRuns: sources.demoRuns, replaySources: sources.replaySources, hasLiveFeed };
    return engine().accounts().flatMap((stored) => {
      const { accountId, portfolio: { venue } } = stored;
      const channel = channelOf(stored, venue, rules);
      engine().setChannel(accountId, channel);
      const book = engine().find(accountId)?.engine().book;
      return channel === null || book === undefined ? [] : [{ accountId, venue, channel, wanted: wantedOf(book, now()) }];
    });
  }

  return {
    hasLiveFeed,
    supplyOf: (venue, channel) => ({
      connected: channel !== null && areConnected(feeds().healthOf(venue, channel)),
      planned: channel === null ? null : feeds().healthOf(venue, channel).flatMap(({ planned }) => planned ?? [])[0] ?? null,
      staleMs: staleLimitOf(venue),
      liveHosts: [...new Set(dialectsFor(venue).flatMap(liveHosts))],
    }),
    liveHostsOf: (accountId) => {
      const book = engine().find(accountId)?.engine().book;
      if (book === undefined) return [];
      const wanted = wantedOf(book, now());
      return [...new Set(dialectsFor(book.portfolio.venue).filter(({ topicsFor }) => topicsFor(wanted).length > 0).flatMap(liveHosts))];
    },
    reference: (asked) => {
      const hosts = liveHosts(REFERENCE);
      const live = asked.filter(({ channel }) => channel === 'live').flatMap(({ wanted }) => [...wanted.assets, wanted.valuationCurrency]);
      if (live.length === 0 || hosts.length === 0 || !hosts.every((host) => desk.hosts().includes(host))) return [];
      return [{ dialect: REFERENCE, topics: REFERENCE.topicsFor({ instruments: [], assets: [...new Set(live)], valuationCurrency: 'USD' }) }];
    },
    redirect: () => feeds().direct(subscriptions()),
  };
}

/** Every stream that serves the account has its socket. */
const areConnected = (feeds: readonly FeedHealth[]): boolean => feeds.length > 0 && feeds.every(({ state }) => state === 'open' || state === 'live' || state === 'stale');
