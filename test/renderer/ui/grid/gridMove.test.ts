import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridMove } from '../../../../src-renderer/ui/grid/gridMove.ts';
import { segmentsOf } from '../../../../src-renderer/ui/grid/segments.ts';

const SIZE = { lines: 40, columns: 11, page: 10 };
const go = (line: number, column: number, key: string, control = false): string => {
  const to = gridMove({ line, column }, key, control, SIZE);
  return to === null ? 'not ours' : `${to.line}/${to.column}`;
};

describe('a key in a grid', () => {
  test('arrows go one cell, and stay inside', () => expect([go(0, 0, 'ArrowDown'), go(39, 0, 'ArrowDown'), go(5, 0, 'ArrowLeft'), go(5, 10, 'ArrowRight')]).toEqual(['1/0', '39/0', '5/0', '5/10']));
  test('the head is reached by the arrow alone', () => expect([go(0, 3, 'ArrowUp'), go(3, 3, 'PageUp'), go(-1, 3, 'ArrowUp'), go(-1, 3, 'ArrowDown')]).toEqual(['-1/3', '0/3', '-1/3', '0/3']));
  test('Home and End are the ends of the line, with Control those of the table', () => expect([go(7, 4, 'Home'), go(7, 4, 'End'), go(7, 4, 'Home', true), go(7, 4, 'End', true)]).toEqual(['7/0', '7/10', '0/0', '39/10']));
  test('a page is what is in view', () => expect([go(7, 4, 'PageDown'), go(35, 4, 'PageDown'), go(25, 4, 'PageUp')]).toEqual(['17/4', '39/4', '15/4']));
  test('any other key is left to others', () => expect([go(0, 0, 'a'), go(0, 0, 'Tab'), go(0, 0, 'ArrowDown', true)]).toEqual(['not ours', 'not ours', 'not ours']));
  test('an empty table has its head', () => expect(gridMove({ line: -1, column: 0 }, 'End', true, { lines: 0, columns: 2, page: 1 })).toEqual({ line: -1, column: 1 }));
});

test('every line in view is drawn once, and so is the one with the focus; the rest is room', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), fc.nat(), fc.option(fc.nat()), (count, a, b, kept) => {
    const [from, to] = [a % count, Math.min(count, (a % count) + 1 + (b % 60))];
    const segments = segmentsOf({ from, to }, kept, count);
    const drawn = segments.flatMap((segment) => Array.from({ length: segment.to - segment.from }, (_, at) => segment.from + at));
    expect(new Set(drawn).size).toBe(drawn.length);
    for (let line = from; line < to; line += 1) expect(drawn).toContain(line);
    if (kept !== null && kept < count) expect(drawn).toContain(kept);
    const room = segments.reduce((sum, { gap }) => sum + gap, 0) + count - (segments.at(-1)?.to ?? 0);
    expect(room + drawn.length).toBe(count);
    expect(drawn).toEqual(drawn.toSorted((x, y) => x - y));
  }));
});
