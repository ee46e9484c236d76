import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { black76, black76Price } from '#shared/scenario/pricing/black76.ts';
import { blackScholes } from '#shared/scenario/pricing/blackScholes.ts';
import { coinSettled } from '#shared/scenario/pricing/coinSettled.ts';
import type { OptionTerms } from '#shared/scenario/pricing/optionValue.ts';

const UNDERLYING = 100;
const terms = fc.record({
  sign: fc.constantFrom(1 as const, -1 as const),
  strike: fc.double({ min: 60, max: 160, noNaN: true }),
  years: fc.double({ min: 0.02, max: 2, noNaN: true }),
  volatility: fc.double({ min: 0.2, max: 2, noNaN: true }),
});
const rate = fc.double({ min: -0.05, max: 0.15, noNaN: true });

/** Central difference, extrapolated once: the error of the step is of the fourth order. */
function slope(of: (x: number) => number, at: number, step: number): number {
  const central = (h: number): number => (of(at + h) - of(at - h)) / (2 * h);
  return (4 * central(step / 2) - central(step)) / 3;
}

const near = (got: number | null, want: number, scale: number): void => expect(Math.abs((got ?? Number.NaN) - want)).toBeLessThanOrEqual(1e-6 * Math.max(Math.abs(want), scale));
const finite = (value: number | null): number => value ?? Number.NaN;

describe('each Greek is the slope that it is named after, to 1e-6', () => {
  test('Black-76, the forward held fixed', () => fc.assert(fc.property(terms, rate, (own, interest) => {
    const at = (change: Partial<OptionTerms>, forward = UNDERLYING, r = interest) => black76({ ...own, ...change }, forward, r);
    const here = at({});
    near(here.delta, slope((x) => at({}, x).price, UNDERLYING, 0.05), 1);
    near(here.gamma, slope((x) => finite(at({}, x).delta), UNDERLYING, 0.05), 0.1);
    near(here.vega, slope((x) => at({ volatility: x }).price, own.volatility, 1e-3), 10);
    near(here.theta, -slope((x) => at({ years: x }).price, own.years, own.years * 1e-3), 100);
    near(here.rho, slope((x) => at({}, UNDERLYING, x).price, interest, 1e-3), 10);
    near(here.vanna, slope((x) => finite(at({ volatility: x }).delta), own.volatility, 1e-3), 1);
    near(here.charm, -slope((x) => finite(at({ years: x }).delta), own.years, own.years * 1e-3), 10);
  })));

  test('Black-Scholes-Merton, the spot held fixed', () => fc.assert(fc.property(terms, rate, rate, (own, interest, carry) => {
    const at = (change: Partial<OptionTerms>, spot = UNDERLYING, r = interest, q = carry) => blackScholes({ ...own, ...change }, spot, { rate: r, carry: q });
    const here = at({});
    near(here.delta, slope((x) => at({}, x).price, UNDERLYING, 0.05), 1);
    near(here.gamma, slope((x) => finite(at({}, x).delta), UNDERLYING, 0.05), 0.1);
    near(here.vega, slope((x) => at({ volatility: x }).price, own.volatility, 1e-3), 10);
    near(here.theta, -slope((x) => at({ years: x }).price, own.years, own.years * 1e-3), 100);
    near(here.rho, slope((x) => at({}, UNDERLYING, x).price, interest, 1e-3), 10);
    near(here.carryRho, slope((x) => at({}, UNDERLYING, interest, x).price, carry, 1e-3), 10);
    near(here.vanna, slope((x) => finite(at({ volatility: x }).delta), own.volatility, 1e-3), 1);
    near(here.charm, -slope((x) => finite(at({ years: x }).delta), own.years, own.years * 1e-3), 10);
  })));

  test('coin-settled: the net delta hedges what the premium in coin is worth', () => fc.assert(fc.property(terms, (own) => {
    const at = (change: Partial<OptionTerms>, forward = UNDERLYING) => coinSettled({ ...own, ...change }, forward);
    const here = at({});
    near(here.slope, slope((x) => at({}, x).price, UNDERLYING, 0.05), 0.01);
    near(here.netDelta, UNDERLYING * slope((x) => at({}, x).price, UNDERLYING, 0.05), 1);
    near(here.netGamma, slope((x) => finite(at({}, x).netDelta), UNDERLYING, 0.05), 0.1);
    near(here.vega, slope((x) => at({ volatility: x }).price, own.volatility, 1e-3), 0.1);
    near(here.theta, -slope((x) => at({ years: x }).price, own.years, own.years * 1e-3), 1);
  })));
});

describe('parity', () => {
  test('a call less a put is the discounted forward less the strike', () => fc.assert(fc.property(terms, rate, (own, interest) => {
    const [call, put] = [black76({ ...own, sign: 1 }, UNDERLYING, interest).price, black76({ ...own, sign: -1 }, UNDERLYING, interest).price];
    expect(call - put).toBeCloseTo(Math.exp(-interest * own.years) * (UNDERLYING - own.strike), 10);
  })));

  test('in coin it is 1 less the strike over the forward', () => fc.assert(fc.property(terms, (own) => {
    const [call, put] = [coinSettled({ ...own, sign: 1 }, UNDERLYING).price, coinSettled({ ...own, sign: -1 }, UNDERLYING).price];
    expect(call - put).toBeCloseTo(1 - own.strike / UNDERLYING, 12);
  })));
});

describe('the limits', () => {
  test('at expiry the intrinsic value stands, and on the strike itself no delta exists', () => {
    expect(black76({ sign: 1, strike: 90, years: 0, volatility: 0.5 }, 100)).toMatchObject({ price: 10, delta: 1, gamma: 0, vega: 0, theta: 0 });
    expect(black76({ sign: 1, strike: 90, years: -1, volatility: 0.5 }, 100)).toMatchObject({ price: 10, delta: 1 });
    expect(black76({ sign: -1, strike: 100, years: 0, volatility: 0.5 }, 100)).toMatchObject({ price: 0, delta: null, gamma: null, vega: 0 });
    expect(black76({ sign: -1, strike: 100, years: 1, volatility: 0 }, 100)).toMatchObject({ price: 0, delta: null, vega: null });
    expect(coinSettled({ sign: 1, strike: 100, years: 0, volatility: 0.5 }, 100)).toMatchObject({ price: 0, netDelta: null, netGamma: null });
  });

  test('a strike of 0 is the forward, a forward of 0 the strike of a put', () => {
    expect([black76Price(1, 1000, 0, 0.5), black76Price(-1, 1000, 0, 0.5), black76Price(1, 0, 700, 0.5), black76Price(-1, 0, 700, 0.5)]).toEqual([1000, 0, 0, 700]);
  });

  test('nothing is priced below 0 or above its highest value, however wide', () => fc.assert(fc.property(
    fc.constantFrom(1 as const, -1 as const), fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }),
    (sign, forward, strike, deviation) => {
      const price = black76Price(sign, forward, strike, deviation);
      expect(price).toBeGreaterThanOrEqual(0);
      expect(price).toBeLessThanOrEqual((sign > 0 ? forward : strike) * (1 + 1e-12));
    },
  )));
});
