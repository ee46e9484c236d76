import { expect, test } from 'vitest';
import { createLetterKeys } from '../../../src-renderer/state/letterKeys.ts';
import { type KeyPress, shortcutOf } from '../../../src-renderer/state/shortcuts.ts';

const press = (key: string, own: Partial<KeyPress> = {}): KeyPress => ({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...own });

test.each([['a', 'acknowledge'], ['O', 'offline'], ['r', 'reconnect'], ['e', 'export'], ['c', 'compare'], ['M', 'contribution'], ['j', 'nextRow'], ['k', 'previousRow'], ['F6', 'nextRegion'], ['x', null]])('%s means %s', (key, meant) => expect(shortcutOf(press(key), true)).toBe(meant));

test('Shift-E exports without amounts, Shift-F6 goes back', () => {
  expect([shortcutOf(press('E', { shiftKey: true }), true), shortcutOf(press('F6', { shiftKey: true }), true), shortcutOf(press('A', { shiftKey: true }), true)]).toEqual(['exportRedacted', 'previousRegion', null]);
});

test('letters are not heard while someone types or has turned them off; F6 is', () => expect([shortcutOf(press('a'), false), shortcutOf(press('F6'), false)]).toEqual([null, 'nextRegion']));

test('rows go on while their key is held down', () => expect([shortcutOf(press('j', { repeat: true }), true), shortcutOf(press('c', { repeat: true }), true)]).toEqual(['nextRow', null]));

test('the keys of the browser and the system stay theirs', () => {
  for (const own of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }]) expect(shortcutOf(press('r', own), true)).toBeNull();
});

test('letters are heard until they are turned off, also after a restart', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const keys = createLetterKeys(storage);
  expect(keys.get()).toBe(true);
  keys.set(false);
  expect([keys.get(), createLetterKeys(storage).get()]).toEqual([false, false]);
});
