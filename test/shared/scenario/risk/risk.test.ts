import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalQuantile } from '#shared/scenario/pricing/normal.ts';
import { componentRisk, covarianceOf, lowestEigenvalue, repaired, stressedCorrelation } from '#shared/scenario/risk/correlation.ts';
import { ewmaCovariance, sampleCovariance, shrunkCovariance } from '#shared/scenario/risk/covariance.ts';
import { cell, cholesky, eigenSymmetric, type Matrix, timesVector } from '#shared/scenario/risk/matrix.ts';
import { ageWeights, quantile, weightedQuantile } from '#shared/scenario/risk/quantile.ts';
import { normalStream } from '#shared/scenario/monteCarlo/random.ts';
import { simulatedTail } from '#shared/scenario/risk/simulatedTail.ts';
import { filtered, normalTail, tailOf } from '#shared/scenario/risk/valueAtRisk.ts';

const unit = fc.double({ min: -1, max: 1, noNaN: true });
const symmetric = (size: number) => fc.array(unit, { minLength: (size * (size - 1)) / 2, maxLength: (size * (size - 1)) / 2 }).map((values): Matrix => {
  const place = (row: number, column: number): number => (row * (row - 1)) / 2 + column;
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => (row === column ? 1 : values[row > column ? place(row, column) : place(column, row)] ?? 0)));
});
const returns = fc.array(fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 40 });

describe('a correlation matrix', () => {
  test('that no market could have is repaired: positive semidefinite, a diagonal of 1, and no further than it must', () => fc.assert(fc.property(symmetric(5), (matrix) => {
    const { matrix: mended, moved } = repaired(matrix);
    expect(lowestEigenvalue(mended)).toBeGreaterThan(-1e-7);
    mended.forEach((row, place) => expect(row[place]).toBe(1));
    expect(moved === 0).toBe(lowestEigenvalue(matrix) >= -1e-10);
    expect(() => cholesky(covarianceOf(mended, mended.map(() => 1)))).not.toThrow();
  }), { numRuns: 60 }));

  test.each([
    ['correlation[0][1]: expected a number from -1 to 1, got 1.2', [[1, 1.2], [1.2, 1]]], ['correlation[1][1]: expected 1, got 0.9', [[1, 0], [0, 0.9]]],
    ['correlation[0][1]: expected the same as correlation[1][0]', [[1, 0.5], [0.4, 1]]], ['correlation: row 2 has 1 values, expected 2', [[1, 0.5], [0.5]]],
  ])('%s', (message, matrix) => expect(() => repaired(matrix)).toThrow(message));

  test('stressed to 1 leaves no diversification, whatever is long or short', () => fc.assert(fc.property(symmetric(4), fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 4 }), (matrix, exposures) => {
    const sigmas = [0.03, 0.04, 0.06, 0.02];
    const { deviation, diversification } = componentRisk(covarianceOf(stressedCorrelation(repaired(matrix).matrix, exposures, 1), sigmas), exposures);
    expect(diversification).toBeCloseTo(1, 9);
    expect(deviation).toBeCloseTo(exposures.reduce((sum, own, place) => sum + Math.abs(own) * (sigmas[place] ?? 0), 0), 9);
  })));
});

describe('component risk', () => {
  test('adds up to the whole, and two halves of a row are the row', () => fc.assert(fc.property(symmetric(4), fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 4 }), (matrix, exposures) => {
    const covariance = covarianceOf(repaired(matrix).matrix, [0.03, 0.04, 0.06, 0.02]);
    const { deviation, components } = componentRisk(covariance, exposures);
    expect(components.reduce((sum, own) => sum + own, 0)).toBeCloseTo(deviation, 9);
    // The first asset twice, at half its exposure each.
    const split = [0, 0, 1, 2, 3].map((row) => [0, 0, 1, 2, 3].map((column) => cell(covariance, row, column)));
    const [first = 0, ...rest] = exposures;
    expect(componentRisk(split, [first / 2, first / 2, ...rest]).deviation).toBeCloseTo(deviation, 9);
  })));
});

describe('matrices', () => {
  test('eigenvectors are what the matrix only stretches', () => fc.assert(fc.property(symmetric(5), (matrix) => {
    const { values, vectors } = eigenSymmetric(matrix);
    values.forEach((value, place) => timesVector(matrix, vectors[place] ?? []).forEach((own, row) => expect(own).toBeCloseTo(value * cell(vectors, place, row), 8)));
  })));

  test('one that is singular up to rounding has a root', () => {
    const near = [[1, 0, 0], [0, 1, -0.999_999_998_858_882_4], [0, -0.999_999_998_858_882_4, 1]].map((row, place) => [...row, place === 2 ? -0.000_047_772_746_330_135_31 : 0]);
    const lower = cholesky([...near, [0, 0, -0.000_047_772_746_330_135_31, 1]]);
    expect(cell(lower, 2, 1)).toBeCloseTo(-1, 6);
    expect(lower.map((row) => row.reduce((sum, value) => sum + value * value, 0)).every((own) => Math.abs(own - 1) < 1e-6)).toBe(true);
  });

  test('a matrix with a negative eigenvalue has no root', () => expect(() => cholesky([[1, 2], [2, 1]])).toThrow(/positive semidefinite/));
});

describe('covariance', () => {
  test('is positive semidefinite by every method, and says its window', () => fc.assert(fc.property(returns, (own) => {
    for (const found of [sampleCovariance(own), ewmaCovariance(own, 0.94), shrunkCovariance(own)]) {
      expect(lowestEigenvalue(found.matrix)).toBeGreaterThan(-1e-12);
      expect(found.window).toBe(own.length);
      expect(found.shrinkage).toBeGreaterThanOrEqual(0);
      expect(found.shrinkage).toBeLessThanOrEqual(1);
    }
  })));

  test('refuses what is no history', () => {
    expect(() => sampleCovariance([[0.1, 0.2]])).toThrow('expected at least 2 periods, got 1');
    expect(() => shrunkCovariance([[0.1, 0.2], [0.1]])).toThrow('returns[1]: expected 2 finite numbers');
  });
});

describe('the tail', () => {
  test('expected shortfall is never less than value at risk', () => fc.assert(fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0.01, max: 0.5, noNaN: true }), (profits, tail) => {
    const { valueAtRisk, expectedShortfall } = tailOf(profits, tail);
    expect(expectedShortfall).toBeGreaterThanOrEqual(valueAtRisk);
  })));

  test('of a normal distribution is 1.645 and 2.063 deviations at 5 %', () => {
    const { valueAtRisk, expectedShortfall } = normalTail(0, 1, 0.05);
    expect(valueAtRisk).toBeCloseTo(1.644_853_626_951, 10);
    expect(expectedShortfall).toBeCloseTo(2.062_712_807_507, 10);
  });

  test('the normal quantile undoes the distribution', () => fc.assert(fc.property(fc.double({ min: 1e-12, max: 1 - 1e-9, noNaN: true }), (p) => {
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
  })));

  test('is the highest recent loss, restated at the volatility of now', () => {
    const calm = Array.from({ length: 50 }, (_, place) => (place % 2 === 0 ? 0.001 : -0.001));
    expect(tailOf(filtered([...calm, ...calm.map((own) => own * 30)], 0.9).scaled, 0.05).valueAtRisk).toBeGreaterThan(tailOf(calm, 0.05).valueAtRisk * 10);
  });

  test('quantiles lie between the observations, and weights of age add up to 1', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([1, 2], 0.25)).toBe(1.25);
    expect(ageWeights(10, 0.98).reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 12);
    expect(weightedQuantile([[5, 0.01], [4, 0.03]], 0.02)).toBe(4.5);
    expect(() => weightedQuantile([[5, 0.01]], 0.5)).toThrow(/do not reach/);
  });
});

describe('simulated losses', () => {
  test('of many normal profits are those of the distribution, within a few standard errors', () => {
    const { next } = normalStream(9);
    const found = simulatedTail(Float64Array.from({ length: 100_000 }, () => 100 * next()), 0.05);
    const exact = normalTail(0, 100, 0.05);
    // √(p(1 − p)/n) over the density there.
    expect(found.standardError).toBeCloseTo((Math.sqrt(0.05 * 0.95 / 100_000) * 100) / 0.103_14, 1);
    expect(Math.abs(found.valueAtRisk - exact.valueAtRisk)).toBeLessThan(4 * found.standardError);
    expect(Math.abs(found.expectedShortfall - exact.expectedShortfall)).toBeLessThan(6 * found.standardError);
  });

  test('a loss that is sure has no error', () => expect(simulatedTail(new Float64Array(1000).fill(-7), 0.01)).toEqual({ valueAtRisk: 7, expectedShortfall: 7, standardError: 0 }));
});
