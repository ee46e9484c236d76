import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { MachineState } from './connectionMachine.ts';
import type { FeedHealth, FeedState, TopicHealth, VenueDialect } from './feed.ts';

type Facts = Readonly<{
  id: string;
  url: string;
  dialect: VenueDialect;
  counters: Readonly<{ messages: number; malformed: number; lastMalformed: string | null }>;
  /** What the venue said about a request, since the socket was opened. */
  complaint: string | null;
  state: Readonly<MachineState>;
  /** Monotonic and wall time of this moment: ages are monotonic, only their display is wall time. */
  now: number;
  wall: number;
}>;

/** What a feed says of itself. "Live" means that every topic that was not refused speaks: an open socket alone is only "open". */
export function feedHealth({ id, url, dialect, counters, complaint, state, now, wall }: Facts): FeedHealth {
  const wallAt = (at: number): EpochMs => epochMs(Math.round(wall - (now - at)));
  const topics = [...state.topics].map(([topic, { state: topicState, lastDataAt, reason }]): TopicHealth => ({
    topic,
    state: topicState === 'silent' ? 'stale' : topicState,
    lastDataAt: lastDataAt === null ? null : wallAt(lastDataAt),
    ...(reason === null ? {} : { reason }),
  }));
  const last = Math.max(-Infinity, ...[...state.topics.values()].flatMap(({ lastDataAt }) => lastDataAt ?? []));
  return {
    id,
    venue: dialect.venue,
    title: dialect.title,
    host: hostOf(url),
    state: stateOf(state, topics),
    lastDataAt: Number.isFinite(last) ? wallAt(last) : null,
    topics,
    ...counters,
    reconnects: state.reconnects,
    retryAt: state.phase === 'waiting' && state.retryAt !== null ? wallAt(state.retryAt) : null,
    lastError: complaint ?? state.lastError,
  };
}

function stateOf(state: Readonly<MachineState>, topics: readonly TopicHealth[]): FeedState {
  if (state.phase === 'closed') return 'closed';
  if (state.phase === 'idle') return 'offline';
  if (state.phase === 'connecting') return 'connecting';
  if (state.phase === 'waiting') return 'waiting';
  const asked = topics.filter((topic) => topic.state !== 'refused');
  if (asked.some((topic) => topic.state === 'stale')) return 'stale';
  return asked.length > 0 && asked.every((topic) => topic.state === 'live') ? 'live' : 'open';
}

/** Host and port alone: a URL may carry a token. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '(no host)';
}
