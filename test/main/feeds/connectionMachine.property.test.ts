import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createConnectionMachine, type Effect, limitsFor, type MachineEvent } from '../../../src-main/feeds/connectionMachine.ts';

const limits = limitsFor(1000);
type Step = Readonly<{ kind: MachineEvent['kind']; wait: number; late: boolean; random: number; topics: readonly string[] }>;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('want', 'opened', 'frame', 'refused', 'ended', 'tick', 'tick', 'tick', 'frame', 'reconnect'),
  wait: fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.constantFrom(4999, 5001, 8001, 25_001, 60_001)),
  late: fc.boolean(),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  topics: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
});

/** Plays steps and hands every event with its effects to `check`. */
function play(steps: readonly Step[], check: (event: MachineEvent, effects: readonly Effect[], machine: ReturnType<typeof createConnectionMachine>, epochBefore: number) => void): void {
  const machine = createConnectionMachine(limits);
  let at = 0;
  for (const { kind, wait, late, random, topics } of steps) {
    at += wait;
    const epoch = Math.max(1, machine.state.epoch - (late ? 1 : 0));
    const event: MachineEvent =
      kind === 'want' ? { kind, at, topics } : kind === 'tick' ? { kind, at, wall: at, random } : kind === 'reconnect' || kind === 'close' ? { kind, at }
        : kind === 'opened' ? { kind, at, epoch } : kind === 'frame' ? { kind, at, epoch, topics } : kind === 'refused' ? { kind, at, epoch, topics, reason: 'no' } : { kind, at, epoch, reason: 'cut', random };
    const before = machine.state.epoch;
    check(event, machine.handle(event), machine, before);
  }
}
const run = (check: Parameters<typeof play>[1]): void => fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => play(steps, check)), { numRuns: 400 });

describe('over any sequence of events', () => {
  test('there is at most one socket at a time, and every connect has a new epoch', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let open: number | null = null;
      let last = 0;
      play(steps, (event, effects) => {
        if (event.kind === 'ended' && event.epoch === open) open = null;
        for (const effect of effects) {
          if (effect.kind === 'drop') open = null;
          if (effect.kind === 'connect') {
            expect(open).toBeNull();
            expect(effect.epoch).toBe(last + 1);
            last = effect.epoch;
            open = effect.epoch;
          }
        }
      });
    }), { numRuns: 400 });
  });

  test('events of an older socket change nothing', () => run((event, effects, _machine, epochBefore) => {
    if ('epoch' in event && event.epoch !== epochBefore) expect(effects).toEqual([]);
  }));

  test('no topic is live longer than its limit after its last data', () => run((event, _effects, machine) => {
    if (event.kind !== 'tick' || machine.state.phase !== 'open') return;
    for (const topic of machine.state.topics.values()) {
      if (topic.state === 'live') expect(event.at - (topic.lastDataAt ?? -Infinity)).toBeLessThanOrEqual(Math.max(limits.staleMs, event.at - topic.askedAt));
    }
  }));

  test('nothing is live without an open socket', () => run((_event, _effects, machine) => {
    if (machine.state.phase !== 'open') expect([...machine.state.topics.values()].filter(({ state }) => state === 'live')).toEqual([]);
  }));

  test('a retry waits no longer than the cap, and the first not at all', () => run((event, _effects, machine) => {
    const { state } = machine;
    if (state.phase !== 'waiting' || state.retryAt === null || state.phaseSince !== event.at) return;
    expect(state.retryAt - event.at).toBeLessThanOrEqual(limits.backoffCapMs);
    expect(state.failures).toBeGreaterThan(1);
  }));

  test('what is subscribed is wanted', () => run((_event, effects, machine) => {
    for (const effect of effects) if (effect.kind === 'subscribe') for (const topic of effect.topics) expect(machine.state.topics.has(topic)).toBe(true);
  }));
});

describe('one by one', () => {
  function opened() {
    const machine = createConnectionMachine(limits);
    machine.handle({ kind: 'want', at: 0, topics: ['a', 'b'] });
    return { machine, effects: machine.handle({ kind: 'opened', at: 0, epoch: 1 }) };
  }
  const ticks = (machine: ReturnType<typeof createConnectionMachine>, from: number, to: number, random = 0.5): readonly Effect[] => {
    const effects: Effect[] = [];
    for (let at = from; at <= to; at += 1000) effects.push(...machine.handle({ kind: 'tick', at, wall: at, random }));
    return effects;
  };

  test('the handshake is given up after 8 s and tried again at once', () => {
    const machine = createConnectionMachine(limits);
    expect(machine.handle({ kind: 'want', at: 0, topics: ['a'] })).toEqual([{ kind: 'connect', epoch: 1 }]);
    expect(ticks(machine, 0, 8000)).toEqual([]);
    expect(ticks(machine, 9000, 9000)).toEqual([{ kind: 'drop', epoch: 1 }, { kind: 'connect', epoch: 2 }]);
  });

  test('a transport that says nothing is dead after 25 s', () => {
    const machine = createConnectionMachine({ ...limits, staleMs: 60_000 });
    machine.handle({ kind: 'want', at: 0, topics: ['a'] });
    machine.handle({ kind: 'opened', at: 0, epoch: 1 });
    expect(ticks(machine, 0, 25_000).map(({ kind }) => kind)).toEqual(['ping', 'ping']);
    expect(ticks(machine, 26_000, 26_000)).toEqual([{ kind: 'drop', epoch: 1 }, { kind: 'connect', epoch: 2 }]);
  });

  test('pongs keep the transport but not the data: silent topics are asked for again, then the socket is replaced', () => {
    const { machine, effects } = opened();
    expect(effects).toEqual([{ kind: 'subscribe', topics: ['a', 'b'] }]);
    const seen: Effect[] = [];
    for (let at = 0; at <= 12_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: [] });
      seen.push(...machine.handle({ kind: 'tick', at, wall: at, random: 0 }));
    }
    expect(seen.filter(({ kind }) => kind === 'subscribe')).toEqual([{ kind: 'subscribe', topics: ['a', 'b'] }]);
    expect(seen.filter(({ kind }) => kind === 'drop' || kind === 'connect')).toEqual([{ kind: 'drop', epoch: 1 }, { kind: 'connect', epoch: 2 }]);
    expect(machine.state.lastError).toBe('the connection is open but silent');
  });

  test('one silent topic among live ones does not cost the connection', () => {
    const { machine } = opened();
    for (let at = 0; at <= 20_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: ['a'] });
      machine.handle({ kind: 'tick', at, wall: at, random: 0 });
    }
    expect(machine.state.epoch).toBe(1);
    expect([...machine.state.topics.values()].map(({ state }) => state)).toEqual(['live', 'silent']);
  });

  test('flapping backs off: failures are forgiven only after 30 s of good data', () => {
    const machine = createConnectionMachine(limits);
    machine.handle({ kind: 'want', at: 0, topics: ['a'] });
    const delays: number[] = [];
    let at = 0;
    for (let round = 0; round < 9; round += 1) {
      machine.handle({ kind: 'opened', at, epoch: machine.state.epoch });
      machine.handle({ kind: 'frame', at: at + 100, epoch: machine.state.epoch, topics: ['a'] });
      at += 3000;
      machine.handle({ kind: 'ended', at, epoch: machine.state.epoch, reason: 'cut', random: 0.999 });
      delays.push((machine.state.retryAt ?? at) - at);
      at = machine.state.retryAt ?? at;
      machine.handle({ kind: 'tick', at, wall: at, random: 0 });
    }
    expect(delays.map(Math.round)).toEqual([0, 999, 1998, 3996, 7992, 15_984, 29_970, 29_970, 29_970]);
  });

  test('after a sleep every topic is silent at once and a new socket is made', () => {
    const { machine } = opened();
    machine.handle({ kind: 'tick', at: 0, wall: 0, random: 0 });
    machine.handle({ kind: 'frame', at: 500, epoch: 1, topics: ['a', 'b'] });
    expect(machine.handle({ kind: 'tick', at: 1000, wall: 8 * 3_600_000, random: 0 })).toEqual([{ kind: 'drop', epoch: 1 }, { kind: 'connect', epoch: 2 }]);
    expect([...machine.state.topics.values()].map(({ state }) => state)).toEqual(['silent', 'silent']);
  });

  test('a stall of two seconds changes nothing', () => {
    const { machine } = opened();
    machine.handle({ kind: 'tick', at: 0, wall: 0, random: 0 });
    expect(machine.handle({ kind: 'tick', at: 3000, wall: 3000, random: 0 })).toEqual([]);
  });

  test('the socket is replaced before the venue cuts it at 24 h', () => {
    const { machine } = opened();
    const day = 23.5 * 3_600_000;
    machine.handle({ kind: 'frame', at: day, epoch: 1, topics: ['a', 'b'] });
    expect(machine.handle({ kind: 'tick', at: day + 1, wall: day + 1, random: 0 }).map(({ kind }) => kind)).toEqual(['drop', 'connect']);
  });

  test('a refused topic is not asked for again, and the others go on', () => {
    const { machine } = opened();
    machine.handle({ kind: 'refused', at: 10, epoch: 1, topics: ['b'], reason: 'unknown stream' });
    const seen: Effect[] = [];
    for (let at = 0; at <= 30_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: ['a'] });
      seen.push(...machine.handle({ kind: 'tick', at, wall: at, random: 0 }));
    }
    expect(seen.filter(({ kind }) => kind !== 'ping')).toEqual([]);
  });

  test('what is wanted changes by the difference only', () => {
    const { machine } = opened();
    expect(machine.handle({ kind: 'want', at: 5, topics: ['b', 'c'] })).toEqual([{ kind: 'unsubscribe', topics: ['a'] }, { kind: 'subscribe', topics: ['c'] }]);
    expect(machine.handle({ kind: 'want', at: 6, topics: [] })).toEqual([{ kind: 'drop', epoch: 1 }]);
  });
});
