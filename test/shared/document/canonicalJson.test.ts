import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#shared/document/canonicalJson.ts';

describe('canonicalJson', () => {
  test('sorts keys by UTF-16 code units, as the example of RFC 8785 section 3.2.3', () => {
    const input = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    const order = [...canonicalJson(input).matchAll(/:"([^"]+)"/gu)].map(([, name]) => name);
    expect(order).toEqual(['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
  });

  test('writes the example of RFC 8785 section 3.2.2', () => {
    const input = { numbers: [Number('333333333.33333329'), 1e30, 4.50, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\\u0022/', literals: [null, true, false] };
    expect(canonicalJson(input)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  test.each([[0, '0'], [-0, '0'], [5e-324, '5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'], [9007199254740992, '9007199254740992'], [1e21, '1e+21'], [999999999999999900000, '999999999999999900000'], [1e-7, '1e-7'], [0.000001, '0.000001']])(
    'the number %d is %s (RFC 8785 appendix B)', (value, text) => expect(canonicalJson(value)).toBe(text));

  test('leaves fields without a value out, and keeps null', () => expect(canonicalJson({ b: undefined, a: null })).toBe('{"a":null}'));

  test('does not depend on the order of keys, and reads back as the same document', () => {
    const plain = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 });
    fc.assert(fc.property(plain, (value) => {
      const json: unknown = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalJson(value as never))).toEqual(json);
      expect(canonicalJson(reversed(json) as never)).toBe(canonicalJson(value as never));
    }));
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).toReversed().map(([key, field]) => [key, reversed(field)])) : value;
}
