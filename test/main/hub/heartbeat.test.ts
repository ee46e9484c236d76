import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { startHeartbeat } from '../../../src-main/hub/heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function beating() {
  const counts = { frame: 0, second: 0, minute: 0, woke: 0 };
  const stalls: number[] = [];
  let slept = 0;
  let held = 0;
  const clock = { wall: () => epochMs(Date.now() + slept + held), monotonic: () => performance.now() + held };
  let waiting = 0;
  const beat = (name: keyof typeof counts) => () => void (counts[name] += 1);
  const frame = (): boolean => {
    counts.frame += 1;
    waiting = Math.max(0, waiting - 1);
    return waiting > 0;
  };
  const stop = startHeartbeat({ frame, second: beat('second'), minute: beat('minute'), woke: beat('woke'), stalled: (ms) => stalls.push(ms) }, clock);
  return { counts, stalls, stop, wait: (accounts: number) => { waiting = accounts; }, sleep: (ms: number) => { slept += ms; }, stall: (ms: number) => { held += ms; } };
}

test('beats frames, at least twenty a second, seconds and minutes, until it is stopped', () => {
  const { counts, stop } = beating();
  vi.advanceTimersByTime(60_000);
  expect(counts).toMatchObject({ second: 60, minute: 1, woke: 0 });
  expect(counts.frame).toBeGreaterThan(1200);
  stop();
  const before = { ...counts };
  vi.advanceTimersByTime(60_000);
  expect(counts).toEqual(before);
});

test('while other accounts wait, the next frame follows at once; then it is 25 ms again', () => {
  const { counts, stop, wait } = beating();
  wait(10);
  vi.advanceTimersByTime(25 + 15);
  expect(counts.frame).toBe(10);
  vi.advanceTimersByTime(23);
  expect(counts.frame).toBeLessThanOrEqual(11);
  stop();
});

test('sees by the wall clock that the machine slept, once for each sleep', () => {
  const { counts, stop, sleep } = beating();
  vi.advanceTimersByTime(2000);
  sleep(8 * 3_600_000);
  vi.advanceTimersByTime(5000);
  expect(counts.woke).toBe(1);
  stop();
});

test('fault 32, held up for two seconds: it is told, and is no sleep', () => {
  const { counts, stalls, stop, stall } = beating();
  vi.advanceTimersByTime(2000);
  stall(2000);
  vi.advanceTimersByTime(5000);
  expect(stalls).toEqual([2000]);
  expect(counts.woke).toBe(0);
  stop();
});
