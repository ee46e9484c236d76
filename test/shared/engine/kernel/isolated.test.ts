import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Leg } from '#shared/engine/kernel/contractTerms.ts';
import { isolatedBankruptcy, isolatedLiquidation, losingSide, marginAtEntry, twoWayFee } from '#shared/engine/kernel/isolated.ts';
import { dec, flatRate } from '../../../arbitraries/kernelPools.ts';

const leg = (settlement: 'linear' | 'inverse', short: boolean): Leg => ({ settlement, quantity: dec(short ? -1000 : 1000), entryPrice: dec(50) });
const legs = fc.tuple(fc.constantFrom('linear' as const, 'inverse' as const), fc.boolean()).map(([settlement, short]) => leg(settlement, short));

describe('a position with a margin of its own', () => {
  test('is liquidated before it is bankrupt, and both are on its losing side', () => {
    fc.assert(fc.property(legs, fc.integer({ min: 2, max: 40 }), (own, leverage) => {
      const margin = marginAtEntry(own, dec(leverage));
      const [liquidated, bankrupt] = [isolatedLiquidation(own, margin, flatRate('0.01')), isolatedBankruptcy(own, margin)];
      if (liquidated.status === 'none' || bankrupt.status === 'none') throw new Error('a leverage of 2 or more has both');
      const side = losingSide(own);
      expect(liquidated.price.minus(own.entryPrice).times(side).gt(0)).toBe(true);
      expect(bankrupt.price.minus(liquidated.price).times(side).gt(0)).toBe(true);
    }), { numRuns: 100 });
  });

  test('a short inverse at 1 × is never liquidated; a long one is at half its entry, a linear long nowhere', () => {
    const at = (own: Leg) => isolatedBankruptcy(own, marginAtEntry(own, dec(1)));
    expect(at(leg('inverse', true)).status).toBe('none');
    expect(at(leg('inverse', false))).toEqual({ status: 'price', price: dec(25) });
    expect(at(leg('linear', false)).status).toBe('none');
  });

  test('fees of both ways count the bankruptcy value, and none is told without a bankruptcy price', () => {
    expect(twoWayFee({ settlement: 'linear', quantity: dec(2), entryPrice: dec(100) }, dec(10), dec('0.001'))?.toFixed()).toBe('0.38');
    expect(twoWayFee({ settlement: 'linear', quantity: dec(-2), entryPrice: dec(100) }, dec(10), dec('0.001'))?.toFixed()).toBe('0.42');
    expect(twoWayFee(leg('inverse', true), dec(1), dec('0.001'))).toBeNull();
  });
});
