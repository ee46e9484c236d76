import type { Limits } from './limits.ts';
import { createTopicBook, type Topic } from './topicBook.ts';

export type Phase = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

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
  readonly topics: ReadonlyMap<string, Readonly<Topic>>;
};

export type ConnectionMachine = Readonly<{ state: Readonly<MachineState>; handle: (event: MachineEvent) => readonly Effect[] }>;

/** The life of one connection, venue-free and without a clock, a socket or chance of its own: same events, same effects. */
export function createConnectionMachine(limits: Limits): ConnectionMachine {
  const book = createTopicBook(limits);
  const state: MachineState = {
    phase: 'idle', epoch: 0, phaseSince: 0, lastFrameAt: 0, lastPingAt: 0, lastTick: null, failures: 0, goodSince: null,
    retryAt: null, reconnects: 0, lastError: null, topics: book.topics,
  };
  const hasSocket = (): boolean => state.phase === 'connecting' || state.phase === 'open';
  const dropSocket = (): Effect[] => (hasSocket() ? [{ kind: 'drop', epoch: state.epoch }] : []);

  function enter(phase: Phase, at: number): void {
    state.phase = phase;
    state.phaseSince = at;
    state.retryAt = null;
  }

  function connect(at: number): Effect[] {
    if (state.epoch > 0) state.reconnects += 1;
    state.epoch += 1;
    enter('connecting', at);
    return [{ kind: 'connect', epoch: state.epoch }];
  }

  function leave(): Effect[] {
    state.goodSince = null;
    book.silence();
    return dropSocket();
  }

  const restart = (at: number): Effect[] => [...leave(), ...connect(at)];

  /** Ends the present socket, if any, and plans the next: at once after the first failure, then full jitter. */
  function fail(at: number, reason: string, random: number): Effect[] {
    const effects = leave();
    state.lastError = reason;
    const delay = state.failures === 0 ? 0 : random * Math.min(limits.backoffCapMs, limits.backoffBaseMs * 2 ** state.failures);
    state.failures += 1;
    if (delay === 0) return [...effects, ...connect(at)];
    enter('waiting', at);
    state.retryAt = at + delay;
    return effects;
  }

  function want(wanted: readonly string[], at: number): readonly Effect[] {
    const { added, gone } = book.replace(wanted, at);
    if (book.topics.size === 0) {
      const effects = leave();
      enter('idle', at);
      return effects;
    }
    if (state.phase === 'idle') return connect(at);
    if (state.phase !== 'open') return [];
    const effects: Effect[] = [];
    if (gone.length > 0) effects.push({ kind: 'unsubscribe', topics: gone });
    if (added.length > 0) effects.push({ kind: 'subscribe', topics: added });
    return effects;
  }

  function opened(at: number): readonly Effect[] {
    enter('open', at);
    state.lastFrameAt = at;
    state.lastPingAt = at;
    return [{ kind: 'subscribe', topics: book.askAll(at) }];
  }

  function tick(at: number, wall: number, random: number): readonly Effect[] {
    const last = state.lastTick;
    state.lastTick = { at, wall };
    if (state.phase === 'idle') return [];
    if (last !== null && Math.max(at - last.at, wall - last.wall) > limits.sleepMs) return restart(at);
    if (state.phase === 'connecting' && at - state.phaseSince > limits.handshakeMs) return fail(at, 'the handshake took too long', random);
    if (state.phase === 'waiting' && state.retryAt !== null && at >= state.retryAt) return connect(at);
    return state.phase === 'open' ? tend(at, random) : [];
  }

  /** Looks after an open socket: its age, its signs of life, and what each topic says. */
  function tend(at: number, random: number): readonly Effect[] {
    if (at - state.lastFrameAt > limits.transportDeadMs) return fail(at, 'nothing was heard from the venue', random);
    if (at - state.phaseSince > limits.lifetimeMs) return restart(at);
    if (state.goodSince !== null && at - state.goodSince >= limits.forgiveMs) state.failures = 0;
    const { again, hopeless } = book.watch(at);
    if (hopeless) return fail(at, 'the connection is open but silent', random);
    const effects: Effect[] = [];
    if (again.length > 0) {
      state.goodSince = null;
      effects.push({ kind: 'unsubscribe', topics: again }, { kind: 'subscribe', topics: again });
    }
    if (at - state.lastPingAt >= limits.pingMs) {
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
      case 'opened': return state.phase === 'connecting' ? opened(event.at) : [];
      case 'frame':
        state.lastFrameAt = event.at;
        if (book.heard(event.topics, event.at)) state.goodSince ??= event.at;
        return [];
      case 'refused':
        book.refuse(event.topics, event.reason);
        return [];
      case 'ended': return fail(event.at, event.reason, event.random);
      case 'tick': return tick(event.at, event.wall, event.random);
      case 'reconnect': return state.phase === 'idle' ? [] : restart(event.at);
      case 'close': {
        const effects = leave();
        enter('closed', event.at);
        return effects;
      }
    }
  }
  return { state, handle };
}
