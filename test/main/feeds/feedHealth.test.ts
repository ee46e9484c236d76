import { describe, expect, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { createConnectionMachine } from '../../../src-main/feeds/connectionMachine.ts';
import type { MachineEvent } from '../../../src-main/feeds/machineEvents.ts';
import type { FeedHealth } from '../../../src-main/feeds/feed.ts';
import { feedHealth } from '../../../src-main/feeds/feedHealth.ts';
import { limitsFor } from '../../../src-main/feeds/limits.ts';
import { createMeters } from '../../../src-main/feeds/meters.ts';
import { createVenueClock } from '../../../src-main/feeds/venueClock.ts';

const WALL = 1_790_000_000_000;

/** The health of a feed to which these events happened; the wall clock starts at WALL. */
function after(...events: readonly MachineEvent[]): FeedHealth {
  const machine = createConnectionMachine(limitsFor(1000));
  for (const event of events) machine.handle(event);
  const now = events.at(-1)?.at ?? 0;
  return feedHealth({ id: 'a', url: 'wss://user:word@host.example:1234/ws?token=secret', dialect: binanceUsdmDialect, meters: createMeters().state(), clock: createVenueClock(), limits: limitsFor(1000), complaint: null, state: machine.state, now, wall: WALL + now });
}
const want: MachineEvent = { kind: 'want', at: 0, topics: ['a', 'b'] };
const opened: MachineEvent = { kind: 'opened', at: 100, epoch: 1 };
const frame = (at: number, ...topics: readonly string[]): MachineEvent => ({ kind: 'frame', at, epoch: 1, topics });
const ended = (at: number, epoch: number): MachineEvent => ({ kind: 'ended', at, epoch, reason: 'cut', random: 0.5 });
const tick = (at: number): MachineEvent => ({ kind: 'tick', at, wall: at, random: 0.5 });
const refused = (...topics: readonly string[]): MachineEvent => ({ kind: 'refused', at: 300, epoch: 1, topics, reason: 'no' });

describe('what a feed says of itself', () => {
  test.each<readonly [string, FeedHealth['state'], readonly MachineEvent[]]>([
    ['with nothing wanted', 'offline', []],
    ['while it connects', 'connecting', [want]],
    ['with an open socket alone', 'open', [want, opened]],
    ['with data of one of two topics', 'open', [want, opened, frame(200, 'a')]],
    ['with data of both', 'live', [want, opened, frame(200, 'a', 'b')]],
    ['with data of one, the other refused', 'live', [want, opened, frame(200, 'a'), refused('b')]],
    ['with every topic refused', 'open', [want, opened, refused('a', 'b')]],
    ['with one topic silent for long', 'stale', [want, opened, frame(200, 'a', 'b'), tick(3000), frame(5000, 'a'), tick(5900)]],
    ['between two attempts', 'waiting', [want, ended(1, 1), ended(2, 2)]],
    ['when closed', 'closed', [want, opened, { kind: 'close', at: 400 }]],
  ])('%s it is %s', (_when, state, events) => {
    expect(after(...events).state).toBe(state);
  });

  test('ages and the next attempt are given as wall time', () => {
    expect(after(want, opened, frame(200, 'a'), tick(900))).toMatchObject({ lastDataAt: WALL + 200, topics: [{ topic: 'a', lastDataAt: WALL + 200 }, { topic: 'b', lastDataAt: null }] });
    expect(after(want, ended(1, 1), ended(2, 2)).retryAt).toBe(WALL + 502);
  });

  test('the host is named, and nothing of the address that may be secret', () => {
    const health = after(want);
    expect(health.host).toBe('host.example:1234');
    expect(JSON.stringify(health)).not.toMatch(/secret|word/);
  });
});
