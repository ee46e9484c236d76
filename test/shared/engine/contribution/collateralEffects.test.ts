import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finished } from '#shared/util/pieces.ts';
import { collateralEffects } from '#shared/engine/contribution/collateralEffects.ts';
import type { Liquidation } from '#shared/engine/liquidation.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { anyAccount, engineOf, golden, goldenDocument } from './support.ts';

const shown = (liquidation: Liquidation): string => (liquidation.status === 'price' ? liquidation.price.toFixed(2) : liquidation.status === 'range' ? `${liquidation.lower.toFixed(2)} ${liquidation.upper.toFixed(2)}` : liquidation.status);

const effectsOf = (...asked: Parameters<typeof collateralEffects>) => finished(collateralEffects(...asked));

describe('collateralEffects', () => {
  test('golden account 1: each liquidation price with and without each collateral asset', () => {
    const table = effectsOf(golden()).flatMap(({ effects }) => effects.map(({ collateral, underlying, with: own, without, change }) =>
      [collateral, underlying, shown(own), shown(without), change.below?.toFixed(2) ?? null, change.above?.toFixed(2) ?? null]));
    // Without USDX the buffer is 2,300; without the coin it is 16,600, and a dollar of BTC moves 0.995 instead of 1.09.
    expect(table).toEqual([
      ['USDX', 'BTC', '39541.28', '57889.91', '-18348.62', null],
      ['USDX', 'ETH', '4103.96', '3113.86', null, '990.10'],
      ['USDX', 'SOL', '104.49', '145.31', '-40.82', null],
      ['USDX', 'USDX', 'none', 'none', null, null],
      ['BTC', 'BTC', '39541.28', '43316.58', '-3775.30', null],
      ['BTC', 'ETH', '4103.96', '3821.78', null, '282.18'],
      ['BTC', 'SOL', '104.49', '116.12', '-11.63', null],
      ['BTC', 'USDX', 'none', '0.17', null, null],
    ]);
  });

  test('golden account 1: value, haircut cost, and whether the account lives without the asset', () => {
    const assets = (document: object) => effectsOf(engineOf(parsedAccount(document))).map(({ collateral, value, haircutCost, liquidatedWithout }) => [collateral, value?.toFixed(), haircutCost?.toFixed(), liquidatedWithout]);
    expect(assets(goldenDocument)).toEqual([['USDX', '20000', '0', false], ['BTC', '6000', '300', false]]);
    // Without USDX half of the coin is left: 2,850 − 1,000 is less than 2,400 of margin.
    const split = { ...goldenDocument, collateral: [{ asset: 'USDX', amount: '12000', location: 'spot', weight: '1' }, { asset: 'USDX', amount: '8000', location: 'futures', weight: '1' }, { asset: 'BTC', amount: '0.05', weight: '0.95' }] };
    expect(assets(split)).toEqual([['USDX', '20000', '0', true], ['BTC', '3000', '150', false]]);
  });

  test('an account that is liquidated at once without the asset has its price at the reference', () => {
    const poor = { ...goldenDocument, collateral: goldenDocument.collateral.slice(0, 1) };
    const [effects] = effectsOf(engineOf(parsedAccount(poor)));
    expect(effects?.liquidatedWithout).toBe(true);
    const shownEffects = effects?.effects.map(({ underlying, with: own, without, change }) => [underlying, shown(own), shown(without), change.below?.toFixed(2) ?? null, change.above?.toFixed(2) ?? null]);
    // 16,600 of buffer with USDX; nothing but a loss of 1,000 without.
    expect(shownEffects?.slice(0, 2)).toEqual([['BTC', '43316.58', '60000.00', '-16683.42', null], ['ETH', '3821.78', '3000.00', null, '821.78']]);
  });

  test('what is without an asset is the document without it', () => {
    fc.assert(fc.property(accountDocument(), (document) => {
      for (const { collateral, effects } of effectsOf(engineOf(parsedAccount(document)))) {
        const { underlyings } = engineOf(parsedAccount({ ...document, collateral: document.collateral.filter(({ asset }) => asset !== collateral) })).evaluate();
        for (const { underlying, without } of effects) {
          const found = underlyings.find(({ asset }) => asset === underlying)?.liquidation;
          expect(shown(without)).toBe(found === undefined ? 'none' : shown(found));
        }
      }
    }), { numRuns: 40 });
  });

  test('with is the account as it is, and a change is with less without on each side', () => {
    fc.assert(fc.property(anyAccount, (parsed) => {
      const engine = engineOf(parsed);
      const { underlyings } = engine.evaluate();
      for (const { effects } of effectsOf(engine)) {
        expect(effects.map(({ underlying, with: own }) => [underlying, JSON.stringify(own)])).toEqual(underlyings.map(({ asset, liquidation }) => [asset, JSON.stringify(liquidation)]));
        for (const { with: own, without, change } of effects) {
          if (own.status === 'range' && without.status === 'range') {
            expect([change.below?.toFixed(), change.above?.toFixed()]).toEqual([own.lower.minus(without.lower).toFixed(), own.upper.minus(without.upper).toFixed()]);
          }
          if (own.status === 'none' || own.status === 'unknown' || without.status === 'none') expect(change).toEqual({ below: null, above: null });
        }
      }
    }), { numRuns: 40 });
  });
});
