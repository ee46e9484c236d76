import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, test } from 'vitest';
import { Decimal, toText } from '#shared/num/units.ts';
import { MASK } from '#shared/util/hiddenFigures.ts';
import { Amount } from '../../../src-renderer/ui/Amount.tsx';
import { amountText, distanceText, exactData, exactText, openExactText, openText, padText, percentText, ratioText, sigmaText, significantText, signedText } from '../../../src-renderer/ui/format.ts';
import { present } from '../../../src-renderer/ui/presentation.ts';
import { displayText, sentenceText } from '../../../src-renderer/ui/text.ts';
import { momentText, sinceText } from '../../../src-renderer/ui/time.ts';
import { decimalTexts } from '../support/decimals.ts';

const plain = { masked: false, locale: null };
afterEach(() => void present(plain));

describe('Q3: while privacy is on', () => {
  test('every amount is the same mask, whatever it is, and no pad or datum tells its length', () => {
    present({ ...plain, masked: true });
    fc.assert(fc.property(decimalTexts, fc.integer({ min: 0, max: 8 }), (text, decimals) => {
      expect([amountText(text, decimals), signedText(text, decimals), significantText(text, 5, 'ceil'), exactText(text)]).toEqual([MASK, MASK, MASK, MASK]);
      expect([padText(decimals, 8), exactData(text)]).toEqual([undefined, undefined]);
    }));
  });

  test('what is unknown stays unknown; ratios, distances and market prices stay', () => {
    present({ ...plain, masked: true });
    expect([amountText('', 2), ratioText('0.5'), distanceText('-0.1'), percentText('0.1', 1), sigmaText(2.3), openText('1234.5', 1), openExactText('0.125')]).toEqual(['?', '50.0\u00a0%', '\u221210.0\u00a0%', '10.0\u00a0%', '2.3σ', '1,234.5', '0.125']);
  });

  test('text of documents and of the terminal has no amount either', () => {
    present({ ...plain, masked: true });
    expect([displayText('add 1,200.00 USDT'), sentenceText('it clears at SOL 132.5, margin ratio 52.1 %'), displayText('BTC-27DEC24-60000-C')]).toEqual([`add ${MASK} USDT`, `it clears at SOL ${MASK}, margin ratio 52.1 %`, 'BTC-27DEC24-60000-C']);
  });

  test('a drawn amount has no digit in it, and no colour that would tell its sign', () => {
    present({ ...plain, masked: true });
    const html = renderToStaticMarkup(<Amount value={toText(new Decimal('-12345.678'))} decimals={2} columnDecimals={4} unit="USDT" signed toned testId="equity" />);
    expect(html).not.toMatch(/\d|loss|gain/);
    expect(html).toContain(`>${MASK}<`);
  });
});

describe('S6: the locale', () => {
  const shown = (locale: string): readonly string[] => {
    present({ masked: false, locale });
    return [amountText('-1234567.5', 2), ratioText('0.0975'), signedText('1000', 0)];
  };
  test.each([
    ['de', ['\u22121.234.567,50', '9,8\u00a0%', '+1.000']], ['fr', ['\u22121\u202f234\u202f567,50', '9,8\u00a0%', '+1\u202f000']], ['tr', ['\u22121.234.567,50', '9,8\u00a0%', '+1.000']],
    ['es', ['\u22121.234.567,50', '9,8\u00a0%', '+1.000']], ['sv', ['\u22121\u00a0234\u00a0567,50', '9,8\u00a0%', '+1\u00a0000']], ['en-IN', ['\u221212,34,567.50', '9.8\u00a0%', '+1,000']], ['ar', ['\u22121,234,567.50', '9.8\u00a0%', '+1,000']],
  ])('%s', (locale, texts) => expect(shown(locale)).toEqual(texts));

  test('rounding toward danger holds in every one: 100 % is said only when it is reached', () => {
    for (const locale of ['de', 'fr', 'tr', 'ar', 'en-US']) {
      present({ masked: false, locale });
      expect([ratioText('0.99991'), ratioText('1').startsWith('100')]).toEqual(['<100\u00a0%', true]);
    }
  });

  test('sentences of the terminal are written alike: 1,200 is never beside 1.200', () => {
    present({ masked: false, locale: 'de' });
    expect(sentenceText('To step down, add 1,200.50 USDT; margin ratio 52.1 %, SOL \u221213.3 %')).toBe('To step down, add 1.200,50 USDT; margin ratio 52,1 %, SOL \u221213,3 %');
    expect(displayText('Book 1,200.50')).toBe('Book 1,200.50');
  });

  test('dates take its order, times stay UTC of 24 hours', () => {
    const at = Date.UTC(2026, 10, 24, 14, 2, 39);
    present({ masked: false, locale: 'de' });
    expect([momentText(at), sinceText(at, at + 86_400_000), sinceText(at, at), momentText(9e15)]).toEqual(['24. Nov. 2026 14:02:39 UTC', '24. Nov. 14:02', '14:02:39', '????-??-?? ??:??:?? UTC']);
    present({ masked: false, locale: 'en-US' });
    expect(momentText(at)).toBe('Nov 24, 2026 14:02:39 UTC');
  });
});
