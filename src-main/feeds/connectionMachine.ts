import type { Limits } from './limits.ts';
import type { Effect, MachineEvent, Phase } from './machineEvents.ts';
import { idleState, type MachineState, retryDelay } from './machineState.ts';
import { createSuccessor } from './successor.ts';
import { createTopicBook } from './topicBook.ts';

export type ConnectionMachine = Readonly<{ state: Readonly<MachineState>; handle: (event: MachineEvent) => readonly Effect[] }>;

/**
 * The life of one connection, venue-free and without a clock, a socket or chance of its own: same events, same effects.
 *
 * @param staleOf when a topic is stale that speaks less often than prices do
 */
export function createConnectionMachine(limits: Limits, staleOf?: (topic: string) => number): ConnectionMachine {
  const book = createTopicBook(limits, staleOf);
  const successor = createSuccessor(limits);
  const state = idleState(book.topics);
  let lastEpoch = 0;
  const hasSocket = (): boolean => state.phase === 'connecting' || state.phase === 'open';

  function enter(phase: Phase, at: number): void {
    state.phase = phase;
    state.phaseSince = at;
    state.retryAt = null;
  }

  function connect(at: number): Effect[] {
    if (lastEpoch > 0) state.reconnects += 1;
    lastEpoch += 1;
    state.epoch = lastEpoch;
    enter('connecting', at);
    return [{ kind: 'connect', epoch: state.epoch }];
  }

  /** The successor is given up. @param failedAt when it failed by itself */
  function dropSuccessor(failedAt: number | null): Effect[] {
    const epoch = successor.epoch();
    if (epoch === null) return [];
    successor.end(failedAt);
    return [{ kind: 'drop', epoch }];
  }

  function leave(): Effect[] {
    state.goodSince = null;
    book.silence();
    return [...(hasSocket() ? [{ kind: 'drop', epoch: state.epoch } as const] : []), ...dropSuccessor(null)];
  }

  const restart = (at: number): Effect[] => [...leave(), ...connect(at)];

  /** Ends the present socket, if any, and plans the next. */
  function fail(at: number, reason: string, random: number, patienceMs = 0): Effect[] {
    const effects = leave();
    state.lastError = reason;
    state.patientUntil = at + patienceMs;
    const delay = retryDelay(limits, state.failures, random, patienceMs);
    state.failures += 1;
    if (delay === 0) return [...effects, ...connect(at)];
    enter('waiting', at);
    state.retryAt = at + delay;
    return effects;
  }

  /** The present socket is about to go: a second one is opened beside it. */
  function succeed(at: number): Effect[] {
    if (!successor.mayStart(at)) return [];
    lastEpoch += 1;
    successor.start(lastEpoch, at);
    return [{ kind: 'connect', epoch: lastEpoch }];
  }

  /** The successor, which is open, takes the place of the present socket. */
  function promote(at: number, epoch: number): Effect[] {
    const old = state.epoch;
    successor.end(null);
    state.epoch = epoch;
    begin(at);
    return [{ kind: 'drop', epoch: old }];
  }

  function want(wanted: readonly string[], at: number): readonly Effect[] {
    const { added, gone } = book.replace(wanted, at);
    if (book.topics.size === 0) {
      const effects = leave();
      enter('idle', at);
      return effects;
    }
    if (state.phase === 'idle' && at < state.patientUntil) {
      enter('waiting', at);
      state.retryAt = state.patientUntil;
      return [];
    }
    if (state.phase === 'idle') return connect(at);
    if (state.phase !== 'open') return [];
    const sockets = [state.epoch, ...(successor.isOpen() ? [successor.epoch() ?? 0] : [])];
    return sockets.flatMap((epoch): Effect[] => [
      ...(gone.length > 0 ? [{ kind: 'unsubscribe', epoch, topics: gone } as const] : []),
      ...(added.length > 0 ? [{ kind: 'subscribe', epoch, topics: added } as const] : []),
    ]);
  }

  function begin(at: number): void {
    enter('open', at);
    state.lastFrameAt = at;
    state.lastPingAt = at;
    state.planned = null;
  }

  function opened(at: number): readonly Effect[] {
    begin(at);
    return [{ kind: 'subscribe', epoch: state.epoch, topics: book.askAll(at) }];
  }

  function tick(at: number, wall: number, random: number): readonly Effect[] {
    const last = state.lastTick;
    state.lastTick = { at, wall };
    if (state.phase === 'idle') return [];
    const slept = last !== null && Math.max(at - last.at, wall - last.wall) > limits.sleepMs;
    if (slept && !(state.phase === 'waiting' && at < state.patientUntil)) return restart(at);
    if (state.phase === 'connecting' && at - state.phaseSince > limits.handshakeMs) return fail(at, 'the handshake took too long', random);
    if (state.phase === 'waiting' && state.retryAt !== null && at >= state.retryAt) return connect(at);
    return state.phase === 'open' ? tend(at, random) : [];
  }

  /** Looks after an open socket: its age, its signs of life, and what each topic says. */
  function tend(at: number, random: number): readonly Effect[] {
    if (at - state.lastFrameAt > limits.transportDeadMs) return fail(at, 'nothing was heard from the venue', random);
    if (state.goodSince !== null && at - state.goodSince >= limits.forgiveMs) state.failures = 0;
    const { again, hopeless } = book.watch(at);
    if (hopeless) return fail(at, 'the connection is open but silent', random);
    const effects = renew(at);
    const { epoch } = state;
    if (again.length > 0) {
      // A slow topic that is asked for again says nothing against the line.
      if (again.some((name) => book.topics.get(name)?.isQuick === true && book.topics.get(name)?.state !== 'pending')) state.goodSince = null;
      effects.push({ kind: 'unsubscribe', epoch, topics: again }, { kind: 'subscribe', epoch, topics: again });
    }
    if (at - state.lastPingAt >= limits.pingMs) {
      state.lastPingAt = at;
      effects.push({ kind: 'ping', epoch });
    }
    return effects;
  }

  /** An old socket, or one that the venue will cut, gets a successor; one that waits long enough takes over. */
  function renew(at: number): Effect[] {
    const epoch = successor.epoch();
    if (epoch === null) return state.planned !== null || at - state.phaseSince > limits.lifetimeMs ? succeed(at) : [];
    if (successor.isReady(book.quickAndLive(), at)) return promote(at, epoch);
    return successor.isHopeless(at) ? dropSuccessor(at) : [];
  }

  /** What happens to the socket that is to take over. */
  function followSuccessor(event: Extract<MachineEvent, { epoch: number }>): readonly Effect[] {
    switch (event.kind) {
      case 'opened':
        successor.opened(event.at);
        return [{ kind: 'subscribe', epoch: event.epoch, topics: [...book.topics.keys()] }];
      case 'frame':
        successor.heard(event.topics.filter((topic) => book.topics.has(topic)));
        return successor.isReady(book.quickAndLive(), event.at) ? [...promote(event.at, event.epoch), ...heard(event.topics, event.at)] : [];
      case 'lost':
        return [{ kind: 'unsubscribe', epoch: event.epoch, topics: event.topics }, { kind: 'subscribe', epoch: event.epoch, topics: event.topics }];
      case 'ended':
        return dropSuccessor(event.at + (event.notBeforeMs ?? 0));
      case 'notice':
      case 'refused':
        return [];
    }
  }

  function heard(topics: readonly string[], at: number): readonly Effect[] {
    state.lastFrameAt = at;
    if (book.heard(topics, at)) state.goodSince ??= at;
    return [];
  }

  function ended(event: Extract<MachineEvent, { kind: 'ended' }>): readonly Effect[] {
    const next = successor.epoch();
    if (next !== null && successor.isOpen()) {
      state.reconnects += 1;
      return promote(event.at, next);
    }
    if (event.planned !== true) return fail(event.at, event.reason, event.random, event.notBeforeMs);
    // A restart of the venue is no failure of the line: it is given time, and called no worse than planned.
    state.planned ??= event.reason;
    return fail(event.at, event.reason, event.random, Math.max(event.notBeforeMs ?? 0, limits.plannedMs * (1 + event.random)));
  }

  function ofSocket(event: Extract<MachineEvent, { epoch: number }>): readonly Effect[] {
    if (event.epoch === successor.epoch()) return followSuccessor(event);
    if (event.epoch !== state.epoch || !hasSocket()) return [];
    if (event.kind === 'ended') return ended(event);
    if (event.kind === 'opened') return state.phase === 'connecting' ? opened(event.at) : [];
    if (state.phase !== 'open') return [];
    switch (event.kind) {
      case 'frame': return heard(event.topics, event.at);
      case 'refused':
        book.refuse(event.topics, event.reason);
        return [];
      case 'lost': {
        const topics = book.askAgain(event.topics, event.at);
        if (topics.length === 0) return [];
        return [{ kind: 'unsubscribe', epoch: event.epoch, topics }, { kind: 'subscribe', epoch: event.epoch, topics }];
      }
      case 'notice':
        state.planned = event.what;
        return succeed(event.at);
    }
  }

  /** The tick may have seen the sleep first: a socket that was begun just now is new enough. */
  function woke(at: number): readonly Effect[] {
    if (state.phase === 'idle' || (state.phase === 'waiting' && at < state.patientUntil)) return [];
    return state.phase === 'connecting' && at - state.phaseSince < limits.sleepMs ? [] : restart(at);
  }

  function handle(event: MachineEvent): readonly Effect[] {
    if (state.phase === 'closed') return [];
    if ('epoch' in event) return ofSocket(event);
    switch (event.kind) {
      case 'want': return want(event.topics, event.at);
      case 'tick': return tick(event.at, event.wall, event.random);
      case 'reconnect': return state.phase === 'idle' ? [] : restart(event.at);
      case 'woke': return woke(event.at);
      case 'close': {
        const effects = leave();
        enter('closed', event.at);
        return effects;
      }
    }
  }
  return { state, handle };
}
