import { describe, expect, test } from 'vitest';
import { createConnectionMachine, type Effect } from '../../../src-main/feeds/connectionMachine.ts';
import { limitsFor } from '../../../src-main/feeds/limits.ts';

const limits = limitsFor(1000);

describe('the connection machine', () => {
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

  test('after a sleep a connection that was waiting for its retry is made at once', () => {
    const machine = createConnectionMachine(limits);
    machine.handle({ kind: 'want', at: 0, topics: ['a'] });
    machine.handle({ kind: 'ended', at: 1, epoch: 1, reason: 'refused', random: 0.9 });
    machine.handle({ kind: 'ended', at: 2, epoch: 2, reason: 'refused', random: 0.9 });
    expect(machine.state.phase).toBe('waiting');
    machine.handle({ kind: 'tick', at: 3, wall: 3, random: 0 });
    expect(machine.handle({ kind: 'tick', at: 4, wall: 3_600_000, random: 0 })).toEqual([{ kind: 'connect', epoch: 3 }]);
  });

  test('a wall clock that jumps back changes nothing', () => {
    const { machine } = opened();
    machine.handle({ kind: 'frame', at: 500, epoch: 1, topics: ['a', 'b'] });
    machine.handle({ kind: 'tick', at: 1000, wall: 3_600_000, random: 0 });
    expect(machine.handle({ kind: 'tick', at: 2000, wall: 1000, random: 0 })).toEqual([]);
    expect([...machine.state.topics.values()].map(({ state }) => state)).toEqual(['live', 'live']);
  });

  test('30 s of good data forgive earlier failures: the next retry is immediate again', () => {
    const machine = createConnectionMachine(limits);
    machine.handle({ kind: 'want', at: 0, topics: ['a'] });
    machine.handle({ kind: 'ended', at: 0, epoch: 1, reason: 'refused', random: 0.9 });
    machine.handle({ kind: 'opened', at: 1000, epoch: 2 });
    for (let at = 1000; at <= 32_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 2, topics: ['a'] });
      machine.handle({ kind: 'tick', at, wall: at, random: 0 });
    }
    expect(machine.handle({ kind: 'ended', at: 33_000, epoch: 2, reason: 'cut', random: 0.9 }).map(({ kind }) => kind)).toEqual(['drop', 'connect']);
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
