import type { Percentiles } from '#shared/domain/duration.ts';
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

/** Messages were lost, or their order is wrong: what was merged from these topics is dropped, and they are asked for again. */
export type Gap = Readonly<{ what: string; topics: readonly string[] }>;

/** What a frame says. A frame that is none of these is malformed: counted, kept as a sample, never fatal. */
export type Reading =
  /** `topics` has the topic of each tick, at the same place. */
  | Readonly<{ kind: 'ticks'; topics: readonly string[]; ticks: readonly Tick[]; malformed: number }>
  /** `topics`: all that was granted, where the answer lists it; `refused`: what it says was not. */
  | Readonly<{ kind: 'ack'; id: number | null; topics: readonly string[] | null; refused?: readonly string[] }>
  /** `retryable`: the same request may succeed later (too many requests). `topics`: whom it is about, where it says so. */
  | Readonly<{ kind: 'error'; id: number | null; code: string; message: string; retryable: boolean; topics?: readonly string[] }>
  /** A sign of life: a question of the venue that must be answered with `reply` at once (Deribit test_request), else the answer to our own text ping, or a beat of the venue's. */
  | Readonly<{ kind: 'heartbeat'; reply: string | null }>
  /** The venue takes requests from here on. */
  | Readonly<{ kind: 'ready' }>
  /** The venue will cut this connection soon, as planned. */
  | Readonly<{ kind: 'notice'; what: string }>
  /** A known channel that carries nothing we use. `topics`: of whom it is news all the same. */
  | Readonly<{ kind: 'other'; what: string; topics?: readonly string[] }>
  | Readonly<{ kind: 'malformed'; path: string }>;

export type ParsedFrame = Reading & Readonly<{ gap?: Gap }>;

/** Reads the frames of one connection, in their order. Never throws. What it merges dies with the connection. */
export type Reader = (frame: string) => ParsedFrame;

/** Asked by HTTP before a socket is opened (a token). */
export type Handshake = Readonly<{
  method: 'GET' | 'POST';
  /** @returns where to connect, or null when the answer is not of the form; `id` is unique to the connection */
  read: (body: string, id: string) => Readonly<{ url: string }> | null;
}>;

/**
 * All that the connection must know of a venue's protocol. Pure: no socket, no clock, no log.
 * A venue is `dialect.ts` (topics, requests), `parse.ts` (frame → ParsedFrame) and a README with its coverage.
 */
export type VenueDialect = Readonly<{
  /** Names the stream; unique. A venue may have several (Bybit linear, inverse, option). */
  id: string;
  /** The venue that its ticks carry. */
  venue: string;
  /** As people call it: "Binance USD-M". */
  title: string;
  /** Of the socket, or of the handshake before it. */
  defaultUrl: string;
  /** Hosts that it may contact beside that of `defaultUrl`: where handshakes lead. */
  otherHosts?: readonly string[];
  /** How often one topic speaks when all is well; data is stale after max(3 × this, 5 s). */
  cadenceMs: number;
  /** Of a topic that speaks less often than prices do. */
  cadenceOf?: (topic: string) => number;
  /** Longest wait for the first data of a topic, where it is more than for the next. */
  firstDataMs?: number;
  /** The most topics of one connection; further ones get another. Absent: 1000. */
  maxTopics?: number;
  topicsFor: (wanted: Wanted) => readonly string[];
  handshake?: Handshake;
  /** Requests wait for a `ready` frame. */
  waitsForReady?: true;
  /** Frames to send when the socket opens, before subscribing. */
  greet: () => readonly string[];
  /** What keeps the connection alive, where a WebSocket ping does not. */
  keepAlive?: Readonly<{ everyMs: number; text: (id: number) => string }>;
  /** The venue's own time moves on with every message, also when nothing else changed: one that stands still is old news. */
  timeAdvances?: true;
  /** The most topics that one request may name. */
  batch: number;
  /** Least time between two requests, in ms. Absent: 125. */
  spacingMs?: number;
  /** `now`: our wall clock, for a venue whose requests carry a time. */
  subscribe: (topics: readonly string[], id: number, now: EpochMs) => string;
  unsubscribe: (topics: readonly string[], id: number, now: EpochMs) => string;
  /** A reader for one connection. */
  read: () => Reader;
}>;

export type FeedState = 'offline' | 'connecting' | 'open' | 'live' | 'stale' | 'waiting' | 'closed';

export type TopicHealth = Readonly<{ topic: string; state: 'pending' | 'live' | 'stale' | 'refused'; lastDataAt: EpochMs | null; reason?: string }>;

/** How much comes in, over the last seconds. */
export type Rates = Readonly<{ messagesPerSecond: number; bytesPerSecond: number }>;

/** What a feed says of itself; counters since it was created. */
export type FeedHealth = Rates & Readonly<{
  id: string;
  venue: string;
  title: string;
  host: string;
  state: FeedState;
  /** It was lost several times, and has not brought good data for long enough since. */
  unstable: boolean;
  /** The venue said that it would cut the connection, or did so for a restart. */
  planned: string | null;
  /** More than one in a hundred of its last messages cannot be read. */
  suspect: boolean;
  /** Wall-clock time of the last data frame, computed from a monotonic age. */
  lastDataAt: EpochMs | null;
  topics: readonly TopicHealth[];
  messages: number;
  bytes: number;
  malformed: number;
  lastMalformed: string | null;
  /** Ticks that were not told, because more came at once than could be read one by one and a newer one said the same of its instrument. */
  superseded: number;
  /** Times that messages were lost or out of order, and the last of them. */
  gaps: number;
  lastGap: Readonly<{ at: EpochMs; what: string }> | null;
  reconnects: number;
  /** Next attempt when `waiting`. */
  retryAt: EpochMs | null;
  lastError: string | null;
  /** Venue clock minus ours, in ms; null until it can be told. */
  clockOffsetMs: number | null;
  /** Round trip of a ping, in ms; null until one was answered. */
  roundTripMs: number | null;
  /** From the venue's own time of a message to its receipt, its clock set right. */
  latency: Percentiles | null;
}>;

export type FeedEvent =
  | Readonly<{ kind: 'ticks'; feedId: string; ticks: readonly Tick[]; /** When each of them is stale, in ms after its receipt. */ staleMs: readonly number[]; receivedAt: EpochMs; /** The same on a monotonic clock, before the frame was read. */ heardAt: number; epoch: number; replay: boolean }>
  | Readonly<{ kind: 'health'; health: FeedHealth }>;

/** A running feed. `want` replaces the desired topics; only the difference is sent. */
export type Feed = Readonly<{
  id: string;
  want: (topics: readonly string[]) => void;
  health: () => FeedHealth;
  /** Drops the socket and starts anew at once, on the user's word. */
  reconnect: () => void;
  /** The machine slept: sockets from before are dropped; a venue that asked for patience is not called sooner. */
  woke: () => void;
  close: () => Promise<void>;
}>;

export type FeedListener = (event: FeedEvent) => void;
