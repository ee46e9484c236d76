import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CrossPosition, crossSums } from '#shared/engine/kernel/crossPool.ts';
import { firstClose, isBelow } from '#shared/engine/kernel/partialClose.ts';
import { availableMargin, rateMargin } from '#shared/engine/kernel/rateMargin.ts';
import { ZERO } from '#shared/num/units.ts';
import { dec, flatRate } from '../../../arbitraries/kernelPools.ts';

const held = (group: string, quantity: number | string, mark: number): CrossPosition =>
  ({ group, mark: dec(mark), requirement: flatRate('0.05'), leverage: null, leg: { settlement: 'linear', quantity: dec(quantity), entryPrice: dec(mark) } });
const QUANTUM = dec('0.000001');

describe('the first close of a liquidation', () => {
  test('equality with the requirement is safe, and so is an account without a position', () => {
    const book = [held('a', 10, 100)];
    expect(firstClose(book, dec(50), ZERO, QUANTUM)).toBeNull();
    expect(firstClose(book, dec('49.99'), ZERO, QUANTUM)?.group).toBe('a');
    expect(isBelow([], dec(-1))).toBe(false);
    expect(firstClose([], dec(-1), ZERO, QUANTUM)).toBeNull();
    expect(isBelow([held('a', 0, 100)], dec(-1))).toBe(false);
  });

  test('takes the largest contributor, as much as is needed, and no more than there is', () => {
    const book = [held('a', 10, 100), held('b', -1, 3000)];
    expect(firstClose(book, dec(125), ZERO, QUANTUM)).toEqual({ group: 'b', quantity: dec('0.5'), bankruptcyPrice: dec(3125) });
    expect(firstClose(book, dec(-50), ZERO, QUANTUM)).toEqual({ group: 'b', quantity: dec(1), bankruptcyPrice: dec(2950) });
  });

  test('has the price at which closing all of the position uses up the equity', () => {
    for (const quantity of [4, -4]) {
      const { bankruptcyPrice = ZERO } = firstClose([held('a', quantity, 100)], dec(10), ZERO, QUANTUM) ?? {};
      expect(bankruptcyPrice.minus(100).times(quantity).toFixed()).toBe('-10');
    }
  });

  test('is rounded up: what is left is covered, buffer included, and one quantum less is not', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 9_999 }), fc.constantFrom('0', '0.01', '0.2'), (quantity, share, buffer) => {
      const position = held('a', quantity, 137);
      const equity = crossSums([position]).maintenance.times(share).div(10_000);
      const close = firstClose([position], equity, dec(buffer), QUANTUM);
      if (close === null) throw new Error('equity is below the requirement');
      // Closed at the mark, equity stays.
      const left = (closed: typeof QUANTUM) => crossSums([held('a', dec(quantity).minus(closed).toFixed(), 137)]).maintenance.times(dec(buffer).plus(1));
      expect(left(close.quantity).lte(equity.plus('1e-60'))).toBe(true);
      expect(left(close.quantity.minus(QUANTUM)).gt(equity)).toBe(true);
    }), { numRuns: 150 });
  });
});

describe('margin at one rate', () => {
  test('a leverage lessens it', () => {
    expect(rateMargin(dec(80_000), dec('0.03'), dec(50)).toFixed()).toBe('48');
  });

  test('what is left for new risk is never below 0, and what is reserved lessens it', () => {
    expect(availableMargin(dec(100), dec(30), dec(20)).toFixed()).toBe('50');
    expect(availableMargin(dec(-100), dec(30), ZERO).toFixed()).toBe('0');
  });
});
