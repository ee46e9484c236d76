import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumingPrice, type CrossPosition, crossSums, groupLiquidation, orderCost } from '#shared/engine/kernel/crossPool.ts';
import type { Crossing } from '#shared/engine/kernel/crossing.ts';
import { deductions } from '#shared/engine/kernel/requirement.ts';
import { type Decimal, ZERO } from '#shared/num/units.ts';
import { book, dec, flatRate, tiers } from '../../../arbitraries/kernelPools.ts';

const held = (group: string, quantity: number | string, mark: number, rate: number | string = '0.01'): CrossPosition =>
  ({ group, mark: dec(mark), requirement: flatRate(rate), leverage: dec(10), leg: { settlement: 'linear', quantity: dec(quantity), entryPrice: dec(mark) } });
const priceOf = (crossing: Crossing): Decimal | null => (crossing.status === 'price' ? crossing.price : null);

describe('sums of a pool', () => {
  test('any order of positions gives the same', () => {
    fc.assert(fc.property(book('linear'), (positions) => {
      expect(crossSums(positions.toReversed())).toEqual(crossSums(positions));
    }), { numRuns: 100 });
  });

  test('initial margin counts the legs whose leverage is known', () => {
    expect(crossSums([held('a', 2, 100), { ...held('b', 1, 100), leverage: null }]).initial.toFixed()).toBe('20');
  });

  test('count both sides of a hedge in the notional, and net them in the profit', () => {
    const { notional, profit, maintenance } = crossSums([held('a', 2, 100), { ...held('a', -3, 100), leg: { settlement: 'linear', quantity: dec(-3), entryPrice: dec(90) } }]);
    expect([notional, profit, maintenance].map(String)).toEqual(['500', '-30', '5']);
  });
});

describe('the liquidation price of a group', () => {
  test('the requirement and the loss of others bring it nearer', () => {
    const alone = priceOf(groupLiquidation([held('a', 1, 100)], dec(5), 'a'));
    const other: CrossPosition = { ...held('b', 1, 100, '0.02'), leg: { settlement: 'linear', quantity: dec(1), entryPrice: dec(101) } };
    const beside = priceOf(groupLiquidation([held('a', 1, 100), other], dec(5), 'a'));
    expect(alone?.toFixed(6)).toBe(dec(95).div('0.99').toFixed(6));
    expect(beside?.toFixed(6)).toBe(dec(98).div('0.99').toFixed(6));
  });

  test('scaling the wallet and all quantities leaves it', () => {
    fc.assert(fc.property(book('linear').filter((positions) => positions.length > 0), fc.integer({ min: -500, max: 50_000 }), fc.constantFrom('2', '0.25', '1024'), (positions, wallet, factor) => {
      // One rate at every size: a tier is a size, and does not scale.
      const flat = positions.map((position) => ({ ...position, requirement: flatRate('0.02') }));
      const scaled = flat.map((position) => ({ ...position, leg: { ...position.leg, quantity: position.leg.quantity.times(factor) } }));
      const group = flat[0]?.group ?? '';
      const [before, after] = [priceOf(groupLiquidation(flat, dec(wallet), group)), priceOf(groupLiquidation(scaled, dec(wallet).times(factor), group))];
      expect(after?.toSignificantDigits(40)).toEqual(before?.toSignificantDigits(40));
    }), { numRuns: 150 });
  });

  test('a hedge that is a little net long is liquidated by a rise when its requirements grow faster than its profit', () => {
    const hedge = [held('a', 2, 100), held('a', '-1.99', 100)];
    // 10 + 0.01 · (P − 100) = 0.0399 · P
    expect(priceOf(groupLiquidation(hedge, dec(10), 'a'))?.toFixed(10)).toBe(dec(9).div('0.0299').toFixed(10));
  });

  test('a hedge that either direction hurts has the nearer of two prices', () => {
    const requirement = tiers(deductions([{ floor: ZERO, rate: dec('0.01') }, { floor: dec(200), rate: dec('0.05') }]));
    const hedge = [held('a', 2, 100), held('a', '-1.9', 100)].map((position) => ({ ...position, requirement }));
    // Below: 10 − wallet = (0.1 − 0.039) · P. Above: wallet − 10 + 16 = (0.195 − 0.1) · P.
    expect(priceOf(groupLiquidation(hedge, dec('4.5'), 'a'))?.toFixed(10)).toBe(dec('5.5').div('0.061').toFixed(10));
    expect(priceOf(groupLiquidation(hedge, dec(5), 'a'))?.toFixed(10)).toBe(dec(11).div('0.095').toFixed(10));
  });

  test.each([[60, '50'], [90, '100']])('a pool that is beyond it at %i, between two prices, has the nearer, %s', (mark, nearer) => {
    // 0.02 · P − 3 + 100 / P: below 0 from 50 to 100
    const short: CrossPosition = { group: 'a', mark: dec(mark), requirement: flatRate(0), leverage: null, leg: { settlement: 'inverse', quantity: dec(-100), entryPrice: dec(100) } };
    expect(priceOf(groupLiquidation([short], dec(-2), 'a', dec('0.02')))?.toFixed()).toBe(nearer);
  });

  test.each([['one long', [1]], ['two longs', [1, 1]], ['one short', [-1]]])('%s: only the losing side is looked at, though a step of the tiers is nearer on the other', (_, quantities) => {
    const rises = quantities.every((quantity) => quantity > 0);
    const [low, high] = rises ? ['0.01', '0.05'] : ['0.05', '0.01'];
    const requirement = tiers([{ floor: ZERO, rate: dec(low), amount: ZERO }, { floor: dec(rises ? 101 : 99), rate: dec(high), amount: ZERO }]);
    const found = groupLiquidation(quantities.map((quantity) => ({ ...held('a', quantity, 100), requirement })), dec(3 * quantities.length), 'a');
    expect(priceOf(found)?.toFixed(10)).toBe((rises ? dec(97).div('0.99') : dec(103).div('1.01')).toFixed(10));
  });

  test('collateral in the asset moves: a long is nearer, and a short that it covers can only fall', () => {
    const long = groupLiquidation([held('BTC', 1, 60_000, '0.004')], ZERO, 'BTC', dec('0.95'));
    expect(priceOf(long)?.toFixed(4)).toBe('30832.4769');
    // 20,000 of debt, 2 coins, 1 sold: net long.
    const covered = groupLiquidation([held('BTC', -1, 60_000, '0.004')], dec(-80_000), 'BTC', dec('1.9'));
    expect(priceOf(covered)?.toFixed(4)).toBe(dec(20_000).div('0.896').toFixed(4));
  });

  test('a group that is not there is refused', () => {
    expect(() => groupLiquidation([held('a', 1, 100)], ZERO, 'b')).toThrow('no position is in b');
  });
});

describe('orders', () => {
  test('an order better than the mark has no open loss; a worse one loses the difference at once', () => {
    expect(orderCost(1, dec(2), dec(99), dec(100), dec(20))).toEqual({ initialMargin: dec('9.9'), openLoss: ZERO });
    expect(orderCost(1, dec(2), dec(101), dec(100), dec(20)).openLoss.toFixed()).toBe('2');
    expect(orderCost(-1, dec(2), dec(99), dec(100), dec(20)).openLoss.toFixed()).toBe('2');
  });

  test('a buy is assumed at its own price, a sell at the highest of three', () => {
    expect(assumingPrice(1, dec(90), dec(100), dec(110), dec('0.1')).toFixed()).toBe('90');
    for (const [order, mark, last, worst] of [[130, 100, 110, '130'], [90, 125, 110, '125'], [90, 100, 110, '121']] as const) {
      expect(assumingPrice(-1, dec(order), dec(mark), dec(last), dec('0.1')).toFixed()).toBe(worst);
    }
  });
});
