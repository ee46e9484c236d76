import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountText, distanceText, exactText, padText, percentText, ratioText, sigmaText, significantText, signedText, signOf } from '../../../src-renderer/ui/format.ts';
import { decimalTexts } from '../support/decimals.ts';

const plain = (shown: string): string => shown.replaceAll(',', '').replace('\u2212', '-').replaceAll(/[\u00a0%+σ]/g, '');

describe('amounts', () => {
  test('fixed decimals, grouped, with a true minus', () => expect(amountText('-1234567.5', 2)).toBe('\u22121,234,567.50'));
  test('what rounds to zero has no sign', () => {
    expect(amountText('-0.001', 2)).toBe('0.00');
    expect(signedText('0.001', 2)).toBe('0.00');
  });
  test('a sign above zero only where asked', () => expect([amountText('5', 0), signedText('5', 0), signedText('-5', 0)]).toEqual(['5', '+5', '\u22125']));
  test('more digits than a float holds stay exact', () => expect(amountText('123456789012345678901234.123456789', 9)).toBe('123,456,789,012,345,678,901,234.123456789'));
  test('what is no decimal is unknown, not zero', () => expect([amountText('NaN', 2), amountText('', 2), amountText('1e9', 2)]).toEqual(['?', '?', '?']));

  test('floor never shows more than there is, ceil never less, trunc never farther from zero', () => {
    fc.assert(fc.property(decimalTexts, fc.integer({ min: 0, max: 4 }), (text, decimals) => {
      const exact = Number(text);
      const slack = 1e-9 + Math.abs(exact) * 1e-12;
      expect(Number(plain(amountText(text, decimals, 'floor')))).toBeLessThanOrEqual(exact + slack);
      expect(Number(plain(amountText(text, decimals, 'ceil')))).toBeGreaterThanOrEqual(exact - slack);
      expect(Math.abs(Number(plain(amountText(text, decimals, 'trunc'))))).toBeLessThanOrEqual(Math.abs(exact) + slack);
    }));
  });

  test('the exact text loses no digit', () => {
    fc.assert(fc.property(decimalTexts, (text) => {
      expect(plain(exactText(text))).toBe(/[1-9]/.test(text) ? text : text.replace('-', ''));
    }));
  });
});

describe('decimals line up', () => {
  test('a figure and its padding have as many places as the column', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (own, column) => {
      const shown = amountText('1234.5', own) + (padText(own, column) ?? '');
      expect((shown.split('.')[1] ?? '').length).toBe(Math.max(own, column));
    }));
  });
});

describe('a margin ratio never looks safer than it is', () => {
  test.each([
    ['0.5', '50.0\u00a0%'], ['0.66601', '66.7\u00a0%'], ['0.999', '99.9\u00a0%'], ['0.9991', '99.91\u00a0%'], ['0.99991', '<100\u00a0%'], ['0.999999999999', '<100\u00a0%'], ['1', '100.0\u00a0%'], ['1.00001', '100.1\u00a0%'],
  ])('%s is %s', (ratio, shown) => expect(ratioText(ratio)).toBe(shown));

  test('100 % is said only from 1 on, and what is shown is never below the ratio', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_000_000 }), (millionths) => {
      const text = (millionths / 1e6).toFixed(6);
      const shown = ratioText(text);
      if (shown.startsWith('<')) expect(millionths).toBeLessThan(1_000_000);
      else expect(Number(plain(shown))).toBeGreaterThanOrEqual(millionths / 1e4 - 1e-9);
      expect(shown === '100.0\u00a0%').toBe(millionths === 1_000_000);
    }));
  });
});

test('a distance is shown toward zero, σ downward', () => {
  expect([distanceText('-0.13399'), distanceText('0.16479')]).toEqual(['\u221213.3\u00a0%', '+16.4\u00a0%']);
  expect([sigmaText(2.99), sigmaText(0), sigmaText(250)]).toEqual(['2.9σ', '0.0σ', '>99σ']);
});

test('percent keeps a space before its sign', () => expect(percentText('0.051', 1)).toBe('5.1\u00a0%'));

describe('significant digits', () => {
  test.each([['0.0517351', 5, '0.051736'], ['6449.2', 5, '6,449.2'], ['123456.7', 5, '123,457'], ['137.0322', 6, '137.033'], ['0', 3, '0.000']])('%s with %i is %s', (text, digits, shown) => expect(significantText(text, digits, 'ceil')).toBe(shown));
});

test('the sign comes from the text, however small', () => expect([signOf('-0.000000000000000000000001'), signOf('0.00'), signOf('-0'), signOf('3')]).toEqual([-1, 0, 0, 1]));
