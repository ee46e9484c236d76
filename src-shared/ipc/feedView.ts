import type { Percentiles } from '../domain/duration.ts';
import type { EpochMs } from '../num/units.ts';

/** One subscription of a feed: the age of its data is counted from `lastDataAt`. `reason`: why it does not speak. */
export type TopicView = Readonly<{ topic: string; state: 'pending' | 'live' | 'stale' | 'refused'; lastDataAt: EpochMs | null; reason: string | null }>;

export type FeedView = Readonly<{
  id: string;
  title: string;
  host: string;
  state: 'offline' | 'connecting' | 'open' | 'live' | 'stale' | 'waiting' | 'closed';
  /** It was lost several times and has not brought good data for long enough since. */
  unstable: boolean;
  /** The venue's own reason for a cut that it announced or made for a restart. */
  planned: string | null;
  /** More than one in a hundred of its last messages cannot be read. */
  suspect: boolean;
  lastDataAt: EpochMs | null;
  retryAt: EpochMs | null;
  malformed: number;
  /** The last message that could not be read, cut. */
  lastMalformed: string | null;
  /** Prices that a newer one overtook while many waited to be read. */
  superseded: number;
  gaps: number;
  lastGap: Readonly<{ at: EpochMs; what: string }> | null;
  reconnects: number;
  messages: number;
  messagesPerSecond: number;
  bytesPerSecond: number;
  /** Venue clock minus ours, in ms. */
  clockOffsetMs: number | null;
  roundTripMs: number | null;
  /** From the venue's own time to receipt. */
  latency: Percentiles | null;
  lastError: string | null;
  topics: readonly TopicView[];
}>;

/** How long prices take, stage by stage, in ms; a stage without a sample is null. */
export type LatencyView = Readonly<{
  /** Of the slowest feed. */
  venueToReceipt: Percentiles | null;
  receiptToEngine: Percentiles | null;
  /** From the engine to the durable alert row. */
  engineToAlert: Percentiles | null;
  engineToScreen: Percentiles | null;
}>;

/** Who may be contacted, and who was not. */
export type NetworkView = Readonly<{ allowed: readonly string[]; /** Newest first. */ refused: readonly Readonly<{ host: string; at: EpochMs }>[]; /** Whose prices collateral is compared with once its host is allowed. */ reference: Readonly<{ title: string; host: string }>; /** Where the venues of the user's accounts publish their instruments: read while live, once allowed. */ lists: readonly string[] }>;
