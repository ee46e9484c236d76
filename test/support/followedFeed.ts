import { onTestFinished } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import type { Feed, FeedEvent, FeedHealth, FeedListener, FeedState, TopicHealth, VenueDialect } from '../../src-main/feeds/feed.ts';
import type { Limits } from '../../src-main/feeds/limits.ts';
import { createFeed, type FeedOptions } from '../../src-main/feeds/socketFeed.ts';

/** Limits short enough for a test on real sockets; their order is that of the real ones. */
export const SHORT: Limits = {
  handshakeMs: 300, pingMs: 50, transportDeadMs: 1000, staleMs: 200, firstDataMs: 200, backoffBaseMs: 20, backoffCapMs: 100, forgiveMs: 30_000, unstableAfter: 3, lifetimeMs: 86_400_000, overlapMs: 500, successorRetryMs: 200, plannedMs: 100, sleepMs: 6_000, nagMs: 2_000, hopelessMs: 200,
};

export type FollowedFeed = Readonly<{
  feed: Feed;
  ticks: readonly Tick[];
  events: readonly FeedEvent[];
  /** Every state that it reported, in order, repeats left out. */
  states: readonly FeedState[];
  state: () => FeedState;
  topic: (name: string) => TopicHealth['state'] | 'unwanted';
  marks: () => readonly string[];
}>;

/** A feed whose events are kept; closed when the test ends. */
export function follow(dialect: VenueDialect, url: string, { limits, ...options }: Partial<Omit<FeedOptions, 'listener'>> & Readonly<{ onEvent?: FeedListener }> = {}): FollowedFeed {
  const ticks: Tick[] = [];
  const events: FeedEvent[] = [];
  const states: FeedState[] = [];
  const listener = (event: FeedEvent): void => {
    events.push(event);
    if (event.kind === 'ticks') ticks.push(...event.ticks);
    else if (event.health.state !== states.at(-1)) states.push(event.health.state);
    options.onEvent?.(event);
  };
  const feed = createFeed(dialect, { id: 'under-test', url, random: () => 0.5, tickMs: 10, ...options, listener, limits: { ...SHORT, ...limits } });
  onTestFinished(async () => feed.close());
  const health = (): FeedHealth => feed.health();
  return {
    feed, ticks, events, states,
    state: () => health().state,
    topic: (name) => health().topics.find(({ topic }) => topic === name)?.state ?? 'unwanted',
    marks: () => ticks.flatMap((tick) => (tick.kind === 'quote' ? tick.markPrice : tick.indexPrice) ?? []),
  };
}
