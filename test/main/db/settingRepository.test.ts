import { expect, test } from 'vitest';
import { opened } from './support/database.ts';

test('a setting keeps the last value, and is null before it has one', () => {
  const store = opened();
  expect(store.settings.get('theme')).toBeNull();
  store.settings.set('theme', '"dark"');
  store.settings.set('theme', '{ "of": "light" }');
  expect(store.settings.get('theme')).toBe('{ "of": "light" }');
  store.close();
});

test('a setting that is no JSON is refused', () => {
  const store = opened();
  expect(() => store.settings.set('theme', 'dark')).toThrow('CHECK');
  store.close();
});
