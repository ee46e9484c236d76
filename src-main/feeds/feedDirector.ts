import { dialectOf } from './dialects.ts';
import type { Feed, FeedHealth, FeedListener, VenueDialect, Wanted } from './feed.ts';
import { limitsFor } from './limits.ts';
import { createFeed } from './socketFeed.ts';

/** Where an account's prices come from. `live` is the venue itself, and only on the user's word. */
export type Channel = 'live' | 'demo' | 'replay';
export type Subscription = Readonly<{ accountId: string; venue: string; channel: Channel; wanted: Wanted }>;

export type FeedDirector = Readonly<{
  /** Replaces what all accounts want; feeds are opened, changed and closed by the difference. */
  direct: (subscriptions: readonly Subscription[]) => void;
  health: () => readonly FeedHealth[];
  /** The feed that serves an account's venue and channel, if it runs. */
  healthOf: (venue: string, channel: Channel) => FeedHealth | null;
  reconnect: () => void;
  close: () => Promise<void>;
}>;

/** Data of a venue is stale after this many ms. */
export const staleLimitOf = (venue: string): number => limitsFor(dialectOf(venue)?.cadenceMs ?? 1000).staleMs;

type Options = Readonly<{
  /** URL of a channel; null when it cannot be opened (no demo exchange runs, say). */
  urlFor: (venue: string, channel: Channel) => string | null;
  listener: (channel: Channel) => FeedListener;
}>;

/** One feed per venue and channel, shared by all accounts that want it, subscribed to the union of what they hold. */
export function createFeedDirector({ urlFor, listener }: Options): FeedDirector {
  const feeds = new Map<string, Readonly<{ feed: Feed; url: string }>>();
  const closing = new Set<Promise<void>>();
  const idOf = (venue: string, channel: Channel): string => `${venue}:${channel}`;

  function end(id: string): void {
    const running = feeds.get(id);
    if (running === undefined) return;
    feeds.delete(id);
    const closed = running.feed.close().finally(() => closing.delete(closed));
    closing.add(closed);
  }

  /** The feed that runs at this address; one at another address is ended first. */
  function feedAt(id: string, url: string, dialect: VenueDialect, channel: Channel): Feed {
    const running = feeds.get(id);
    if (running?.url === url) return running.feed;
    end(id);
    const feed = createFeed(dialect, { id, url, listener: listener(channel), replay: channel === 'replay' });
    feeds.set(id, { feed, url });
    return feed;
  }

  function direct(subscriptions: readonly Subscription[]): void {
    const groups = Map.groupBy(subscriptions, ({ venue, channel }) => idOf(venue, channel));
    for (const id of feeds.keys()) if (!groups.has(id)) end(id);
    for (const [id, [first, ...rest]] of groups) {
      if (first === undefined) continue;
      const dialect = dialectOf(first.venue);
      const url = urlFor(first.venue, first.channel);
      if (dialect === null || url === null) end(id);
      else feedAt(id, url, dialect, first.channel).want([...new Set([first, ...rest].flatMap(({ wanted }) => dialect.topicsFor(wanted)))]);
    }
  }

  return {
    direct,
    health: () => [...feeds.values()].map(({ feed }) => feed.health()),
    healthOf: (venue, channel) => feeds.get(idOf(venue, channel))?.feed.health() ?? null,
    reconnect: () => {
      for (const { feed } of feeds.values()) feed.reconnect();
    },
    close: async () => {
      for (const id of feeds.keys()) end(id);
      await Promise.all(closing);
    },
  };
}
