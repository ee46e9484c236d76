import { describe, expect, test } from 'vitest';
import { ageText, clockText, momentText, sinceText, spanText, untilText } from '../../../src-renderer/ui/time.ts';

const AT = Date.UTC(2026, 10, 24, 14, 2, 39);

describe('an age is rounded down and keeps one unit', () => {
  test.each([[0, '<1 s'], [999, '<1 s'], [1000, '1 s'], [99_999, '99 s'], [100_000, '1 min'], [5_999_000, '99 min'], [6_000_000, '1 h'], [172_799_000, '47 h'], [172_800_000, '2 d']])('%i ms is %s', (ms, shown) => expect(ageText(ms)).toBe(shown));
});

test('times are UTC and say so where there is room', () => expect([clockText(AT), momentText(AT)]).toEqual(['14:02:39', '2026-11-24 14:02:39 UTC']));

test('a time of another day has its date', () => expect([sinceText(AT, AT + 1000), sinceText(AT, AT + 86_400_000)]).toEqual(['14:02:39', '24 Nov 14:02']));

test('a span in the two units that matter', () => expect([spanText(40_400), spanText(760_000), spanText(11_100_000)]).toEqual(['40 s', '12 min 40 s', '3 h 5 min']));

test('a wait is rounded up until it is over', () => expect([untilText(1), untilText(7900), untilText(0)]).toEqual(['in 1 s', 'in 8 s', 'now']));

test('a date out of range takes nothing down', () => expect(clockText(9e15)).toBe('??:??:??'));
