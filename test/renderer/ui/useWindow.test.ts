import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowWindow } from '../../../src-renderer/ui/useWindow.ts';

const ROW = 26;

describe('the rows that are drawn', () => {
  test('all of a short table, wherever it is scrolled', () => expect(rowWindow(60, ROW, 5000, 100)).toEqual({ from: 0, to: 60 }));

  test('cover what is in view, stay inside the table, and stay few', () => {
    fc.assert(fc.property(fc.integer({ min: 61, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 50, max: 1500 }), (count, part, height) => {
      const scrollTop = part * Math.max(0, count * ROW - height);
      const { from, to } = rowWindow(count, ROW, scrollTop, height);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(count);
      expect(from * ROW).toBeLessThanOrEqual(scrollTop);
      expect(to * ROW).toBeGreaterThanOrEqual(Math.min(count * ROW, scrollTop + height));
      expect(to - from).toBeLessThanOrEqual(height / ROW + 26);
    }));
  });

  test('something is drawn before the first layout', () => expect(rowWindow(1000, ROW, 0, 0).to).toBeGreaterThan(20));
  test('a table that shrank under its scroll position still shows its end', () => {
    const { from, to } = rowWindow(100, ROW, 1e6, 400);
    expect([from < to, to]).toEqual([true, 100]);
  });
});
