import { describe, expect, test } from 'vitest';
import { bankruptcyFee, marginWithFee } from '#shared/engine/kernel/closingFee.ts';
import type { Leg } from '#shared/engine/kernel/contractTerms.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const leg = (quantity: number): Leg => ({ settlement: 'linear', quantity: dec(quantity), entryPrice: dec(100) });

describe('the fee of closing at bankruptcy', () => {
  test('is on less than the value for a long and on more for a short', () => {
    expect(bankruptcyFee(leg(10), dec(1000), dec(10), dec('0.001')).toFixed()).toBe('0.9');
    expect(bankruptcyFee(leg(-10), dec(1000), dec(10), dec('0.001')).toFixed()).toBe('1.1');
  });

  test('is on more than the value for an inverse long, whose coins a fall multiplies, and on less for an inverse short', () => {
    const coin = (quantity: number): Leg => ({ ...leg(quantity), settlement: 'inverse' });
    expect([coin(10), coin(-10)].map((own) => bankruptcyFee(own, dec(1000), dec(10), dec('0.001')).toFixed())).toEqual(['1.1', '0.9']);
  });

  test('is nothing for a long at 1 ×, whose bankruptcy is at 0', () => {
    expect(bankruptcyFee(leg(10), dec(1000), dec(1), dec('0.001')).isZero()).toBe(true);
  });

  test('is inside initial and maintenance margin alike', () => {
    expect(marginWithFee(leg(10), dec(1000), dec(10), dec('0.001'), dec(5), false)).toEqual({ initial: dec('100.9'), maintenance: dec('5.9') });
  });

  test('is all that a hedged leg keeps, for both legs', () => {
    expect(marginWithFee(leg(-10), dec(1000), dec(10), dec('0.001'), dec(5), true)).toEqual({ initial: dec('102.2'), maintenance: dec('2.2') });
  });
});
