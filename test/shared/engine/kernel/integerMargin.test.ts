import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankruptcyQuote, integerHealth, integerMargin, type IntegerMarket, integerNotional, integerRisk, isBelowMaintenance, settledQuote } from '#shared/engine/kernel/integerMargin.ts';
import { ZERO } from '#shared/num/units.ts';
import { dec } from '../../../arbitraries/kernelPools.ts';

const market = (rest: Partial<IntegerMarket> = {}): IntegerMarket =>
  ({ atomic: -6, price: dec(100), exponent: 0, initialPpm: dec(200_000), maintenancePpm: dec(500_000), openInterest: null, lower: null, upper: null, ...rest });

/** Open interest of a notional, in a market of one quote quantum per base quantum. */
const opened = (notional: number) => integerMargin(market({ price: dec(1), openInterest: dec(notional), lower: dec(1000), upper: dec(3000) }), dec(1_000_000));

describe('margin in integers', () => {
  test('both sides are rounded up, the maintenance side twice', () => {
    expect(integerMargin(market({ price: dec(1), initialPpm: dec(300_001) }), dec(11))).toEqual({ initial: dec(4), maintenance: dec(2) });
    expect(integerMargin(market({ price: dec(1), initialPpm: dec(10_000) }), dec(1))).toEqual({ initial: dec(1), maintenance: dec(1) });
  });

  test('a value is cut towards 0 on both sides', () => {
    expect(integerNotional(market({ price: dec(19), exponent: -1 }), dec(1)).toFixed()).toBe('1');
    expect(integerNotional(market({ price: dec(19), exponent: -1 }), dec(-1)).toFixed()).toBe('-1');
  });

  test.each([[1000, 200_000], [2000, 600_000], [3000, 1_000_000], [9000, 1_000_000]])('open interest of %i asks for %i of a million', (notional, initial) => {
    expect(opened(notional).initial.toFixed()).toBe(String(initial));
    expect(opened(notional).maintenance.toFixed()).toBe('100000');
  });

  test('a rate between the caps is whole parts per million, rounded down', () => {
    expect(integerMargin(market({ price: dec(1), openInterest: dec(2000), lower: dec(1000), upper: dec(4000) }), dec(1_000_000)).initial.toFixed()).toBe('466666');
  });

  test('open interest is a notional: at the price and the exponent of its market', () => {
    const open = { openInterest: dec(20), price: dec(1000), exponent: -1, lower: dec(1000), upper: dec(3000) };
    expect(integerMargin(market(open), dec(10_000)).initial.toFixed()).toBe('600000');
  });

  test.each(['openInterest', 'lower', 'upper'] as const)('without its %s a market asks for the base rate', (missing) => {
    const grown = { price: dec(1), openInterest: dec(2000), lower: dec(1000), upper: dec(3000) };
    expect(integerMargin(market({ ...grown, [missing]: null }), dec(1_000_000)).initial.toFixed()).toBe('200000');
  });

  test('without an upper cap the rate never grows', () => {
    expect(integerMargin(market({ price: dec(1), openInterest: dec(9000), lower: dec(1000), upper: ZERO }), dec(1_000_000)).initial.toFixed()).toBe('200000');
  });

  test('a part of a quote quantum of open interest does not count', () => {
    const open = { price: dec(10_009), exponent: -4, openInterest: dec(1000), lower: dec(1000), upper: dec(3000) };
    expect(integerMargin(market(open), dec(-1_000_000)).initial.toFixed()).toBe('200180');
  });

  test('a short keeps what a long of its size keeps', () => {
    expect(integerMargin(market(), dec(-77))).toEqual(integerMargin(market(), dec(77)));
  });

  test('the initial side never falls when open interest grows, and stays between the base rate and the notional', () => {
    fc.assert(fc.property(fc.nat({ max: 5000 }), fc.nat({ max: 500 }), (notional, more) => {
      const [less, greater] = [opened(notional).initial, opened(notional + more).initial];
      expect(greater.gte(less) && less.gte(200_000) && greater.lte(1_000_000)).toBe(true);
    }), { numRuns: 150 });
  });

  test('caps that are equal switch from the base rate to all of it at once', () => {
    const at = (notional: number) => integerMargin(market({ price: dec(1), openInterest: dec(notional), lower: dec(1000), upper: dec(1000) }), dec(1_000_000)).initial.toFixed();
    expect([at(999), at(1000), at(1001)]).toEqual(['200000', '200000', '1000000']);
  });
});

describe('an account in integers', () => {
  const position = { market: market(), quantums: dec(1_000_000) };

  test('is the sum of its positions: values with their sign, requirements of both sides', () => {
    const short = { market: market({ price: dec(50) }), quantums: dec(-1_000_000) };
    expect(integerRisk(dec(7), [position, short])).toEqual({ netCollateral: dec(50_000_007), initial: dec(30_000_000), maintenance: dec(15_000_000) });
  });

  test('is liquidated strictly below its maintenance requirement, and never without one', () => {
    const at = (collateral: number) => isBelowMaintenance(integerRisk(dec(collateral).minus(100_000_000), [position]));
    expect([at(10_000_000), at(9_999_999)]).toEqual([false, true]);
    expect(isBelowMaintenance(integerRisk(dec(-5), []))).toBe(false);
  });

  test('closing all of its only position at the bankruptcy quote leaves nothing, with a debt as with a rest', () => {
    for (const quote of [-95_000_000, -105_000_000]) expect(bankruptcyQuote(dec(quote), [position], position, dec(-1_000_000))?.toFixed()).toBe(String(-quote));
  });

  test('closing a part takes its share of the collateral, rounded down on both sides of 0', () => {
    const whole = { market: market({ price: dec(1), initialPpm: dec(1_000_000), maintenancePpm: dec(1_000_000) }), quantums: dec(3) };
    expect(bankruptcyQuote(dec(7), [whole], whole, dec(-1))?.toFixed()).toBe('-2');
    expect(bankruptcyQuote(dec(-13), [whole], whole, dec(-1))?.toFixed()).toBe('5');
  });

  test('there is no bankruptcy quote without a requirement', () => {
    const free = { market: market({ initialPpm: ZERO }), quantums: dec(5) };
    expect(bankruptcyQuote(dec(10), [free], free, dec(-5))).toBeNull();
  });

  test('funding is taken from a long when the index rises above its own, and rounded against the account', () => {
    expect(settledQuote(dec(100), dec(30), dec(10), dec(150_000)).toFixed()).toBe('97');
    expect(settledQuote(dec(100), dec(20), ZERO, dec(150_000)).toFixed()).toBe('97');
    expect(settledQuote(dec(100), dec(21), ZERO, dec(150_000)).toFixed()).toBe('96');
    expect(settledQuote(dec(100), dec(21), ZERO, dec(-150_000)).toFixed()).toBe('103');
  });
});

describe('health in percent', () => {
  test.each([['0', '0', '100'], ['0', '-1', '0'], ['5', '0', '0'], ['5', '-5', '0'], ['10', '10', '0'], ['20', '10', '0'], ['99.5', '100', '1'], ['25', '100', '75']])('requirement %s on %s is %s', (required, collateral, health) => {
    expect(integerHealth(dec(required), dec(collateral)).toFixed()).toBe(health);
  });
});
