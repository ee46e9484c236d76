import { expect, test } from 'vitest';
import { takeToken } from '../../../src-renderer/bridge/token.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz-_0123456789';

function place(hash: string, kept: string | null = null) {
  const stored = new Map<string, string>(kept === null ? [] : [['plimsoll.token', kept]]);
  const urls: string[] = [];
  return {
    stored, urls,
    location: { hash, pathname: '/', search: '?theme=light' },
    history: { replaceState: (_data: unknown, _unused: string, url: string): void => void urls.push(url) },
    sessionStorage: { getItem: (key: string): string | null => stored.get(key) ?? null, setItem: (key: string, value: string): void => void stored.set(key, value) },
  };
}

test('a token is taken out of the address bar and kept for this tab', () => {
  const here = place(`#${KEY}`);
  expect(takeToken(here)).toBe(KEY);
  expect([here.urls, [...here.stored.values()]]).toEqual([['/?theme=light'], [KEY]]);
});

test('a reload has the kept one, a new address replaces it', () => {
  expect(takeToken(place('', KEY))).toBe(KEY);
  expect(takeToken(place(`#${'n'.repeat(32)}`, KEY))).toBe('n'.repeat(32));
});

test.each(['', '#short', `#${'a'.repeat(300)}`, '#<script>alert(1)</script>'])('%s is no token', (hash) => {
  const here = place(hash);
  expect([takeToken(here), here.stored.size, here.urls.length]).toEqual([null, 0, 0]);
});
