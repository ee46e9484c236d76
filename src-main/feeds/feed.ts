import type { Instrument } from '#shared/domain/instrument.ts';
import type { Tick } from '#shared/domain/tick.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** What an account needs streamed: only what it holds. */
export type Wanted = Readonly<{
  instruments: readonly Instrument[];
  /** Assets whose index is needed in `valuationCurrency` (collateral, and the underlyings of positions). */
  assets: readonly string[];
  valuationCurrency: string;
}>;

/** A frame, read. A frame that is none of these is malformed: counted, kept as a sample, never fatal. */
export type ParsedFrame =
  | Readonly<{ kind: 'ticks'; topics: readonly string[]; ticks: readonly Tick[]; malformed: number }>
  | Readonly<{ kind: 'ack'; id: number | null; topics: readonly string[] | null }>
  /** `retryable`: the same request may succeed later (too many requests). */
  | Readonly<{ kind: 'error'; id: number | null; code: string; message: string; retryable: boolean }>
  /** A question of the venue that must be answered with `reply` at once (Deribit test_request). */
  | Readonly<{ kind: 'heartbeat'; reply: string | null }>
  /** A known channel that carries nothing we use. */
  | Readonly<{ kind: 'other'; what: string }>
  | Readonly<{ kind: 'malformed'; path: string }>;

/**
 * All that the connection must know of a venue's protocol. Pure: no socket, no clock, no log.
 * A venue is `dialect.ts` (topics, requests), `parse.ts` (frame → ParsedFrame) and a README with its coverage.
 */
export type VenueDialect = Readonly<{
  venue: string;
  /** As people call it: "Binance USD-M marks". */
  title: string;
  defaultUrl: string;
  /** How often one topic speaks when all is well; data is stale after max(3 × this, 5 s). */
  cadenceMs: number;
  topicsFor: (wanted: Wanted) => readonly string[];
  /** Frames to send when the socket opens, before subscribing. */
  greet: () => readonly string[];
  /** The most topics that one request may name. */
  batch: number;
  subscribe: (topics: readonly string[], id: number) => string;
  unsubscribe: (topics: readonly string[], id: number) => string;
  parse: (frame: string) => ParsedFrame;
}>;

export type FeedState = 'offline' | 'connecting' | 'open' | 'live' | 'stale' | 'waiting' | 'closed';

export type TopicHealth = Readonly<{ topic: string; state: 'pending' | 'live' | 'stale' | 'refused'; lastDataAt: EpochMs | null; reason?: string }>;

/** What a feed says of itself; counters since it was created. */
export type FeedHealth = Readonly<{
  id: string;
  venue: string;
  title: string;
  host: string;
  state: FeedState;
  /** Wall-clock time of the last data frame, computed from a monotonic age. */
  lastDataAt: EpochMs | null;
  topics: readonly TopicHealth[];
  messages: number;
  malformed: number;
  lastMalformed: string | null;
  reconnects: number;
  /** Next attempt when `waiting`. */
  retryAt: EpochMs | null;
  lastError: string | null;
}>;

export type FeedEvent =
  | Readonly<{ kind: 'ticks'; feedId: string; ticks: readonly Tick[]; receivedAt: EpochMs; epoch: number; replay: boolean }>
  | Readonly<{ kind: 'health'; health: FeedHealth }>;

/** A running feed. `want` replaces the desired topics; only the difference is sent. */
export type Feed = Readonly<{
  id: string;
  want: (topics: readonly string[]) => void;
  health: () => FeedHealth;
  /** Drops the socket and starts anew at once (resume from sleep, the user's Reconnect). */
  reconnect: () => void;
  close: () => Promise<void>;
}>;

export type FeedListener = (event: FeedEvent) => void;
