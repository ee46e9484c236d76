import { expect, test } from 'vitest';
import { createLatencyMeter } from '../../../src-main/hub/latency.ts';
import { createTickMarks } from '../../../src-main/hub/tickMarks.ts';

test('each stage has the nearest ranks of its own samples; a window that slept is no measure', () => {
  const meter = createLatencyMeter();
  for (let ms = 1; ms <= 100; ms += 1) meter.applied(0, ms);
  meter.judged(10, 14);
  meter.painted(0, 120_000);
  expect(meter.view()).toEqual({ receiptToEngine: { p50: 50, p95: 95, p99: 99, count: 100 }, engineToAlert: { p50: 4, p95: 4, p99: 4, count: 1 }, engineToScreen: null });
});

test('only the last samples count', () => {
  const meter = createLatencyMeter();
  for (let at = 0; at < 2000; at += 1) meter.applied(0, at < 1000 ? 1000 : 1);
  expect(meter.view().receiptToEngine).toEqual({ p50: 1, p95: 1, p99: 1, count: 512 });
});

test('a push carries the oldest tick that no earlier one did', () => {
  const marks = createTickMarks();
  marks.put('a', 5);
  marks.put('a', 3);
  marks.put('b', 1);
  expect([marks.take('a'), marks.take('a'), marks.take('b')]).toEqual([3, null, 1]);
});
