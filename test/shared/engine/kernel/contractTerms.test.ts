import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averageEntry, type Leg, notionalAt, priceAtNotional, profitAt, profitCurve } from '#shared/engine/kernel/contractTerms.ts';
import { valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const fill = fc.record({ quantity: fc.integer({ min: 1, max: 5_000 }).map(dec), price: fc.integer({ min: 1, max: 90_000 }).map(dec) });
const settlement = fc.constantFrom('linear' as const, 'inverse' as const, 'quanto' as const);

describe('a contract', () => {
  test('gains nothing at its entry, and its two sides cancel at every price', () => {
    fc.assert(fc.property(settlement, fill, fc.integer({ min: 1, max: 90_000 }), (kind, { quantity, price }, mark) => {
      const [long, short] = [1, -1].map((side): Leg => ({ settlement: kind, quantity: quantity.times(side), entryPrice: price }));
      if (long === undefined || short === undefined) throw new Error('two sides');
      const at = (leg: Leg, own: number | string) => valueAt(profitCurve(leg), dec(own));
      expect(at(long, price.toFixed()).abs().lt('1e-70')).toBe(true);
      expect(at(long, mark).plus(at(short, mark)).toFixed()).toBe('0');
      expect(at(long, price.plus(1).toFixed()).gt(0)).toBe(true);
    }), { numRuns: 150 });
  });

  test('its profit at a mark is that of its curve there', () => {
    fc.assert(fc.property(settlement, fill, fc.boolean(), fc.integer({ min: 1, max: 90_000 }), (kind, { quantity, price }, short, mark) => {
      const leg: Leg = { settlement: kind, quantity: short ? quantity.neg() : quantity, entryPrice: price };
      expect(profitAt(leg, dec(mark)).minus(valueAt(profitCurve(leg), dec(mark))).abs().lt('1e-60')).toBe(true);
    }), { numRuns: 100 });
  });

  test('the price at a notional has that notional', () => {
    fc.assert(fc.property(settlement, fill, fc.integer({ min: 1, max: 1_000_000 }), (kind, { quantity, price }, notional) => {
      const leg: Leg = { settlement: kind, quantity: quantity.neg(), entryPrice: price };
      expect(notionalAt(leg, priceAtNotional(leg, dec(notional))).toSignificantDigits(60).toFixed()).toBe(String(notional));
    }), { numRuns: 100 });
  });
});

describe('an average entry', () => {
  test('gives one position with the profit of its fills, at every price', () => {
    fc.assert(fc.property(fc.constantFrom('linear' as const, 'inverse' as const), fc.array(fill, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 90_000 }), (kind, fills, mark) => {
      const profit = (quantity: Leg['quantity'], entryPrice: Leg['entryPrice']) => valueAt(profitCurve({ settlement: kind, quantity, entryPrice }), dec(mark));
      const each = fills.reduce((sum, { quantity, price }) => sum.plus(profit(quantity, price)), dec(0));
      const whole = fills.reduce((sum, { quantity }) => sum.plus(quantity), dec(0));
      expect(profit(whole, averageEntry(kind, fills)).minus(each).abs().lt('1e-50')).toBe(true);
    }), { numRuns: 150 });
  });

  test.each(['linear', 'inverse'] as const)('is the same whether %s fills bought or sold', (kind) => {
    const fills = [{ quantity: dec(3), price: dec(100) }, { quantity: dec(5), price: dec(160) }];
    const sold = fills.map(({ quantity, price }) => ({ quantity: quantity.neg(), price }));
    expect(averageEntry(kind, sold)).toEqual(averageEntry(kind, fills));
  });

  test('needs a fill', () => {
    expect(() => averageEntry('linear', [])).toThrow('an average entry needs a fill');
  });
});
