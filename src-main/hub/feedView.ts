import type { FeedView } from '#shared/ipc/view.ts';
import type { FeedHealth } from '../feeds/feed.ts';

/** A feed as it is shown: its counters, and every topic that does not speak, with why and since when. */
export function feedView({ id, title, host, state, lastDataAt, retryAt, malformed, reconnects, messages, lastError, topics }: FeedHealth): FeedView {
  const silent = topics.filter((topic) => topic.state === 'stale' || topic.state === 'refused');
  return {
    id, title, host, state, lastDataAt, retryAt, malformed, reconnects, messages, lastError,
    silentTopics: silent.map(({ topic, reason, lastDataAt: at }) => ({ topic, reason: reason ?? 'no data', lastDataAt: at })),
  };
}
