import { describe, expect, test } from 'vitest';
import { createKept } from '../../../src-renderer/state/kept.ts';
import { parseLayout, withFolded, withSize } from '../../../src-renderer/state/layout.ts';

function keptOver(text: string | null = null) {
  let stored = text;
  const saved: (readonly [string, string | null])[] = [];
  const kept = createKept({ getItem: () => stored, setItem: (_key, next) => { stored = next; } }, (name, value) => saved.push([name, value]));
  return { kept, saved, stored: () => stored };
}

describe('what was arranged', () => {
  test('holds at once, is told to the terminal, and is there at the next start', () => {
    const { kept, saved, stored } = keptOver();
    let heard = 0;
    kept.subscribe(() => { heard += 1; });
    kept.set('layout', 'a');
    kept.set('density', 'regular');
    kept.set('layout', null);
    expect([kept.get('layout'), kept.get('density'), heard, saved]).toEqual([null, 'regular', 3, [['layout', 'a'], ['density', 'regular'], ['layout', null]]]);
    expect(keptOver(stored()).kept.get('density')).toBe('regular');
  });
  test('is what the terminal has, but for what was arranged here since', () => {
    const { kept } = keptOver('{"layout":"old","density":"regular","table.orders":"x"}');
    kept.set('layout', 'mine');
    kept.set('table.orders', null);
    kept.load({ layout: 'theirs', 'table.orders': 'theirs', 'table.positions': 'theirs' });
    expect(['layout', 'density', 'table.orders', 'table.positions'].map(kept.get)).toEqual(['mine', null, null, 'theirs']);
  });
  test('is as good as nothing when it is damaged', () => expect(['{', '3', 'null', '{"layout":3}'].map((text) => keptOver(text).kept.get('layout'))).toEqual([null, null, null, null]));
});

describe('the layout', () => {
  test('folds and unfolds, sizes and goes back to the usual size', () => {
    const usual = parseLayout(null);
    const arranged = withSize(withFolded(usual, 'feeds'), 'side', 320);
    expect(parseLayout(JSON.stringify(arranged))).toEqual({ folded: ['feeds'], sizes: { side: 320 } });
    expect(withSize(withFolded(arranged, 'feeds'), 'side', null)).toEqual(usual);
  });
  test('may be damaged', () => expect(['{', '[]', '{"folded":3,"sizes":{"side":"wide","feeds":-1}}', '{"folded":[3,"x"]}'].map(parseLayout)).toEqual([{ folded: [], sizes: {} }, { folded: [], sizes: {} }, { folded: [], sizes: {} }, { folded: ['x'], sizes: {} }]));
});
