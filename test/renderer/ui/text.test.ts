import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayText } from '../../../src-renderer/ui/text.ts';

test('characters that would rewrite what stands beside them are dropped', () => {
  expect(displayText('safe\u202eevil\u2066\u200b\u0000\n\ufeff\ufff9\u{e0041}')).toBe('safeevil');
});

test('letters of every script stay', () => expect(displayText('Zürich Ελλάδα 東京 книга ة')).toBe('Zürich Ελλάδα 東京 книга ة'));

test('long text is cut, and says so', () => expect(displayText('a'.repeat(500), 10)).toBe(`${'a'.repeat(10)}…`));

test('nothing invisible is left of any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(displayText(text)).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
  }));
});
