import { expect, test } from 'vitest';
import { createPace } from '../../../src-renderer/state/pace.ts';

/** A browser whose time the test moves; a hidden one gives no frames. */
function browser(hidden = false) {
  let now = 0;
  const waiting: { at: number; act: () => void }[] = [];
  const later = (act: () => void, ms: number): void => void waiting.push({ at: now + ms, act });
  return {
    place: { now: () => now, later, frame: (act: () => void) => { if (!hidden) later(act, 16); } },
    pass: (ms: number): void => {
      const end = now + ms;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting.splice(waiting.indexOf(next), 1);
        now = next.at;
        next.act();
      }
      now = end;
    },
  };
}

test('a quiet screen answers in the next frame', () => {
  const { place, pass } = browser();
  let runs = 0;
  createPace(place)(() => { runs += 1; });
  pass(20);
  expect(runs).toBe(1);
});

test('however often it is asked, it runs a few times a second, and the last word is shown', () => {
  const { place, pass } = browser();
  const pace = createPace(place);
  const shown: number[] = [];
  let asked = false;
  let latest = 0;
  for (let at = 0; at < 1000; at += 10) {
    latest = at;
    if (!asked) {
      asked = true;
      pace(() => {
        asked = false;
        shown.push(latest);
      });
    }
    pass(10);
  }
  pass(1000);
  expect(shown.length).toBeLessThanOrEqual(8);
  expect(shown.at(-1)).toBe(990);
});

test('a hidden window is told too, and once', () => {
  const { place, pass } = browser(true);
  let runs = 0;
  createPace(place)(() => { runs += 1; });
  pass(2000);
  expect(runs).toBe(1);
});

test('what is given while something waits runs in the same frame, each once', () => {
  const { place, pass } = browser();
  const pace = createPace(place);
  const ran: string[] = [];
  pace(() => ran.push('figures'));
  pass(5);
  pace(() => ran.push('clock'));
  pass(11);
  expect(ran).toEqual(['figures', 'clock']);
  pass(2000);
  expect(ran).toHaveLength(2);
});
