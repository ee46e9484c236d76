import { describe, expect, test } from 'vitest';
import { isCharacter, isSystemKey, type KeyPress, keyOf, keyText } from '../../../../src-renderer/state/actions/keys.ts';

const press = (key: string, own: Partial<KeyPress> = {}): KeyPress => ({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...own });

describe('the name of a key', () => {
  test.each([
    ['a letter, small or large', press('a'), 'A'], ['with Shift', press('A', { shiftKey: true }), 'Shift+A'], ['with Ctrl', press('k', { ctrlKey: true }), 'Mod+K'], ['with Cmd', press('k', { metaKey: true }), 'Mod+K'],
    ['a sign that needs Shift on this keyboard', press('?', { shiftKey: true }), '?'], ['a sign that does not', press('/'), '/'], ['a sign by AltGr', press('/', { ctrlKey: true, altKey: true }), '/'],
    ['a digit with Alt, which writes something else', press('¡', { altKey: true, code: 'Digit1' }), 'Alt+1'], ['a letter of another script', press('ф', { code: 'KeyA' }), 'A'], ['a letter of our own on another place', press('a', { code: 'KeyQ' }), 'A'],
    ['a named key', press('F6', { shiftKey: true }), 'Shift+F6'], ['the space bar', press(' '), 'Space'], ['plus', press('+', { ctrlKey: true }), 'Mod+Plus'],
    ['a modifier by itself', press('Shift', { shiftKey: true }), null], ['a dead key', press('Dead'), null],
  ] as const)('%s', (_, pressed, name) => expect(keyOf(pressed)).toBe(name));
});

test('single letters, digits and signs are characters; what needs Ctrl or Alt, and named keys, are not', () => {
  expect(['A', 'Shift+A', '?', '1', 'Mod+K', 'Alt+1', 'F6', 'Shift+F6'].map(isCharacter)).toEqual([true, true, true, true, false, false, false, false]);
});

test('a key is shown as it is printed', () => expect([keyText('Mod+K', false), keyText('Mod+Shift+K', true), keyText('Mod+Plus', false), keyText('Shift+E', false)]).toEqual(['Ctrl K', '⌘ ⇧ K', 'Ctrl +', 'Shift E']));

test('keys of the system, of fields and of tables are never ours', () => {
  expect(['Tab', 'Escape', 'Enter', 'ArrowDown', 'Mod+C', 'Mod+W', 'F5'].every(isSystemKey)).toBe(true);
  expect(['A', 'Mod+K', 'F6', '?', 'Alt+1'].some(isSystemKey)).toBe(false);
});
