import { expect, test } from 'vitest';
import { createKept } from '../../../src-renderer/state/kept.ts';
import { keepLook, LOCALE, localeTag, lookOf, PALETTE } from '../../../src-renderer/state/look.ts';

test('what is usual is not kept, and what is not on offer is usual', () => {
  const saved: unknown[] = [];
  const kept = createKept({ getItem: () => '{"look.palette":"plaid"}', setItem: () => undefined }, (name, text) => saved.push([name, text]));
  expect(lookOf(kept, PALETTE)).toBe('usual');
  keepLook(kept, PALETTE, 'redUp');
  expect(lookOf(kept, PALETTE)).toBe('redUp');
  keepLook(kept, PALETTE, 'usual');
  expect(saved).toEqual([['look.palette', 'redUp'], ['look.palette', null]]);
});

test('S6: every locale on offer can be written in, and a system without one is plain', () => {
  for (const { id } of LOCALE.options) if (id !== 'plain') expect(() => new Intl.NumberFormat(localeTag(id, 'de') ?? '')).not.toThrow();
  expect([localeTag('plain', 'de'), localeTag('system', 'de-AT'), localeTag('system', 'C.UTF-8')]).toEqual([null, 'de-AT', null]);
});
