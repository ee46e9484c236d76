import { expect, test } from 'vitest';
import { createVenueClock } from '../../../src-main/feeds/venueClock.ts';

test('a venue that falls behind for good is late; its clock is not taken to have been set', () => {
  const clock = createVenueClock();
  clock.roundTrip(20);
  for (let second = 0; second < 100; second += 1) clock.stamped(second * 1000, second * 1000 + 10);
  expect([clock.offset(), clock.latency()?.p50]).toEqual([0, 10]);
  for (let second = 100; second < 1000; second += 1) clock.stamped(second * 1000, second * 1000 + 600_010);
  expect(clock.latency()?.p50).toBeGreaterThan(599_000);
});

test('a clock that is five minutes off, either way, is found by the fastest message', () => {
  for (const off of [300_000, -300_000]) {
    const clock = createVenueClock();
    for (const travel of [80, 40, 90]) clock.stamped(1_000_000 + off, 1_000_000 + travel);
    expect(clock.offset()).toBeCloseTo(off - 40, -1);
    expect(clock.latency()?.p50).toBeLessThan(60);
  }
});

test('a stamp that is more than a day off is no time of a message', () => {
  const clock = createVenueClock();
  clock.stamped(8.64e15, 1_790_000_000_000);
  expect([clock.offset(), clock.latency()]).toEqual([null, null]);
});

test('the round trip is the fastest of the last thirty: one that was fast an hour ago says nothing of now', () => {
  const clock = createVenueClock();
  clock.roundTrip(1);
  for (let ping = 0; ping < 30; ping += 1) clock.roundTrip(400 + ping);
  expect(clock.bestRoundTrip()).toBe(400);
});
