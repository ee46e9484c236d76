import { expect, test } from 'vitest';
import { createPaintReport } from '../../../src-renderer/state/painted.ts';

test('the oldest tick on screen is told once it is painted, once a second at most', () => {
  let [now, wake] = [0, (): void => undefined];
  const told: number[] = [];
  const onPush = createPaintReport({ subscribe: (listener) => { wake = listener; return () => undefined; }, afterPaint: (act) => act(), now: () => now, report: (tickAt) => told.push(tickAt) });
  onPush({ seq: 1, now: 0, tickAt: 5 });
  onPush({ seq: 2, now: 0, tickAt: 7 });
  expect(told).toEqual([]);
  wake();
  onPush({ seq: 3, now: 0, tickAt: 9 });
  now = 500;
  wake();
  onPush({ seq: 4, now: 0 });
  now = 1500;
  wake();
  onPush({ seq: 5, now: 0, tickAt: 11 });
  wake();
  expect(told).toEqual([5, 11]);
});
