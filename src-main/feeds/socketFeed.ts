import { WebSocket } from 'ws';
import { epochMs } from '#shared/num/units.ts';
import { frameText } from '../util/frameText.ts';
import { createConnectionMachine, type Effect, type MachineEvent } from './connectionMachine.ts';
import type { Feed, FeedHealth, FeedListener, ParsedFrame, VenueDialect } from './feed.ts';
import { feedHealth } from './feedHealth.ts';
import { FOR_REPLAY, type Limits, limitsFor } from './limits.ts';
import { createSubscriber } from './subscriber.ts';

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
  const limits = { ...limitsFor(dialect.cadenceMs), ...options.limits, ...(replay ? FOR_REPLAY : {}) };
  const machine = createConnectionMachine(limits);
  const counters = { messages: 0, malformed: 0, lastMalformed: null as string | null };
  let complaint: string | null = null;
  let socket: WebSocket | null = null;
  let shown = '';

  const sendText = (text: string): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(text);
  };
  const subscriber = createSubscriber(dialect, sendText, (name) => {
    const topic = machine.state.topics.get(name);
    return topic !== undefined && topic.state !== 'live';
  });
  const health = (): FeedHealth => feedHealth({ id, url, dialect, counters, complaint, state: machine.state, now: monotonic(), wall: wall() });

  function apply(event: MachineEvent): void {
    for (const effect of machine.handle(event)) carryOut(effect);
    const current = health();
    const key = JSON.stringify([current.state, current.reconnects, current.lastError, current.topics.map((topic) => topic.state)]);
    if (event.kind !== 'tick' && key === shown) return;
    shown = key;
    listener({ kind: 'health', health: current });
  }

  function carryOut(effect: Effect): void {
    if (effect.kind === 'connect') connect(effect.epoch);
    else if (effect.kind === 'drop') drop();
    else if (effect.kind === 'ping') socket?.ping();
    else subscriber.request(effect.kind, effect.topics);
  }

  function drop(): void {
    subscriber.clear();
    const old = socket;
    socket = null;
    // Its late events carry an old epoch and are ignored; `error` must still have a listener.
    old?.terminate();
  }

  function connect(epoch: number): void {
    complaint = null;
    let reason = 'the venue closed the connection';
    const ended = (why: string): void => apply({ kind: 'ended', at: monotonic(), epoch, reason: why, random: random() });
    const heard = (): void => void machine.handle({ kind: 'frame', at: monotonic(), epoch, topics: [] });
    const opened = socketTo(url, limits.handshakeMs);
    if (typeof opened === 'string') {
      setImmediate(() => ended(opened));
      return;
    }
    socket = opened;
    opened.on('open', () => {
      if (socket !== opened) return;
      for (const text of dialect.greet()) sendText(text);
      apply({ kind: 'opened', at: monotonic(), epoch });
    });
    opened.on('message', (data, isBinary) => {
      if (socket === opened) receive(isBinary ? null : frameText(data), epoch);
    });
    opened.on('pong', heard);
    opened.on('ping', heard);
    opened.on('error', (error) => {
      reason = error.message;
    });
    opened.on('close', (code, said) => ended(code === 1006 ? reason : `${said.length === 0 ? reason : said.toString('utf8')} (${code})`));
  }

  /** Frames have no effects; what they change in the health report is sent with the next tick of the machine. */
  function receive(text: string | null, epoch: number): void {
    counters.messages += 1;
    const parsed: ParsedFrame = text === null ? { kind: 'malformed', path: '(binary)' } : dialect.parse(text);
    machine.handle({ kind: 'frame', at: monotonic(), epoch, topics: parsed.kind === 'ticks' ? parsed.topics : [] });
    const bad = parsed.kind === 'malformed' ? 1 : parsed.kind === 'ticks' ? parsed.malformed : 0;
    if (bad > 0) {
      counters.malformed += bad;
      counters.lastMalformed = (text ?? '(a binary frame)').slice(0, SAMPLE_LENGTH);
    }
    if (parsed.kind === 'ticks') listener({ kind: 'ticks', feedId: id, ticks: parsed.ticks, receivedAt: epochMs(Math.round(wall())), epoch, replay });
    if (parsed.kind === 'heartbeat' && parsed.reply !== null) sendText(parsed.reply);
    if (parsed.kind !== 'ack' && parsed.kind !== 'error') return;
    const verdict = subscriber.answer(parsed);
    if (verdict?.kind === 'complaint') complaint = verdict.text;
    if (verdict?.kind === 'refused') apply({ kind: 'refused', at: monotonic(), epoch, topics: verdict.topics, reason: verdict.reason });
  }

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

/** @returns the reason when the text is no address that a WebSocket can have */
function socketTo(url: string, handshakeTimeout: number): WebSocket | string {
  try {
    return new WebSocket(url, { perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES, handshakeTimeout, followRedirects: false });
  } catch (error) {
    return `the address cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}
