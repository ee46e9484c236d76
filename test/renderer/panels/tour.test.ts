import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeBeside } from '../../../src-renderer/panels/tour/place.ts';
import { STEPS } from '../../../src-renderer/panels/tour/steps.ts';

/** Slow readers read so many words a minute. */
const SLOW = 140;

describe('the tour', () => {
  test('has 6 to 8 steps that a slow reader is through in less than two minutes, and a sentence each that promises no trade', () => {
    expect(STEPS.length).toBeGreaterThanOrEqual(6);
    expect(STEPS.length).toBeLessThanOrEqual(8);
    const words = STEPS.flatMap((step) => `${step.title} ${step.words}`.split(/\s+/));
    expect(words.length / SLOW).toBeLessThan(2);
    for (const { title, words: said, anchors } of STEPS) {
      expect([title, title.endsWith('.'), said.endsWith('.'), anchors.length > 0]).toEqual([title, false, true, true]);
    }
  });
});

describe('placeBeside', () => {
  const card = { width: 380, height: 200 };
  const view = { width: 1280, height: 800 };

  test('stands below, above, left or right of its anchor, the first that has room', () => {
    expect(placeBeside({ left: 100, top: 0, width: 600, height: 60 }, card, view)).toEqual({ left: 100, top: 70 });
    expect(placeBeside({ left: 100, top: 640, width: 600, height: 150 }, card, view)).toEqual({ left: 100, top: 430 });
    expect(placeBeside({ left: 1000, top: 140, width: 270, height: 600 }, card, view)).toEqual({ left: 610, top: 140 });
    expect(placeBeside({ left: 0, top: 140, width: 270, height: 600 }, card, view)).toEqual({ left: 280, top: 140 });
    expect(placeBeside({ left: 0, top: 0, width: 1280, height: 800 }, card, view)).toEqual({ left: 890, top: 590 });
    expect(placeBeside(null, card, view)).toEqual({ left: 450, top: 300 });
  });

  test('is always wholly in the window, and covers its anchor only where nothing else is left', () => {
    const box = fc.record({ left: fc.integer({ min: -200, max: 1500 }), top: fc.integer({ min: -200, max: 900 }), width: fc.integer({ min: 1, max: 1400 }), height: fc.integer({ min: 1, max: 900 }) });
    fc.assert(fc.property(fc.option(box), (anchor) => {
      const { left, top } = placeBeside(anchor, card, view);
      expect(left >= 10 && top >= 10 && left + card.width <= view.width - 10 && top + card.height <= view.height - 10).toBe(true);
      if (anchor === null || anchor.left < 0 || anchor.top < 0 || anchor.left + anchor.width > view.width || anchor.top + anchor.height > view.height) return;
      const [right, bottom] = [anchor.left + anchor.width, anchor.top + anchor.height];
      const covers = left < right && left + card.width > anchor.left && top < bottom && top + card.height > anchor.top;
      const hasRoom = bottom + 220 <= view.height || anchor.top >= 220 || anchor.left >= 400 || right + 400 <= view.width;
      if (hasRoom) expect(covers).toBe(false);
    }), { numRuns: 2000 });
  });
});
