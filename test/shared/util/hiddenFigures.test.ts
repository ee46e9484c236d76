import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MASK, maskFigures, writeFigures } from '#shared/util/hiddenFigures.ts';

describe('a mask', () => {
  test.each([
    ['To step down, add 1,200.00 USDT (or 0.051736 BTC), or close 25 of SOLUSDT (25 % of it); it clears at SOL 132.5.', `To step down, add ${MASK} USDT (or ${MASK} BTC), or close ${MASK} of SOLUSDT (25 % of it); it clears at SOL ${MASK}.`],
    ['\u22124,100.20 USDT', `${MASK} USDT`],
    ['{"value":"153.40"}', `{"value":"${MASK}"}`],
    ['1\t-2.5\tx', `${MASK}\t${MASK}\tx`],
  ])('hides the amounts of %s', (sentence, masked) => expect(maskFigures(sentence)).toBe(masked));

  test.each(['SOL 2.9σ from liquidation', 'margin ratio 52.1 %', 'Blind since 2026-11-24 14:02 UTC', 'BTC-27DEC24-60000-C expired', '1000PEPEUSDT', 'binance-usdm-2025-01-01', '127.0.0.1:4173', 'Plimsoll 0.1.0', 'clears when it has held for 30 s', '/data/1/plimsoll.db'])('leaves %s', (sentence) => expect(maskFigures(sentence)).toBe(sentence));

  test('is as wide for a small amount as for a large one, and no digit of it is left', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }), (whole, places) => {
      const figure = `${whole}${places === 0 ? '' : `.${'7'.repeat(places)}`}`;
      expect(maskFigures(`add ${figure} USDT.`)).toBe(`add ${MASK} USDT.`);
    }));
  });
});

test('numbers of a sentence take another writing, signs and names stay', () => {
  expect(writeFigures('SOL \u221213.3 %, add 1,200.5 of BTC-60000-C at 14:02', (figure) => `<${figure}>`)).toBe('SOL \u2212<13.3> %, add <1200.5> of BTC-60000-C at 14:02');
});
