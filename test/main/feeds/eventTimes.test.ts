import { expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { epochMs } from '#shared/num/units.ts';
import { createEventTimes } from '../../../src-main/feeds/eventTimes.ts';

const tick = (eventAt: number | null): Tick => ({ kind: 'index', venue: 'v', base: 'BTC', quote: 'USD', eventAt: eventAt === null ? null : epochMs(eventAt) });
const STALE = () => 5000;

test('a topic whose time stands still for as long as it may be silent says nothing new, until its time moves again', () => {
  const { news } = createEventTimes();
  const heard = (at: number, eventAt: number | null): boolean => news({ ticks: [tick(eventAt)], topics: ['a'] }, true, at, STALE).topics.length === 1;
  expect([heard(0, 100), heard(4000, 100), heard(5000, 100), heard(5001, 100), heard(60_000, 100)]).toEqual([true, true, true, false, false]);
  expect([heard(61_000, 101), heard(62_000, 101)]).toEqual([true, true]);
  expect(heard(90_000, null)).toBe(true);
});

test('rows that stand still are left out of a frame; the others go on', () => {
  const { news } = createEventTimes();
  const rows = (a: number, b: number) => ({ ticks: [tick(a), tick(b)], topics: ['a', 'b'] });
  news(rows(1, 1), true, 0, STALE);
  expect(news(rows(1, 2), true, 9000, STALE)).toEqual({ ticks: [tick(2)], topics: ['b'] });
});

test('where the venue says nothing of its time, or it need not move, everything is news', () => {
  const { news } = createEventTimes();
  const rows = { ticks: [tick(1)], topics: ['a'] };
  news(rows, false, 0, STALE);
  expect(news(rows, false, 90_000, STALE)).toEqual(rows);
});
