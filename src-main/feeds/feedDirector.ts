import { limitsFor } from './connectionMachine.ts';
import { dialectOf } from './dialects.ts';
import type { Feed, FeedHealth, FeedListener, Wanted } from './feed.ts';
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
  const feeds = new Map<string, Feed>();
  const idOf = (venue: string, channel: Channel): string => `${venue}:${channel}`;

  function direct(subscriptions: readonly Subscription[]): void {
    const groups = Map.groupBy(subscriptions, ({ venue, channel }) => idOf(venue, channel));
    for (const [id, feed] of feeds) {
      if (groups.has(id)) continue;
      feeds.delete(id);
      void feed.close();
    }
    for (const [id, [first, ...rest]] of groups) {
      if (first === undefined) continue;
      const dialect = dialectOf(first.venue);
      const url = urlFor(first.venue, first.channel);
      if (dialect === null || url === null) continue;
      const feed = feeds.get(id) ?? createFeed(dialect, { id, url, listener: listener(first.channel), replay: first.channel === 'replay' });
      feeds.set(id, feed);
      feed.want([...new Set([first, ...rest].flatMap(({ wanted }) => dialect.topicsFor(wanted)))]);
    }
  }

  return {
    direct,
    health: () => [...feeds.values()].map((feed) => feed.health()),
    healthOf: (venue, channel) => feeds.get(idOf(venue, channel))?.health() ?? null,
    reconnect: () => {
      for (const feed of feeds.values()) feed.reconnect();
    },
    close: async () => {
      await Promise.all([...feeds.values()].map((feed) => feed.close()));
      feeds.clear();
    },
  };
}
