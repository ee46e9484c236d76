import { epochMs } from '#shared/num/units.ts';
import { createConnectionMachine } from './connectionMachine.ts';
import type { Feed, FeedHealth, FeedListener, ParsedFrame, Reader, VenueDialect } from './feed.ts';
import { feedHealth } from './feedHealth.ts';
import { createHostGate, type HostGate } from './hostGate.ts';
import { FOR_REPLAY, type Limits, limitsOf, staleAfter } from './limits.ts';
import type { Line } from './line.ts';
import type { Effect, MachineEvent } from './machineEvents.ts';
import { createEventTimes } from './eventTimes.ts';
import { createMeters } from './meters.ts';
import { type Outside, REAL } from './outside.ts';
import { createSubscriber, type Subscriber } from './subscriber.ts';
import { createTickQueue, type TickBatch, type TickQueue } from './tickQueue.ts';
import { createVenueClock } from './venueClock.ts';

export type FeedOptions = Readonly<{
  id: string;
  url: string;
  listener: FeedListener;
  /** Who may be contacted; absent: this machine only. */
  gate?: HostGate;
  /** Recorded prices: every tick says so. */
  replay?: boolean;
  limits?: Partial<Limits>;
  tickMs?: number;
}> & Partial<Outside>;

/** A line with what belongs to it alone: its requests, and what is merged from its frames. */
type Connection = Readonly<{ line: Line; subscriber: Subscriber; read: Reader; queue: TickQueue }> & { pingedAt: number | null; pings: number; ready: boolean };

/** Frames that change nothing but prices and counts: ticks that are held may wait for what follows. */
const PLAIN: ReadonlySet<ParsedFrame['kind']> = new Set(['ticks', 'heartbeat', 'other', 'malformed']);
const LOOPBACK_ONLY = createHostGate({ allowed: () => [], offline: () => false, onRefused: () => undefined });

/**
 * One feed from one venue: the machine decides, this carries it out on real sockets, of which there are two while one
 * takes over from the other. It subscribes to what is wanted and no more, answers the venue's questions, and goes on
 * after anything that it cannot read.
 */
export function createFeed(dialect: VenueDialect, options: FeedOptions): Feed {
  const { id, url, listener, gate = LOOPBACK_ONLY, replay = false, tickMs = 1000 } = options;
  const { wall, monotonic, random, every, after, openLine } = { ...REAL, ...options };
  const limits = { ...limitsOf(dialect), ...options.limits, ...(replay ? FOR_REPLAY : {}) };
  const { cadenceOf, cadenceMs } = dialect;
  // As many times the price's own limit as the cadence asks for.
  const staleOf = (topic: string): number => limits.staleMs * Math.max(1, staleAfter(cadenceOf?.(topic) ?? cadenceMs) / staleAfter(cadenceMs));
  const machine = createConnectionMachine(limits, staleOf);
  const clock = createVenueClock();
  const begun = { wall: wall(), at: monotonic() };
  machine.handle({ kind: 'tick', ...begun, random: 0 });
  const meters = createMeters();
  const times = createEventTimes();
  const connections = new Map<number, Connection>();
  const closing = new Set<Promise<void>>();
  let ticked = begun;
  let complaint: string | null = null;
  let shown = '';

  const health = (): FeedHealth => feedHealth({ id, url, dialect, meters: meters.state(), clock, complaint, limits, state: machine.state, now: monotonic(), wall: wall() });

  function apply(event: MachineEvent): void {
    for (const effect of machine.handle(event)) carryOut(effect);
    if (event.kind === 'tick') meters.second(event.at);
    const { state, unstable, planned, suspect, reconnects, lastError, topics, ...rest } = health();
    const key = JSON.stringify([state, unstable, planned, suspect, reconnects, lastError, topics.map((topic) => topic.state)]);
    if (event.kind !== 'tick' && key === shown) return;
    shown = key;
    listener({ kind: 'health', health: { state, unstable, planned, suspect, reconnects, lastError, topics, ...rest } });
  }

  function tick(): void {
    ticked = { wall: wall(), at: monotonic() };
    apply({ kind: 'tick', at: ticked.at, wall: ticked.wall, random: random() });
  }

  function carryOut(effect: Effect): void {
    if (effect.kind === 'connect') return connect(effect.epoch);
    const connection = connections.get(effect.epoch);
    if (connection === undefined) return;
    if (effect.kind === 'drop') drop(effect.epoch, connection);
    else if (effect.kind === 'ping') ping(connection);
    else connection.subscriber.request(effect.kind, effect.topics);
  }

  function drop(epoch: number, { line, subscriber }: Connection): void {
    connections.delete(epoch);
    subscriber.clear();
    const gone = line.drop().finally(() => closing.delete(gone));
    closing.add(gone);
  }

  function ping(connection: Connection): void {
    connection.pingedAt ??= monotonic();
    connection.pings += 1;
    if (dialect.keepAlive === undefined) connection.line.ping();
    else connection.line.send(dialect.keepAlive.text(connection.pings));
  }

  function connect(epoch: number): void {
    complaint = null;
    const line = openLine({
      url, dialect, gate, timeoutMs: limits.handshakeMs, wall,
      events: {
        opened: () => {
          for (const text of dialect.greet()) line.send(text);
          // A recording holds its welcome, but plays only to whoever asks.
          if (dialect.waitsForReady !== true || replay) ready(epoch);
        },
        frame: (text, bytes, behind) => receive(text, bytes, epoch, behind),
        alive: () => void machine.handle({ kind: 'frame', at: monotonic(), epoch, topics: [] }),
        answered: () => answered(epoch),
        ended: (ending) => {
          // A line that ended by itself is gone; one whose address is refused never was.
          connections.get(epoch)?.subscriber.clear();
          connections.delete(epoch);
          apply({ kind: 'ended', at: monotonic(), epoch, random: random(), ...ending });
        },
      },
    });
    const needs = (name: string): boolean => {
      const topic = machine.state.topics.get(name);
      return topic !== undefined && (topic.state !== 'live' || epoch !== machine.state.epoch);
    };
    connections.set(epoch, { line, subscriber: createSubscriber(dialect, line.send, needs, { wall, after }), read: dialect.read(), queue: createTickQueue((batch) => deliver(batch, epoch), meters.superseded), pingedAt: null, pings: 0, ready: false });
  }

  function ready(epoch: number): void {
    const connection = connections.get(epoch);
    if (connection === undefined || connection.ready) return;
    connection.ready = true;
    apply({ kind: 'opened', at: monotonic(), epoch });
  }

  /** A sign of life, and the answer to a ping that is under way. */
  function answered(epoch: number): void {
    const connection = connections.get(epoch);
    if (connection?.pingedAt != null) clock.roundTrip(monotonic() - connection.pingedAt);
    if (connection !== undefined) connection.pingedAt = null;
    machine.handle({ kind: 'frame', at: monotonic(), epoch, topics: [] });
  }

  /** What comes along with a topic is named after it: `topic what`. */
  const isWanted = (topic: string): boolean => machine.state.topics.has(topic) || machine.state.topics.has(topic.split(' ', 1)[0] ?? topic);

  /** Rows of what nobody asked for are left out: a venue decides neither what is kept nor how much. */
  function wanted({ ticks, topics }: Pick<Extract<ParsedFrame, { kind: 'ticks' }>, 'ticks' | 'topics'>): Pick<Extract<ParsedFrame, { kind: 'ticks' }>, 'ticks' | 'topics'> {
    const kept = topics.flatMap((topic, at) => (isWanted(topic) ? [at] : []));
    if (kept.length === topics.length) return { ticks, topics };
    return { ticks: kept.flatMap((at) => ticks[at] ?? []), topics: kept.flatMap((at) => topics[at] ?? []) };
  }

  function deliver({ topics, ...batch }: TickBatch, epoch: number): void {
    if (epoch === machine.state.epoch) listener({ kind: 'ticks', feedId: id, ...batch, staleMs: topics.map(staleOf), epoch, replay });
  }

  /** Data has no effects but on a successor; what it changes in the health report is sent with the next tick of the machine. */
  function receive(text: string | null, bytes: number, epoch: number, behind: number): void {
    const connection = connections.get(epoch);
    if (connection === undefined) return;
    const heardAt = monotonic();
    // Frames that waited through a sleep come before the timer does: it is told of the sleep first.
    if (Math.max(heardAt - ticked.at, wall() - ticked.wall) > limits.sleepMs) {
      tick();
      if (!connections.has(epoch)) return;
    }
    const read: ParsedFrame = text === null ? { kind: 'malformed', path: '(binary)' } : connection.read(text);
    const parsed = replay || read.kind !== 'ticks' ? read : { ...read, ...times.news(wanted(read), dialect.timeAdvances === true, heardAt, staleOf) };
    const receivedAt = epochMs(Math.round(wall()));
    meters.received(text, bytes, parsed, receivedAt);
    if (parsed.gap !== undefined || !PLAIN.has(parsed.kind)) connection.queue.flush();
    const topics = 'topics' in parsed && (parsed.kind === 'ticks' || parsed.kind === 'other') ? parsed.topics ?? [] : [];
    for (const effect of machine.handle({ kind: 'frame', at: heardAt, epoch, topics })) carryOut(effect);
    if (parsed.gap !== undefined) apply({ kind: 'lost', at: monotonic(), epoch, topics: parsed.gap.topics });
    if (parsed.kind === 'ticks') {
      const stamps = parsed.ticks.flatMap(({ eventAt }) => eventAt ?? []);
      // Our wall clock may be set meanwhile: the time since the start is monotonic.
      if (stamps.length > 0 && !replay) clock.stamped(Math.max(...stamps), begun.wall + heardAt - begun.at);
      // A recording is played to the last tick, however fast.
      if (parsed.ticks.length > 0) connection.queue.put({ ticks: parsed.ticks, topics: parsed.topics, receivedAt, heardAt }, replay ? 0 : behind);
    } else if (parsed.kind === 'heartbeat') {
      if (parsed.reply !== null) connection.line.send(parsed.reply);
      // A beat of the venue's own is no answer to a ping of the protocol.
      else if (dialect.keepAlive !== undefined) answered(epoch);
    } else if (parsed.kind === 'ready') ready(epoch);
    else if (parsed.kind === 'notice') apply({ kind: 'notice', at: monotonic(), epoch, what: parsed.what });
    else if (parsed.kind === 'ack' || parsed.kind === 'error') settle(parsed, connection.subscriber, epoch);
    if (behind === 0) connection.queue.flush();
  }

  function settle(parsed: Extract<ParsedFrame, { kind: 'ack' | 'error' }>, subscriber: Subscriber, epoch: number): void {
    const verdict = subscriber.answer(parsed);
    if (verdict?.kind === 'complaint') complaint = verdict.text;
    if (verdict?.kind === 'refused') apply({ kind: 'refused', at: monotonic(), epoch, topics: verdict.topics, reason: verdict.reason });
  }

  const stopTicking = every(tickMs, tick);

  return {
    id,
    want: (topics) => apply({ kind: 'want', at: monotonic(), topics }),
    health,
    reconnect: () => apply({ kind: 'reconnect', at: monotonic() }),
    woke: () => apply({ kind: 'woke', at: monotonic() }),
    close: async () => {
      stopTicking();
      apply({ kind: 'close', at: monotonic() });
      await Promise.all(closing);
    },
  };
}
