import { describe, expect, test } from 'vitest';
import { type ConnectionMachine, createConnectionMachine } from '../../../src-main/feeds/connectionMachine.ts';
import type { Effect } from '../../../src-main/feeds/machineEvents.ts';
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
    expect(effects).toEqual([{ kind: 'subscribe', epoch: 1, topics: ['a', 'b'] }]);
    const seen: Effect[] = [];
    for (let at = 0; at <= 12_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: [] });
      seen.push(...machine.handle({ kind: 'tick', at, wall: at, random: 0 }));
    }
    expect(seen.filter(({ kind }) => kind === 'subscribe')).toEqual([{ kind: 'subscribe', epoch: 1, topics: ['a', 'b'] }]);
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

  const day = 23.5 * 3_600_000;
  /** Half an hour before the venue cuts it, the second socket is asked for. */
  function aging(): ConnectionMachine {
    const { machine } = opened();
    machine.handle({ kind: 'frame', at: day, epoch: 1, topics: ['a', 'b'] });
    expect(machine.handle({ kind: 'tick', at: day + 1, wall: day + 1, random: 0 })).toContainEqual({ kind: 'connect', epoch: 2 });
    return machine;
  }

  test('before the venue cuts it at 24 h a second socket takes over, and no topic is without data meanwhile', () => {
    const machine = aging();
    expect(machine.handle({ kind: 'opened', at: day + 100, epoch: 2 })).toEqual([{ kind: 'subscribe', epoch: 2, topics: ['a', 'b'] }]);
    machine.handle({ kind: 'frame', at: day + 200, epoch: 1, topics: ['a', 'b'] });
    expect(machine.handle({ kind: 'frame', at: day + 300, epoch: 2, topics: ['a'] })).toEqual([]);
    expect(machine.state.epoch).toBe(1);
    expect(machine.handle({ kind: 'frame', at: day + 400, epoch: 2, topics: ['b'] })).toEqual([{ kind: 'drop', epoch: 1 }]);
    expect(machine.state).toMatchObject({ epoch: 2, phase: 'open', reconnects: 0 });
    expect([...machine.state.topics.values()].map(({ state }) => state)).toEqual(['live', 'live']);
    expect(machine.handle({ kind: 'frame', at: day + 500, epoch: 1, topics: ['a'] })).toEqual([]);
  });

  test('a second socket that fails costs nothing, and is tried again after its time', () => {
    const machine = aging();
    expect(machine.handle({ kind: 'ended', at: day + 200, epoch: 2, reason: 'refused', random: 0.5 })).toEqual([{ kind: 'drop', epoch: 2 }]);
    const seen: Effect[] = [];
    for (let at = day + 1000; at < day + 70_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: ['a', 'b'] });
      seen.push(...machine.handle({ kind: 'tick', at, wall: at, random: 0 }).filter(({ kind }) => kind === 'connect'));
    }
    expect(seen).toEqual([{ kind: 'connect', epoch: 3 }]);
    expect(machine.state).toMatchObject({ epoch: 1, phase: 'open', failures: 0 });
  });

  test('a second socket that opens and brings nothing is given up', () => {
    const machine = aging();
    machine.handle({ kind: 'opened', at: day + 100, epoch: 2 });
    const seen: Effect[] = [];
    for (let at = day + 1000; at < day + 20_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: ['a', 'b'] });
      seen.push(...machine.handle({ kind: 'tick', at, wall: at, random: 0 }).filter(({ kind }) => kind === 'drop'));
    }
    expect(seen).toEqual([{ kind: 'drop', epoch: 2 }]);
  });

  test('when the old socket is cut first, the second takes over at once', () => {
    const machine = aging();
    machine.handle({ kind: 'opened', at: day + 100, epoch: 2 });
    machine.handle({ kind: 'ended', at: day + 200, epoch: 1, reason: 'cut', random: 0.5 });
    expect(machine.state).toMatchObject({ epoch: 2, phase: 'open', failures: 0 });
  });

  test('a notice of the venue opens the second socket at once; a close for a restart is given time and is no failure of the line', () => {
    const { machine } = opened();
    expect(machine.handle({ kind: 'notice', at: 500, epoch: 1, what: 'service upgrade' })).toEqual([{ kind: 'connect', epoch: 2 }]);
    expect(machine.state.planned).toBe('service upgrade');
    machine.handle({ kind: 'ended', at: 600, epoch: 1, reason: 'Service restart (1012)', random: 0, planned: true });
    expect(machine.state).toMatchObject({ phase: 'waiting', planned: 'service upgrade' });
    expect(machine.state.retryAt).toBe(600 + limits.plannedMs);
    machine.handle({ kind: 'tick', at: 600 + limits.plannedMs, wall: 600 + limits.plannedMs, random: 0 });
    machine.handle({ kind: 'opened', at: 6000, epoch: 3 });
    expect(machine.state.planned).toBeNull();
  });

  test('the venue’s own patience is kept: no retry before it', () => {
    const { machine } = opened();
    machine.handle({ kind: 'ended', at: 1000, epoch: 1, reason: 'HTTP 429', random: 0, notBeforeMs: 16_000 });
    expect(machine.state).toMatchObject({ phase: 'waiting', retryAt: 17_000 });
  });

  test('a sleep is no reason to call a venue that asked for patience, and one to call any other at once', () => {
    const patient = opened().machine;
    patient.handle({ kind: 'tick', at: 500, wall: 500, random: 0 });
    patient.handle({ kind: 'ended', at: 1000, epoch: 1, reason: 'HTTP 418', random: 0, notBeforeMs: 3_600_000 });
    expect(patient.handle({ kind: 'tick', at: 20_000, wall: 20_000, random: 0 })).toEqual([]);
    expect(patient.state.phase).toBe('waiting');
    patient.handle({ kind: 'want', at: 20_500, topics: [] });
    expect(patient.handle({ kind: 'want', at: 20_600, topics: ['a'] })).toEqual([]);
    expect(patient.state).toMatchObject({ phase: 'waiting', retryAt: 3_601_000 });
    expect(patient.handle({ kind: 'reconnect', at: 21_000 }).map(({ kind }) => kind)).toEqual(['connect']);
  });

  test('after a sleep old sockets go and one that was begun just now stays; patience is kept', () => {
    const { machine } = opened();
    expect(machine.handle({ kind: 'woke', at: 1000 }).map(({ kind }) => kind)).toEqual(['drop', 'connect']);
    expect(machine.handle({ kind: 'woke', at: 1500 })).toEqual([]);
    machine.handle({ kind: 'ended', at: 2000, epoch: 2, reason: 'HTTP 418', random: 0, notBeforeMs: 120_000 });
    expect(machine.handle({ kind: 'woke', at: 3000 })).toEqual([]);
    expect(machine.state).toMatchObject({ phase: 'waiting', retryAt: 122_000 });
  });

  test('what was refused is asked for again after ten minutes, and lives if it is granted then', () => {
    const { machine } = opened();
    machine.handle({ kind: 'refused', at: 100, epoch: 1, topics: ['a', 'b'], reason: 'unknown' });
    const asked: number[] = [];
    for (let at = 1000; at <= 700_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: [] });
      for (const effect of machine.handle({ kind: 'tick', at, wall: at, random: 0 })) if (effect.kind === 'subscribe') asked.push(at);
      if (asked.length === 1) break;
    }
    expect(asked).toEqual([601_000]);
    machine.handle({ kind: 'frame', at: 602_000, epoch: 1, topics: ['a', 'b'] });
    expect([...machine.state.topics.values()].map(({ state }) => state)).toEqual(['live', 'live']);
  });

  test('a second socket is not tried again before the venue’s own patience', () => {
    const machine = aging();
    machine.handle({ kind: 'ended', at: day + 200, epoch: 2, reason: 'HTTP 429', random: 0.5, notBeforeMs: 3_600_000 });
    const seen: Effect[] = [];
    for (let at = day + 1000; at < day + 300_000; at += 1000) {
      machine.handle({ kind: 'frame', at, epoch: 1, topics: ['a', 'b'] });
      seen.push(...machine.handle({ kind: 'tick', at, wall: at, random: 0 }).filter(({ kind }) => kind === 'connect'));
    }
    expect(seen).toEqual([]);
  });

  test('after a gap the topics are asked for again, and are pending until data comes', () => {
    const { machine } = opened();
    machine.handle({ kind: 'frame', at: 100, epoch: 1, topics: ['a', 'b'] });
    expect(machine.handle({ kind: 'lost', at: 200, epoch: 1, topics: ['a', 'x'] })).toEqual([{ kind: 'unsubscribe', epoch: 1, topics: ['a'] }, { kind: 'subscribe', epoch: 1, topics: ['a'] }]);
    expect([...machine.state.topics.values()].map(({ state }) => state)).toEqual(['pending', 'live']);
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
    expect(machine.handle({ kind: 'want', at: 5, topics: ['b', 'c'] })).toEqual([{ kind: 'unsubscribe', epoch: 1, topics: ['a'] }, { kind: 'subscribe', epoch: 1, topics: ['c'] }]);
    expect(machine.handle({ kind: 'want', at: 6, topics: [] })).toEqual([{ kind: 'drop', epoch: 1 }]);
  });
});
