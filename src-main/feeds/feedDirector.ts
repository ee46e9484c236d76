import { dialectsFor } from './dialects.ts';
import type { Feed, FeedHealth, FeedListener, VenueDialect, Wanted } from './feed.ts';
import type { HostGate } from './hostGate.ts';
import { staleAfter } from './limits.ts';
import type { Outside } from './outside.ts';
import { createShards, type Shards } from './shards.ts';
import { createFeed } from './socketFeed.ts';

/** Where an account's prices come from. `live` is the venue itself, and only on the user's word. */
export type Channel = 'live' | 'demo' | 'replay';
export type Subscription = Readonly<{ accountId: string; venue: string; channel: Channel; wanted: Wanted }>;

export type FeedDirector = Readonly<{
  /** Replaces what all accounts want; feeds are opened, changed and closed by the difference. */
  direct: (subscriptions: readonly Subscription[]) => void;
  health: () => readonly FeedHealth[];
  /** The feeds that serve the accounts of a venue over a channel, as far as they run. */
  healthOf: (venue: string, channel: Channel) => readonly FeedHealth[];
  reconnect: () => void;
  /** The machine slept. */
  woke: () => void;
  /** The user changed who may be contacted: only feeds that this concerns start anew. */
  recheck: () => void;
  close: () => Promise<void>;
}>;

/** Data of a venue is stale after this many ms. */
export const staleLimitOf = (venue: string): number => staleAfter(Math.max(1000, ...dialectsFor(venue).map(({ cadenceMs }) => cadenceMs)));

const DEFAULT_SHARD = 1000;

type Options = Readonly<{
  /** URL of a stream; null when it cannot be opened (no demo exchange runs, say). */
  urlFor: (dialect: VenueDialect, channel: Channel) => string | null;
  listener: (channel: Channel) => FeedListener;
  gate: HostGate;
  /** What a feed takes from outside, where that is not the world itself. */
  outside?: (feedId: string) => Partial<Outside>;
  /** Streams that are read beside those of the accounts, with what is wanted of them (reference prices). */
  extra?: (subscriptions: readonly Subscription[]) => readonly Readonly<{ dialect: VenueDialect; topics: readonly string[] }>[];
}>;

type Running = Readonly<{ feed: Feed; url: string; dialect: VenueDialect; channel: Channel }>;

/** One feed per stream and channel, shared by all accounts that want it, subscribed to the union of what they hold; more where one connection does not hold it all. */
export function createFeedDirector({ urlFor, listener, gate, outside, extra = () => [] }: Options): FeedDirector {
  const feeds = new Map<string, Running>();
  const shards = new Map<string, Shards>();
  const closing = new Set<Promise<void>>();

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
    const feed = createFeed(dialect, { id, url, gate, listener: listener(channel), replay: channel === 'replay', ...outside?.(id) });
    feeds.set(id, { feed, url, dialect, channel });
    return feed;
  }

  /** Every stream that somebody wants something of, with all that is wanted of it. */
  function streams(subscriptions: readonly Subscription[]): readonly Readonly<{ dialect: VenueDialect; channel: Channel; topics: readonly string[] }>[] {
    const asked = [
      ...subscriptions.flatMap(({ venue, channel, wanted }) => dialectsFor(venue).map((dialect) => ({ dialect, channel, topics: dialect.topicsFor(wanted) }))),
      ...extra(subscriptions).map(({ dialect, topics }) => ({ dialect, channel: 'live' as const, topics })),
    ];
    return [...Map.groupBy(asked, ({ dialect, channel }) => `${dialect.id}:${channel}`).values()].flatMap((group) => {
      const topics = [...new Set(group.flatMap((one) => one.topics))];
      return group[0] === undefined || topics.length === 0 ? [] : [{ ...group[0], topics }];
    });
  }

  function direct(subscriptions: readonly Subscription[]): void {
    const kept = new Set<string>();
    for (const { dialect, channel, topics } of streams(subscriptions)) {
      const url = urlFor(dialect, channel);
      if (url === null) continue;
      const key = `${dialect.id}:${channel}`;
      const spread = shards.get(key) ?? createShards(dialect.maxTopics ?? DEFAULT_SHARD);
      shards.set(key, spread);
      for (const [number, part] of spread.spread(topics)) {
        const id = number === 0 ? key : `${key}:${number + 1}`;
        kept.add(id);
        feedAt(id, url, dialect, channel).want(part);
      }
    }
    for (const id of feeds.keys()) if (!kept.has(id)) end(id);
  }

  return {
    direct,
    health: () => [...feeds.values()].map(({ feed }) => feed.health()),
    healthOf: (venue, channel) => {
      const served = dialectsFor(venue);
      return [...feeds.values()].filter((running) => running.channel === channel && served.includes(running.dialect)).map(({ feed }) => feed.health());
    },
    reconnect: () => {
      for (const { feed } of feeds.values()) feed.reconnect();
    },
    woke: () => {
      for (const { feed } of feeds.values()) feed.woke();
    },
    recheck: () => {
      for (const { feed, url } of feeds.values()) if (feed.health().state === 'waiting' || gate.refusal(url) !== null) feed.reconnect();
    },
    close: async () => {
      for (const id of feeds.keys()) end(id);
      await Promise.all(closing);
    },
  };
}
