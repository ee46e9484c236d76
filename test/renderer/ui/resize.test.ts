import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clamped, limitsOf, sizeByKey } from '../../../src-renderer/ui/layout/resize.ts';

const LIMITS = { least: 100, most: 500 };

describe('the size of a pane by key', () => {
  test('the arrow towards the rest makes it larger, with Shift in long steps', () => {
    expect([sizeByKey('ArrowLeft', false, 'left', 300, LIMITS), sizeByKey('ArrowRight', true, 'left', 300, LIMITS), sizeByKey('ArrowUp', false, 'top', 300, LIMITS), sizeByKey('ArrowDown', true, 'top', 300, LIMITS)]).toEqual([310, 240, 310, 240]);
  });
  test('the other two arrows mean something else', () => expect([sizeByKey('ArrowUp', false, 'left', 300, LIMITS), sizeByKey('ArrowLeft', false, 'top', 300, LIMITS), sizeByKey('a', false, 'top', 300, LIMITS)]).toEqual([null, null, null]));
  test('Home and End are its limits', () => expect([sizeByKey('Home', false, 'top', 300, LIMITS), sizeByKey('End', false, 'top', 300, LIMITS)]).toEqual([100, 500]));
});

test('a size stays within its limits, and the limits make sense in any window', () => {
  fc.assert(fc.property(fc.integer({ min: -1000, max: 5000 }), fc.nat(400), fc.nat(800), fc.nat(3000), (px, least, leave, room) => {
    const limits = limitsOf(least, leave, room);
    const size = clamped(px, limits);
    expect(limits.most).toBeGreaterThanOrEqual(limits.least);
    expect(size >= limits.least && size <= limits.most).toBe(true);
  }));
});
