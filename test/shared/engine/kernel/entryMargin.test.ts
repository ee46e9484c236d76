import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Leg, notionalAt, profitCurve } from '#shared/engine/kernel/contractTerms.ts';
import { entryMarginPrices } from '#shared/engine/kernel/entryMargin.ts';
import { valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const inverse = (quantity: number): Leg => ({ settlement: 'inverse', quantity: dec(quantity), entryPrice: dec(8000) });

describe('a requirement fixed at entry with a fee fixed at bankruptcy', () => {
  test('leaves the balance at the liquidation price equal to both', () => {
    fc.assert(fc.property(fc.boolean(), fc.integer({ min: 1, max: 60 }), (short, percent) => {
      const leg = inverse(short ? -10_000 : 10_000);
      const balance = notionalAt(leg, leg.entryPrice).times(percent).div(100);
      const { bankruptcy, liquidation } = entryMarginPrices(leg, balance, dec('0.005'), dec('0.00075'));
      if (bankruptcy.status === 'none' || liquidation.status === 'none') throw new Error('a balance below the value has both');
      const required = notionalAt(leg, leg.entryPrice).times('0.005').plus(notionalAt(leg, bankruptcy.price).times('0.00075'));
      expect(balance.plus(valueAt(profitCurve(leg), liquidation.price)).minus(required).abs().lt('1e-40')).toBe(true);
    }), { numRuns: 100 });
  });

  test('prints bankruptcy above the price where nothing is left for a long, below it for a short', () => {
    const printed = (quantity: number) => {
      const { bankruptcy } = entryMarginPrices(inverse(quantity), dec('0.5'), dec('0.005'), dec('0.001'));
      return bankruptcy.status === 'price' ? bankruptcy.price.toFixed(4) : bankruptcy.reason;
    };
    expect(printed(10_000)).toBe('5720.0000');
    expect(printed(-10_000)).toBe('13320.0000');
  });

  test('has no price for a short that its coins cover', () => {
    expect(entryMarginPrices(inverse(-10_000), dec('1.25'), dec('0.005'), dec('0.00075'))).toMatchObject({ bankruptcy: { status: 'none' }, liquidation: { status: 'none' } });
  });
});
