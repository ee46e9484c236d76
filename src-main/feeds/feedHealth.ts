import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { MachineState } from './machineState.ts';
import type { FeedHealth, FeedState, TopicHealth, VenueDialect } from './feed.ts';
import type { Limits } from './limits.ts';
import type { Meters } from './meters.ts';
import type { VenueClock } from './venueClock.ts';

type Facts = Readonly<{
  id: string;
  url: string;
  dialect: Pick<VenueDialect, 'venue' | 'title'>;
  meters: ReturnType<Meters['state']>;
  clock: Pick<VenueClock, 'offset' | 'bestRoundTrip' | 'latency'>;
  /** What the venue said about a request, since the socket was opened. */
  complaint: string | null;
  limits: Pick<Limits, 'unstableAfter'>;
  state: Readonly<MachineState>;
  /** Monotonic and wall time of this moment: ages are monotonic, only their display is wall time. */
  now: number;
  wall: number;
}>;

/** What a feed says of itself. "Live" means that every topic that was not refused speaks: an open socket alone is only "open". */
export function feedHealth({ id, url, dialect, meters, clock, complaint, limits, state, now, wall }: Facts): FeedHealth {
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
    state: stateOf(state),
    unstable: state.failures >= limits.unstableAfter,
    planned: state.planned,
    lastDataAt: Number.isFinite(last) ? wallAt(last) : null,
    topics,
    ...meters,
    clockOffsetMs: clock.offset(),
    roundTripMs: clock.bestRoundTrip(),
    latency: clock.latency(),
    reconnects: state.reconnects,
    retryAt: state.phase === 'waiting' && state.retryAt !== null ? wallAt(state.retryAt) : null,
    lastError: complaint ?? state.lastError,
  };
}

/** Decided by the topics that speak as often as prices do, where there are such: a funding rate may take its time. */
function stateOf(state: Readonly<MachineState>): FeedState {
  if (state.phase === 'closed') return 'closed';
  if (state.phase === 'idle') return 'offline';
  if (state.phase === 'connecting') return 'connecting';
  if (state.phase === 'waiting') return 'waiting';
  const all = [...state.topics.values()].filter((topic) => topic.state !== 'refused');
  const quick = all.filter(({ isQuick }) => isQuick);
  const asked = quick.length > 0 ? quick : all;
  if (asked.some((topic) => topic.state === 'silent')) return 'stale';
  return asked.length > 0 && asked.every((topic) => topic.state === 'live') ? 'live' : 'open';
}

/** Host and port alone: a URL may carry a token. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '(no host)';
}
