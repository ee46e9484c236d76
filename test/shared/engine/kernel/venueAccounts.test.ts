import { describe, expect, test } from 'vitest';
import { progressiveWeight } from '#shared/engine/kernel/account.ts';
import { borrowMargin, equityAtRatio, integerPosition, largerSide, netOfExpiry, restated, riskRate, segregatedAccount, sumOf, unifiedRates } from '#shared/engine/kernel/venueAccounts.ts';
import { ZERO } from '#shared/num/units.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

describe('a unified account', () => {
  test('rates count the loss of spot orders, and what is available does not count theirs on top', () => {
    const { initialRate, maintenanceRate, available } = unifiedRates(dec(1000), dec(400), dec(90), dec(200), dec(100));
    expect([initialRate?.toFixed(5), maintenanceRate?.toFixed(), available.toFixed()]).toEqual(['0.44444', '0.1', '400']);
  });

  test('available may be negative, and a rate on nothing is none', () => {
    expect(unifiedRates(dec(100), dec(150), dec(20), ZERO, ZERO).available.toFixed()).toBe('-50');
    expect(unifiedRates(dec(200), dec(1), dec(1), dec(200), ZERO)).toMatchObject({ initialRate: null, maintenanceRate: null });
  });
});

describe('a segregated account', () => {
  test('options are in equity and not in the margin balance', () => {
    expect(segregatedAccount(dec(10), dec(2), dec(-1), dec(3))).toEqual({ marginBalance: dec(12), equity: dec(11), availableFunds: dec(9), availableWithdrawal: dec(7) });
  });

  test('an open profit cannot be withdrawn, and an open loss holds the balance back', () => {
    expect(segregatedAccount(dec(10), dec(5), ZERO, dec(3)).availableWithdrawal.toFixed()).toBe('7');
    expect(segregatedAccount(dec(10), dec(-5), ZERO, dec(3)).availableWithdrawal.toFixed()).toBe('2');
  });
});

describe('pools and sides', () => {
  test('a pool restated in two currencies is the same pool twice', () => {
    const [btc, usdt] = [restated(dec(500), dec(50_000)), restated(dec(500), dec('0.5'))];
    expect(btc.times(50_000).eq(usdt.times('0.5'))).toBe(true);
  });

  test('orders raise a risk rate by their requirement and by their opening fee', () => {
    expect(riskRate(dec(90), dec(9), dec(1000), dec(10)).toFixed()).toBe('0.1');
    expect(riskRate(dec(90), dec(9), dec(1000), dec(10)).gt(riskRate(dec(90), dec(9), dec(1000), ZERO))).toBe(true);
  });

  test('only the larger side of an underlying is charged, whichever it is', () => {
    expect(largerSide([dec(3), dec(4)], [dec(6)]).toFixed()).toBe('7');
    expect(largerSide([dec(3)], [dec(6), dec(1)]).toFixed()).toBe('7');
    expect(largerSide([], []).isZero()).toBe(true);
  });

  test('a net position has no sign', () => {
    expect([netOfExpiry(dec(1000), dec(4000)), netOfExpiry(dec(8000), dec(5000))].map(String)).toEqual(['3000', '3000']);
  });

  test('a borrow adds to the requirement and a balance does not', () => {
    expect(borrowMargin(dec(-200), dec('0.1')).toFixed()).toBe('20');
    expect(borrowMargin(dec(200), dec('0.1')).isZero()).toBe(true);
  });

  test('a debt counts in full in tiers of weight', () => {
    expect(progressiveWeight(dec(-30), [{ from: ZERO, to: dec(10), weight: dec('0.5') }]).toFixed()).toBe('-30');
  });

  test('equity follows from a printed ratio, and a sum of nothing is 0', () => {
    expect(equityAtRatio(dec('9.5'), dec(20)).toFixed()).toBe('190');
    expect(sumOf([]).isZero()).toBe(true);
  });
});

describe('a position in whole units of its coin', () => {
  const rates = { initial: dec('0.01'), maintenance: dec('0.005'), fee: dec('0.00075') };

  test('every amount is whole, and the fee is inside the maintenance margin', () => {
    const found = integerPosition(dec(1000), dec(98_000), dec(98_500), rates, dec('1e8'));
    expect(Object.fromEntries(Object.entries(found).map(([key, value]) => [key, value.toFixed()])))
      .toEqual({ cost: '1020408', value: '1015228', initial: '10204', fee: '765', margin: '10969', maintenance: '5867', profit: '5180' });
  });

  test('a short gains what the long loses', () => {
    const profit = (quantity: number): string => integerPosition(dec(quantity), dec(98_000), dec(98_500), rates, dec('1e8')).profit.toFixed();
    expect([profit(1000), profit(-1000)]).toEqual(['5180', '-5180']);
  });
});
