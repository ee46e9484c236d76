import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createConnectionMachine } from '../../../src-main/feeds/connectionMachine.ts';
import type { Effect, MachineEvent } from '../../../src-main/feeds/machineEvents.ts';
import { limitsFor } from '../../../src-main/feeds/limits.ts';

const limits = limitsFor(1000);
type Step = Readonly<{ kind: MachineEvent['kind']; wait: number; late: boolean; random: number; topics: readonly string[] }>;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('want', 'opened', 'frame', 'refused', 'ended', 'tick', 'tick', 'tick', 'frame', 'reconnect', 'lost', 'notice', 'notice'),
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
    const epoch = Math.max(1, machine.state.epoch + (late ? -1 : wait % 3 === 0 ? 1 : 0));
    const event: MachineEvent =
      kind === 'want' ? { kind, at, topics } : kind === 'tick' ? { kind, at, wall: at, random } : kind === 'reconnect' || kind === 'close' ? { kind, at }
        : kind === 'opened' ? { kind, at, epoch } : kind === 'frame' ? { kind, at, epoch, topics } : kind === 'lost' ? { kind, at, epoch, topics } : kind === 'notice' ? { kind, at, epoch, what: 'upgrade' } : kind === 'refused' ? { kind, at, epoch, topics, reason: 'no' } : { kind, at, epoch, reason: 'cut', random };
    const before = machine.state.epoch;
    check(event, machine.handle(event), machine, before);
  }
}
const run = (check: Parameters<typeof play>[1]): void => fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => play(steps, check)), { numRuns: 400 });

describe('over any sequence of events', () => {
  test('there are at most two sockets at a time, the second only beside an open one, and every connect has a new epoch', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const open = new Set<number>();
      let last = 0;
      play(steps, (event, effects, machine) => {
        if (event.kind === 'ended') open.delete(event.epoch);
        for (const effect of effects) {
          if (effect.kind === 'drop') open.delete(effect.epoch);
          if (effect.kind !== 'connect') continue;
          expect(effect.epoch).toBe(last + 1);
          last = effect.epoch;
          open.add(effect.epoch);
          expect(open.size).toBeLessThanOrEqual(machine.state.phase === 'open' ? 2 : 1);
        }
      });
    }), { numRuns: 400 });
  });

  test('events of an older socket change nothing', () => run((event, effects, _machine, epochBefore) => {
    if ('epoch' in event && event.epoch < epochBefore) expect(effects).toEqual([]);
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
