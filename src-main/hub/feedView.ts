import type { Percentiles } from '#shared/domain/duration.ts';
import type { FeedView, TopicView } from '#shared/ipc/feedView.ts';
import type { FeedHealth } from '../feeds/feed.ts';

/** Topics of one feed that a window is told of; those that do not speak come first. */
const TOPICS_SHOWN = 300;

const RANK: Readonly<Record<TopicView['state'], number>> = { refused: 0, stale: 1, pending: 2, live: 3 };

/** A feed as it is shown: its counters, and its topics, those that do not speak first. */
export function feedView({ venue: _venue, bytes: _bytes, topics, ...health }: FeedHealth): FeedView {
  const views = topics.map(({ topic, state, lastDataAt, reason }): TopicView => ({ topic, state, lastDataAt, reason: reason ?? null }));
  return { ...health, topics: views.toSorted((a, b) => RANK[a.state] - RANK[b.state]).slice(0, TOPICS_SHOWN) };
}

/** The way from the venue to us, of the feed that takes longest. */
export function venueLatency(feeds: readonly FeedHealth[]): Percentiles | null {
  return feeds.flatMap(({ latency }) => latency ?? []).toSorted((a, b) => b.p95 - a.p95)[0] ?? null;
}
