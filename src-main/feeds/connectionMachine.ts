/** All limits of a connection, in ms. */
export type Limits = Readonly<{
  handshakeMs: number;
  pingMs: number;
  transportDeadMs: number;
  /** Data of one topic is stale after this. */
  staleMs: number;
  backoffBaseMs: number;
  backoffCapMs: number;
  /** Good data for this long forgives earlier failures. */
  forgiveMs: number;
  /** A socket older than this is replaced before the venue cuts it. */
  lifetimeMs: number;
  /** A longer pause between two ticks means that the machine slept. */
  sleepMs: number;
  /** A silent topic among live ones is asked for again this often. */
  nagMs: number;
}>;

/** The house limits; stale data after max(3 × cadence, 5 s). */
export function limitsFor(cadenceMs: number): Limits {
  return {
    handshakeMs: 8_000, pingMs: 10_000, transportDeadMs: 25_000, staleMs: Math.max(3 * cadenceMs, 5_000), backoffBaseMs: 500, backoffCapMs: 30_000,
    forgiveMs: 30_000, lifetimeMs: 23.5 * 3_600_000, sleepMs: 6_000, nagMs: 60_000,
  };
}

export type Phase = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';
export type TopicState = 'pending' | 'live' | 'silent' | 'refused';
export type Topic = { state: TopicState; /** When it was last asked for. */ askedAt: number; lastDataAt: number | null; reason: string | null };

/** What happened, at a monotonic time. Events of a socket carry its epoch: those of an older one are ignored. */
export type MachineEvent = Readonly<{ at: number }> & (
  | Readonly<{ kind: 'want'; topics: readonly string[] }>
  | Readonly<{ kind: 'opened'; epoch: number }>
  | Readonly<{ kind: 'frame'; epoch: number; topics: readonly string[] }>
  | Readonly<{ kind: 'refused'; epoch: number; topics: readonly string[]; reason: string }>
  | Readonly<{ kind: 'ended'; epoch: number; reason: string; random: number }>
  /** Once a second. `wall` also sees time that a monotonic clock does not count while asleep; `random` in [0, 1) spreads the retries. */
  | Readonly<{ kind: 'tick'; wall: number; random: number }>
  | Readonly<{ kind: 'reconnect' }>
  | Readonly<{ kind: 'close' }>
);

export type Effect =
  | Readonly<{ kind: 'connect'; epoch: number }>
  | Readonly<{ kind: 'drop'; epoch: number }>
  | Readonly<{ kind: 'ping'; epoch: number }>
  | Readonly<{ kind: 'subscribe'; topics: readonly string[] }>
  | Readonly<{ kind: 'unsubscribe'; topics: readonly string[] }>;

export type MachineState = {
  phase: Phase;
  /** Raised with each socket. */
  epoch: number;
  phaseSince: number;
  lastFrameAt: number;
  lastPingAt: number;
  lastTick: Readonly<{ at: number; wall: number }> | null;
  /** Failures that good data has not forgiven yet. */
  failures: number;
  goodSince: number | null;
  retryAt: number | null;
  reconnects: number;
  lastError: string | null;
  topics: Map<string, Topic>;
};

export type ConnectionMachine = Readonly<{ state: Readonly<MachineState>; handle: (event: MachineEvent) => readonly Effect[] }>;

/** The life of one connection, venue-free and without a clock, a socket or chance of its own: same events, same effects. */
export function createConnectionMachine(limits: Limits): ConnectionMachine {
  const state: MachineState = {
    phase: 'idle', epoch: 0, phaseSince: 0, lastFrameAt: 0, lastPingAt: 0, lastTick: null, failures: 0, goodSince: null,
    retryAt: null, reconnects: 0, lastError: null, topics: new Map(),
  };
  const enter = (phase: Phase, at: number): void => {
    state.phase = phase;
    state.phaseSince = at;
  };
  const connect = (at: number): Effect[] => {
    if (state.epoch > 0) state.reconnects += 1;
    state.epoch += 1;
    state.retryAt = null;
    enter('connecting', at);
    return [{ kind: 'connect', epoch: state.epoch }];
  };
  const hasSocket = (): boolean => state.phase === 'connecting' || state.phase === 'open';
  const silence = (): void => {
    for (const topic of state.topics.values()) if (topic.state === 'live') topic.state = 'silent';
  };
  /** Ends the present socket, if any, and plans the next: at once after the first failure, then full jitter. */
  const fail = (at: number, reason: string, random: number): Effect[] => {
    const effects: Effect[] = hasSocket() ? [{ kind: 'drop', epoch: state.epoch }] : [];
    state.lastError = reason;
    state.goodSince = null;
    silence();
    const delay = state.failures === 0 ? 0 : random * Math.min(limits.backoffCapMs, limits.backoffBaseMs * 2 ** state.failures);
    state.failures += 1;
    if (delay === 0) return [...effects, ...connect(at)];
    enter('waiting', at);
    state.retryAt = at + delay;
    return effects;
  };
  const restart = (at: number): Effect[] => {
    const effects: Effect[] = hasSocket() ? [{ kind: 'drop', epoch: state.epoch }] : [];
    state.goodSince = null;
    silence();
    return [...effects, ...connect(at)];
  };
  const subscribeAll = (at: number): Effect[] => {
    const topics = [...state.topics.keys()];
    for (const topic of state.topics.values()) Object.assign(topic, { state: 'pending', askedAt: at, reason: null });
    return topics.length === 0 ? [] : [{ kind: 'subscribe', topics }];
  };

  function want(wanted: readonly string[], at: number): readonly Effect[] {
    const next = new Set(wanted);
    const gone = [...state.topics.keys()].filter((name) => !next.has(name));
    const added = [...next].filter((name) => !state.topics.has(name));
    for (const name of gone) state.topics.delete(name);
    for (const name of added) state.topics.set(name, { state: 'pending', askedAt: at, lastDataAt: null, reason: null });
    if (next.size === 0) {
      const effects: Effect[] = hasSocket() ? [{ kind: 'drop', epoch: state.epoch }] : [];
      enter('idle', at);
      state.retryAt = null;
      return effects;
    }
    if (state.phase === 'idle') return connect(at);
    if (state.phase !== 'open') return [];
    const effects: Effect[] = [];
    if (gone.length > 0) effects.push({ kind: 'unsubscribe', topics: gone });
    if (added.length > 0) effects.push({ kind: 'subscribe', topics: added });
    return effects;
  }

  function frame(topics: readonly string[], at: number): void {
    state.lastFrameAt = at;
    for (const name of topics) {
      const topic = state.topics.get(name);
      if (topic === undefined) continue;
      topic.state = 'live';
      topic.lastDataAt = at;
      topic.reason = null;
      state.goodSince ??= at;
    }
  }

  /** Topics that have said nothing for the limit: named silent, asked for again; all of them silent: a new socket. */
  function watchTopics(at: number, random: number): Effect[] {
    const again: string[] = [];
    let hopeless = state.topics.size > 0;
    for (const [name, topic] of state.topics) {
      if (topic.state === 'refused') continue;
      const quiet = at - Math.max(topic.lastDataAt ?? 0, topic.askedAt);
      if (topic.state !== 'silent' && quiet > limits.staleMs) {
        topic.state = 'silent';
        topic.reason = topic.lastDataAt === null ? 'no data since it was asked for' : 'no data';
        topic.askedAt = at;
        again.push(name);
      } else if (topic.state === 'silent' && quiet > limits.nagMs) {
        topic.askedAt = at;
        again.push(name);
      }
      if (topic.state !== 'silent' || at - topic.askedAt <= limits.staleMs) hopeless = false;
    }
    if (hopeless && [...state.topics.values()].some((topic) => topic.state === 'silent')) return fail(at, 'the connection is open but silent', random);
    if (again.length === 0) return [];
    state.goodSince = null;
    return [{ kind: 'unsubscribe', topics: again }, { kind: 'subscribe', topics: again }];
  }

  function tick(at: number, wall: number, random: number): readonly Effect[] {
    const last = state.lastTick;
    state.lastTick = { at, wall };
    if (last !== null && hasSocket() && Math.max(at - last.at, wall - last.wall) > limits.sleepMs) return restart(at);
    if (state.phase === 'connecting' && at - state.phaseSince > limits.handshakeMs) return fail(at, 'the handshake took too long', random);
    if (state.phase === 'waiting' && state.retryAt !== null && at >= state.retryAt) return connect(at);
    if (state.phase !== 'open') return [];
    if (at - state.lastFrameAt > limits.transportDeadMs) return fail(at, 'nothing was heard from the venue', random);
    if (at - state.phaseSince > limits.lifetimeMs) return restart(at);
    if (state.goodSince !== null && at - state.goodSince >= limits.forgiveMs) state.failures = 0;
    const effects = watchTopics(at, random);
    if (state.phase === 'open' && at - state.lastPingAt >= limits.pingMs) {
      state.lastPingAt = at;
      effects.push({ kind: 'ping', epoch: state.epoch });
    }
    return effects;
  }

  function handle(event: MachineEvent): readonly Effect[] {
    if (state.phase === 'closed') return [];
    if ('epoch' in event && (event.epoch !== state.epoch || !hasSocket())) return [];
    if ((event.kind === 'frame' || event.kind === 'refused') && state.phase !== 'open') return [];
    switch (event.kind) {
      case 'want': return want(event.topics, event.at);
      case 'opened':
        enter('open', event.at);
        state.lastFrameAt = event.at;
        state.lastPingAt = event.at;
        return subscribeAll(event.at);
      case 'frame':
        frame(event.topics, event.at);
        return [];
      case 'refused':
        state.lastFrameAt = event.at;
        for (const name of event.topics) {
          const topic = state.topics.get(name);
          if (topic !== undefined) Object.assign(topic, { state: 'refused', reason: event.reason });
        }
        return [];
      case 'ended': return fail(event.at, event.reason, event.random);
      case 'tick': return tick(event.at, event.wall, event.random);
      case 'reconnect': return state.topics.size === 0 ? [] : restart(event.at);
      case 'close': {
        const effects: Effect[] = hasSocket() ? [{ kind: 'drop', epoch: state.epoch }] : [];
        enter('closed', event.at);
        return effects;
      }
    }
  }
  return { state, handle };
}
