import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BandTerms, noTradeBand } from '#shared/scenario/margin/noTradeBand.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const terms: fc.Arbitrary<BandTerms> = fc.record({
  spot: number(0.01, 1e5), gamma: number(1e-6, 10).chain((size) => fc.constantFrom(size, -size)), dailySigma: number(0.001, 0.5), feeRate: number(1e-5, 0.01), riskAversion: number(1e-9, 1), lot: fc.constant(1e-12),
});
const near = (left: number, right: number): void => expect(Math.abs(left / right - 1)).toBeLessThan(1e-9);

/** A fair walk from 0 until it is n away: steps that it takes, and the mean square of where it is meanwhile. */
function walk(n: number): Readonly<{ steps: number; meanSquare: number }> {
  let mass = new Float64Array(2 * n + 1);
  mass[n] = 1;
  let [steps, squares] = [0, 0];
  for (let left = 1; left > 1e-13; ) {
    const next = new Float64Array(2 * n + 1);
    left = 0;
    for (let place = 1; place < 2 * n; place += 1) {
      const own = mass[place] ?? 0;
      left += own;
      squares += own * (place - n) ** 2;
      next[place - 1] = (next[place - 1] ?? 0) + own / 2;
      next[place + 1] = (next[place + 1] ?? 0) + own / 2;
    }
    steps += left;
    mass = next;
  }
  return { steps, meanSquare: squares / steps };
}

describe('the no-trade band of a delta hedge', () => {
  test('makes fees and half the risk aversion times the variance least: any other band costs more', () => {
    fc.assert(fc.property(terms, fc.constantFrom(0.1, 0.9, 0.99, 1.01, 1.1, 10), (given, factor) => {
      const { halfWidth } = noTradeBand(given);
      const { spot, gamma, dailySigma, feeRate, riskAversion } = given;
      const costAt = (width: number): number => (feeRate * spot * width) / (width / (gamma * spot * dailySigma)) ** 2 + (riskAversion / 2) * (spot * dailySigma) ** 2 * (width ** 2 / 6);
      expect(costAt(halfWidth * factor)).toBeGreaterThanOrEqual(costAt(halfWidth) * (1 - 1e-9));
    }));
  });

  test('is left after the days, and leaves the deviation, of a walk that is counted out', () => {
    const { halfWidth, days, deviation } = noTradeBand({ spot: 100, gamma: -0.02, dailySigma: 0.04, feeRate: 0.0005, riskAversion: 1e-4, lot: 1e-9 });
    const n = 40;
    const { steps, meanSquare } = walk(n);
    const stepsADay = (0.02 * 100 * 0.04) ** 2 / (halfWidth / n) ** 2;
    expect(steps / stepsADay / days).toBeCloseTo(1, 6);
    expect((Math.sqrt(meanSquare) * (halfWidth / n) * 100 * 0.04) / deviation).toBeCloseTo(1, 3);
  });

  test('to the edge it is that of Whalley and Wilmott, (3/2 · λ · S · Γ² / γ)^(1/3)', () => {
    // 1.5 · 0.001 · 100 · 0.05² / 0.01 = 0.0375.
    const { edgeWidth, halfWidth } = noTradeBand({ spot: 100, gamma: 0.05, dailySigma: 0.02, feeRate: 0.001, riskAversion: 0.01, lot: 1e-9 });
    expect(edgeWidth ** 3).toBeCloseTo(0.0375, 12);
    near(halfWidth / edgeWidth, Math.cbrt(4));
  });

  test('eight times the fee doubles it, of gamma quadruples it, of risk aversion halves it; σ changes only how often, and the sign of gamma nothing', () => {
    fc.assert(fc.property(terms, (given) => {
      const own = noTradeBand(given);
      near(noTradeBand({ ...given, feeRate: 8 * given.feeRate }).halfWidth, 2 * own.halfWidth);
      near(noTradeBand({ ...given, gamma: 8 * given.gamma }).halfWidth, 4 * own.halfWidth);
      near(noTradeBand({ ...given, riskAversion: 8 * given.riskAversion }).halfWidth, own.halfWidth / 2);
      const nervous = noTradeBand({ ...given, dailySigma: 2 * given.dailySigma });
      expect(nervous.halfWidth).toBe(own.halfWidth);
      near(nervous.days, own.days / 4);
      expect(noTradeBand({ ...given, gamma: -given.gamma })).toEqual(own);
    }));
  });

  test('a book in units of k times the money has the same band in units and k times the money', () => {
    fc.assert(fc.property(terms, number(0.01, 100), (given, k) => {
      const [own, other] = [noTradeBand(given), noTradeBand({ ...given, spot: k * given.spot, gamma: given.gamma / k, riskAversion: given.riskAversion / k })];
      near(other.halfWidth, own.halfWidth);
      near(other.days, own.days);
      near(other.cost, k * own.cost);
    }));
  });

  test('is a lot at least, also where trading is free or paid for', () => {
    for (const feeRate of [0, -0.0001, 1e-12]) expect(noTradeBand({ spot: 100, gamma: 0.05, dailySigma: 0.02, feeRate, riskAversion: 0.01, lot: 0.1 })).toMatchObject({ halfWidth: 0.1, edgeWidth: 0.1 });
  });

  test('what it cannot be without is refused', () => {
    const own: BandTerms = { spot: 100, gamma: 0.05, dailySigma: 0.02, feeRate: 0.001, riskAversion: 0.01, lot: 0.1 };
    for (const bad of [{ spot: 0 }, { gamma: 0 }, { gamma: Number.NaN }, { dailySigma: 0 }, { riskAversion: 0 }, { lot: 0 }]) expect(() => noTradeBand({ ...own, ...bad })).toThrow(RangeError);
  });
});
