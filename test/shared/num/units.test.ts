import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asSize, Decimal, isDecimalText, isPriceText, money, price, quotient, ratio, size, term, toFixedText, toText } from '#shared/num/units.ts';

const HOSTILE = [
  '', ' ', '1 ', ' 1', '1\n', '\n1', '+1', '.5', '5.', '-', '--1', '-.5', '1..2', '1.2.3', '0x10', '0b11', '0o7', '1_000', '1,000', '1e5', '1E5', '1e-7', '1e9000000000000000',
  'NaN', 'Infinity', '-Infinity', 'null', '٣', '１２', '−1', '1\u200b', '1\u0000', '1'.repeat(25), `0.${'1'.repeat(25)}`, '9'.repeat(1_000_000),
];

describe('the decimal guard', () => {
  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('refuses %j', (_shown, text) => {
    expect(isDecimalText(text)).toBe(false);
    for (const read of [money, ratio, size, price]) expect(() => read(text)).toThrow(RangeError);
  });

  test.each(['0', '-0', '00012.50', '-1', '1'.repeat(24), `-${'9'.repeat(24)}.${'9'.repeat(24)}`])('lets %s through, exactly', (text) => {
    expect(isDecimalText(text)).toBe(true);
    expect(money(text).eq(new Decimal(text))).toBe(true);
  });

  test('lets through its form and nothing else, whatever the text', () => {
    const close = fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', '+', 'e', 'E', ' ', '_', 'x', 'N'), maxLength: 60 });
    fc.assert(fc.property(fc.oneof(close, fc.string()), (text) => {
      const [whole = '', fraction, ...rest] = text.replace(/^-/, '').split('.');
      const digits = (part: string): boolean => part.length >= 1 && part.length <= 24 && part.split('').every((character) => character >= '0' && character <= '9');
      expect(isDecimalText(text)).toBe(rest.length === 0 && digits(whole) && (fraction === undefined || digits(fraction)));
    }), { numRuns: 2000 });
  });

  test.each(['0', '-1', '0.000', '1000000000000000', '999999999999999999'])('refuses %s as a price', (text) => {
    expect(isPriceText(text)).toBe(false);
    expect(() => price(text)).toThrow(RangeError);
  });

  test('whatever the price check lets through, the constructor takes', () => {
    const text = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 16n }), fc.bigInt({ min: 0n, max: 10n ** 24n - 1n })).map(([whole, part]) => `${whole}.${String(part).padStart(24, '0')}`);
    fc.assert(fc.property(text, (value) => {
      if (isPriceText(value)) expect(price(value).gt(0)).toBe(true);
    }));
  });

  test('a size of 1e24 or more is refused, of either sign', () => {
    expect(() => asSize(new Decimal('1e24'))).toThrow(RangeError);
    expect(() => asSize(new Decimal('-1e24'))).toThrow(RangeError);
    expect(asSize(new Decimal('999999999999999999999999.9')).isPositive()).toBe(true);
  });
});

const plain = fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n - 1n }), fc.bigInt({ min: 0n, max: 10n ** 24n - 1n })).map(([minus, whole, part]) => `${minus ? '-' : ''}${whole}.${String(part).padStart(24, '0')}`);

describe('text', () => {
  test('comes back as the same value, plain, without exponent or negative zero', () => {
    fc.assert(fc.property(plain, (text) => {
      const written = toText(money(text));
      expect(money(written).eq(new Decimal(text))).toBe(true);
      expect(written).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
    }));
    expect([toText(new Decimal('-0')), toText(new Decimal('1e-18')), toText(new Decimal('1e30'))]).toEqual(['0', '0.000000000000000001', '1000000000000000000000000000000']);
  });

  test.each([['1.005', 2, 'half-even', '1.00'], ['1.015', 2, 'half-even', '1.02'], ['1.001', 2, 'up', '1.01'], ['-1.001', 2, 'up', '-1.00'], ['-1.001', 2, 'down', '-1.01'], ['-0.001', 2, 'half-even', '0.00']] as const)(
    '%s at %d decimals, %s, is %s', (text, decimals, mode, expected) => expect(toFixedText(new Decimal(text), decimals, mode)).toBe(expected));
});

describe('terms', () => {
  test('add up to the same sum in any order, and leave nothing when taken out', () => {
    const product = fc.tuple(plain, plain).map(([a, b]) => term(new Decimal(a).times(b)));
    fc.assert(fc.property(fc.array(product, { minLength: 2, maxLength: 40 }), (terms) => {
      const total = terms.reduce<Decimal>((sum, value) => sum.plus(value), new Decimal(0));
      const backwards = terms.toReversed().reduce<Decimal>((sum, value) => sum.plus(value), new Decimal(0));
      expect(toText(backwards)).toBe(toText(total));
      expect(toText(terms.reduce((sum, value) => sum.minus(value), total))).toBe('0');
    }));
  });

  test('are rounded half-even to 18 decimals, quotients to 24', () => {
    expect([term(new Decimal('0.0000000000000000005')), term(new Decimal('0.0000000000000000015')), term(new Decimal('-0.0000000000000000005'))].map(toText)).toEqual(['0', '0.000000000000000002', '0']);
    expect(toText(quotient(new Decimal(1).div(3)))).toBe('0.333333333333333333333333');
  });
});
