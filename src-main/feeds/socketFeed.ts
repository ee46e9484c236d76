import { WebSocket } from 'ws';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import { createConnectionMachine, type Effect, type Limits, limitsFor, type MachineEvent } from './connectionMachine.ts';
import type { Feed, FeedHealth, FeedListener, ParsedFrame, VenueDialect } from './feed.ts';
import { feedHealth } from './feedHealth.ts';
import { createRequestQueue, type RequestQueue } from './requestQueue.ts';

export type FeedOptions = Readonly<{
  id: string;
  url: string;
  listener: FeedListener;
  /** Recorded prices: every tick says so. */
  replay?: boolean;
  limits?: Partial<Limits>;
  wall?: () => number;
  monotonic?: () => number;
  random?: () => number;
  tickMs?: number;
}>;

/** A malformed frame is kept for the report, cut to this many characters. */
const SAMPLE_LENGTH = 2000;
const MAX_FRAME_BYTES = 1 << 20;

/**
 * One connection to one venue: the machine decides, this carries it out on a real socket. It subscribes to what is
 * wanted and no more, answers the venue's questions, and goes on after anything that it cannot read.
 */
export function createFeed(dialect: VenueDialect, options: FeedOptions): Feed {
  const { id, url, listener, replay = false, wall = Date.now, monotonic = () => performance.now(), random = Math.random, tickMs = 1000 } = options;
  const limits = { ...limitsFor(dialect.cadenceMs), ...options.limits };
  const machine = createConnectionMachine(limits);
  const counters = { messages: 0, malformed: 0, lastMalformed: null as string | null };
  let socket: WebSocket | null = null;
  let requestId = 0;
  let shown = '';
  const queue: RequestQueue = createRequestQueue((text) => sendText(text));

  const sendText = (text: string): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(text);
  };
  const health = (): FeedHealth => feedHealth({ id, url, dialect, counters, state: machine.state, now: monotonic(), wall: wall() });

  function apply(event: MachineEvent): void {
    for (const effect of machine.handle(event)) carryOut(effect);
    const current = health();
    const key = JSON.stringify([current.state, current.reconnects, current.lastError, current.malformed, current.topics.map((topic) => topic.state)]);
    if (event.kind !== 'tick' && key === shown) return;
    shown = key;
    listener({ kind: 'health', health: current });
  }

  function carryOut(effect: Effect): void {
    if (effect.kind === 'connect') connect(effect.epoch);
    else if (effect.kind === 'drop') drop();
    else if (effect.kind === 'ping') socket?.ping();
    else request(effect.kind, effect.topics);
  }

  function request(kind: 'subscribe' | 'unsubscribe', topics: readonly string[]): void {
    for (let from = 0; from < topics.length; from += dialect.batch) {
      const batch = topics.slice(from, from + dialect.batch);
      requestId += 1;
      queue.push({ id: requestId, topics: batch, kind, text: dialect[kind](batch, requestId) });
    }
  }

  function drop(): void {
    queue.clear();
    const old = socket;
    socket = null;
    // Its late events carry an old epoch and are ignored; `error` must still have a listener.
    old?.terminate();
  }

  function connect(epoch: number): void {
    queue.clear();
    const opened = new WebSocket(url, { perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES, handshakeTimeout: limits.handshakeMs, followRedirects: false });
    socket = opened;
    let reason = 'the venue closed the connection';
    opened.on('open', () => {
      if (socket !== opened) return;
      for (const text of dialect.greet()) sendText(text);
      apply({ kind: 'opened', at: monotonic(), epoch });
    });
    opened.on('message', (data, isBinary) => {
      if (socket === opened) receive(isBinary ? '' : String(data), epoch);
    });
    opened.on('pong', () => apply({ kind: 'frame', at: monotonic(), epoch, topics: [] }));
    opened.on('ping', () => apply({ kind: 'frame', at: monotonic(), epoch, topics: [] }));
    opened.on('error', (error) => {
      reason = error.message;
    });
    opened.on('close', (code) => apply({ kind: 'ended', at: monotonic(), epoch, reason: code === 1006 ? reason : `${reason} (${code})`, random: random() }));
  }

  function receive(text: string, epoch: number): void {
    counters.messages += 1;
    const parsed = dialect.parse(text);
    const at = monotonic();
    if (parsed.kind === 'ticks') {
      if (parsed.malformed > 0) keepSample(text, parsed.malformed);
      // A data frame has no effects; what it changes in the health report is sent with the next tick of the machine.
      machine.handle({ kind: 'frame', at, epoch, topics: parsed.topics });
      listener({ kind: 'ticks', feedId: id, ticks: parsed.ticks, receivedAt: receivedNow(), epoch, replay });
      return;
    }
    if (parsed.kind === 'malformed') keepSample(text, 1);
    apply({ kind: 'frame', at, epoch, topics: [] });
    answer(parsed, epoch);
  }

  function answer(parsed: Exclude<ParsedFrame, { kind: 'ticks' }>, epoch: number): void {
    if (parsed.kind === 'heartbeat' && parsed.reply !== null) sendText(parsed.reply);
    if (parsed.kind === 'ack' && parsed.id !== null) {
      const asked = queue.answered(parsed.id);
      const granted = parsed.topics;
      if (asked?.kind !== 'subscribe' || granted === null) return;
      const refused = asked.topics.filter((topic) => !granted.includes(topic));
      if (refused.length > 0) apply({ kind: 'refused', at: monotonic(), epoch, topics: refused, reason: 'the venue did not subscribe it' });
    }
    if (parsed.kind === 'error') {
      const asked = parsed.id === null ? null : queue.answered(parsed.id);
      if (asked?.kind !== 'subscribe') return;
      // One bad name fails the whole request: ask one by one, so that only the bad one is refused.
      if (asked.topics.length > 1) for (const topic of asked.topics) request('subscribe', [topic]);
      else apply({ kind: 'refused', at: monotonic(), epoch, topics: asked.topics, reason: `${parsed.message} (${parsed.code})` });
    }
  }

  function keepSample(text: string, count: number): void {
    counters.malformed += count;
    counters.lastMalformed = text.slice(0, SAMPLE_LENGTH);
  }

  const receivedNow = (): EpochMs => epochMs(Math.round(wall()));
  const timer = setInterval(() => apply({ kind: 'tick', at: monotonic(), wall: wall(), random: random() }), tickMs);

  return {
    id,
    want: (topics) => apply({ kind: 'want', at: monotonic(), topics }),
    health,
    reconnect: () => apply({ kind: 'reconnect', at: monotonic() }),
    close: async () => {
      clearInterval(timer);
      const old = socket;
      apply({ kind: 'close', at: monotonic() });
      if (old !== null && old.readyState !== WebSocket.CLOSED) await new Promise<void>((done) => old.once('close', () => done()));
    },
  };
}
