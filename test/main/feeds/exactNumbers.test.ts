import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DECIMAL_FORM, isDecimalText, isPriceText, price } from '#shared/num/units.ts';
import { parseBounded, parseExact, parseLossless } from '../../../src-main/feeds/exactJson.ts';
import { isoTime } from '../../../src-main/feeds/isoTime.ts';
import { doubleText, hundredthText, plainText } from '../../../src-main/feeds/numberText.ts';

const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^\\d{1,${most}}$`));
const decimal = fc.tuple(fc.constantFrom('', '-'), digits(26), fc.option(digits(26))).map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);
const nearDecimal = fc.oneof(decimal, fc.string(), fc.constantFrom('', '-', '.', '1.', '.5', '+1', '--1', '1.2.3', '1e5', '１', '-0', '00.0'));

/** What the parser itself gives when it hands over the source of every number. */
const bySource = (frame: string): unknown => JSON.parse(frame, (_key, value: unknown, context?: Readonly<{ source?: string }>) => (typeof value === 'number' && context?.source !== undefined && /[\d.]{16}/.test(context.source) ? context.source : value));

describe('plain decimals', () => {
  test('are told as by their pattern', () => {
    fc.assert(fc.property(nearDecimal, (text) => { expect(isDecimalText(text)).toBe(DECIMAL_FORM.test(text)); }), { numRuns: 5000 });
  });

  test('are prices exactly where a price can be made of them', () => {
    const isPrice = (text: string): boolean => {
      try {
        return price(text).isFinite();
      } catch {
        return false;
      }
    };
    fc.assert(fc.property(fc.oneof(nearDecimal, fc.constantFrom('0', '0.0', '999999999999999', '1000000000000000', '999999999999999.9', '000000000000000001', '0.000000000000000000000001')), (text) => { expect(isPriceText(text)).toBe(isPrice(text)); }), { numRuns: 5000 });
  });
});

describe('a double as text', () => {
  const short = fc.tuple(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), fc.integer({ min: 0, max: 14 })).map(([whole, places]) => whole / 10 ** places);

  test('is its shortest decimal', () => {
    fc.assert(fc.property(fc.oneof(short, fc.double({ noNaN: true })), (value) => {
      expect(plainText(doubleText(value))).toBe(plainText(String(value)));
      expect(Number(doubleText(value))).toBe(value === 0 ? 0 : value);
    }), { numRuns: 20_000 });
  });

  test('a hundredth of it has every digit', () => {
    fc.assert(fc.property(decimal.filter(isDecimalText), (text) => { expect(hundredthText(text)).toBe(plainText(`${text}e-2`)); }), { numRuns: 5000 });
  });
});

describe('frames', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, fc.constantFrom('true', 'null', '"a,1234567890123456789,b"', '":12345678901234567,"', '"[12345678901234567]"', '1.5', '-0.0', '1e-7'), decimal.map((text) => text.replace(/^(-?)0+(?=\d)/, '$1')), fc.string().map((text) => JSON.stringify(text)), tie('list'), tie('object')),
    list: fc.array(tie('any'), { maxLength: 4 }).map((items) => `[${items.join(' , ')}]`),
    object: fc.array(fc.tuple(fc.constantFrom('a', 'b,', '1234567890123456789', ':'), tie('any')), { maxLength: 4 }).map((fields) => `{${fields.map(([name, item]) => `${JSON.stringify(name)}:${String(item)}`).join(',\n')}}`),
  }));

  test('keep the source of each long number, and nothing else changes', () => {
    fc.assert(fc.property(value.object, (frame) => { expect(parseLossless(String(frame))).toEqual(bySource(String(frame))); }), { numRuns: 5000 });
  });

  test.each(['{"a":1.2.3.4.5.6.7.8.9.1}', '{"a":01234567890123456}', '{"a":12345678901234567', '{"a":1234567890123456e}', '{"a":"1"12345678901234567}', '{"a":--1234567890123456}'])('%s is no JSON', (frame) => {
    expect(parseLossless(frame)).toBeUndefined();
  });

  test('an exponent of many digits is no long number', () => {
    expect(parseLossless('{"a":1e-1234567890123456}')).toEqual({ a: 0 });
  });

  test('a long text is cut, wherever it is and whatever is beside it', () => {
    const long = 'y'.repeat(5000);
    for (const text of [long, `"${long}`, `${'"'.repeat(3000)}`, `\\${long}`]) {
      for (const frame of [{ a: text }, { a: [{ b: 'x'.repeat(300) }, { b: text }] }, [text, 'z'.repeat(2049)]]) {
        expect(parseBounded(JSON.stringify(frame))).toEqual(parseExact(JSON.stringify(frame)));
      }
    }
    const whole = { a: Array.from({ length: 100 }, () => 'x'.repeat(2048)) };
    expect(parseBounded(JSON.stringify(whole))).toEqual(whole);
  });

  test('a megabyte of numbers, of quotes or of brackets is read in no time', () => {
    for (const part of ['1', '1.', '"1234567890123456', '[1234567890123456,', '1234567890123456 ', '\\"', '{"a":1234567890123456']) {
      const started = performance.now();
      parseBounded(part.repeat(1_000_000 / part.length));
      expect(performance.now() - started, part).toBeLessThan(1000);
    }
  });
});

test('a time in ISO form is what a Date reads', () => {
  const written = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
  const bent = fc.tuple(written, fc.nat(23), fc.constantFrom('0', '6', '9', 'x', '.', ' ', 'T')).map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + 1));
  fc.assert(fc.property(fc.oneof(written, bent, fc.constantFrom('T', '2026-02-30T00:00:00.000Z', '2026-06-01T24:00:00.000Z', '2026-06-01T00:00:00Z', '2026-06-01T00:00:00.123456Z', 'Mon Jun  1 2026 T00:0000Z')), (text) => { expect(isoTime(text)).toBe(Date.parse(text)); }), { numRuns: 5000 });
});
