import { cell, dot, eigenSymmetric, type Matrix } from './matrix.ts';

/** @throws RangeError naming what is wrong: a matrix that is not square and symmetric, a diagonal other than 1, a value beyond ± 1 */
function checkCorrelation(matrix: Matrix): void {
  matrix.forEach((row, place) => {
    if (row.length !== matrix.length) throw new RangeError(`correlation: row ${place + 1} has ${row.length} values, expected ${matrix.length}`);
    row.forEach((value, column) => {
      const name = `correlation[${place}][${column}]`;
      if (!Number.isFinite(value) || Math.abs(value) > 1) throw new RangeError(`${name}: expected a number from -1 to 1, got ${value}`);
      if (place === column && value !== 1) throw new RangeError(`${name}: expected 1, got ${value}`);
      if (value !== cell(matrix, column, place)) throw new RangeError(`${name}: expected the same as correlation[${column}][${place}]`);
    });
  });
}

export const lowestEigenvalue = (matrix: Matrix): number => Math.min(...eigenSymmetric(matrix).values);

const ROUNDS = 200;
const ENOUGH = 1e-10;

/**
 * The nearest correlation matrix by alternating projections onto positive semidefinite matrices and onto those with a unit diagonal.
 *
 * @returns the matrix, and how far its entries moved at most; 0 when it needed no repair
 * @source N. Higham, Computing the nearest correlation matrix, IMA J. Numer. Anal. 22 (2002)
 */
export function repaired(matrix: Matrix): Readonly<{ matrix: Matrix; moved: number }> {
  checkCorrelation(matrix);
  if (lowestEigenvalue(matrix) >= -ENOUGH) return { matrix, moved: 0 };
  let own = matrix;
  let correction: Matrix = matrix.map((row) => row.map(() => 0));
  for (let round = 0; round < ROUNDS; round += 1) {
    const shifted = own.map((row, place) => row.map((value, column) => value - cell(correction, place, column)));
    const projected = positivePart(shifted);
    correction = projected.map((row, place) => row.map((value, column) => value - cell(shifted, place, column)));
    const next = projected.map((row, place) => row.map((value, column) => (place === column ? 1 : value)));
    const change = Math.max(...next.flatMap((row, place) => row.map((value, column) => Math.abs(value - cell(own, place, column)))));
    own = next;
    if (change < ENOUGH) break;
  }
  // What the rounds left below 0 is taken off by a last scaling to the diagonal.
  const last = positivePart(own);
  const unit = last.map((row, place) => row.map((value, column) => (place === column ? 1 : value / Math.sqrt(cell(last, place, place) * cell(last, column, column)))));
  return { matrix: unit, moved: Math.max(...unit.flatMap((row, place) => row.map((value, column) => Math.abs(value - cell(matrix, place, column))))) };
}

function positivePart(matrix: Matrix): Matrix {
  const { values, vectors } = eigenSymmetric(matrix);
  return matrix.map((_, row) => matrix.map((__, column) => values.reduce((sum, value, place) => sum + Math.max(value, 0) * cell(vectors, place, row) * cell(vectors, place, column), 0)));
}

/**
 * Correlations moved to ± 1 by a share, each with the sign that the exposures make harmful: at 1 nothing diversifies any more.
 *
 * @param exposures money per 100 % move of each asset, signed
 */
export function stressedCorrelation(matrix: Matrix, exposures: readonly number[], share: number): Matrix {
  const sign = (place: number): number => ((exposures[place] ?? 0) < 0 ? -1 : 1);
  return matrix.map((row, place) => row.map((value, column) => (place === column ? 1 : value + (sign(place) * sign(column) - value) * share)));
}

/** correlation · σ · σ. */
export const covarianceOf = (correlation: Matrix, sigmas: readonly number[]): Matrix => correlation.map((row, place) => row.map((value, column) => value * (sigmas[place] ?? Number.NaN) * (sigmas[column] ?? Number.NaN)));

/** Risk of exposures under a covariance: deviation of the profit, what each adds to it (their sum is the whole), and what it would be undiversified. */
export function componentRisk(covariance: Matrix, exposures: readonly number[]): Readonly<{ deviation: number; components: readonly number[]; diversification: number; concentration: number }> {
  const pull = covariance.map((row) => dot(row, exposures));
  const deviation = Math.sqrt(Math.max(dot(pull, exposures), 0));
  const standalone = exposures.map((own, place) => Math.abs(own) * Math.sqrt(Math.max(cell(covariance, place, place), 0)));
  const gross = standalone.reduce((sum, own) => sum + own, 0);
  return {
    deviation, components: exposures.map((own, place) => (deviation === 0 ? 0 : (own * (pull[place] ?? 0)) / deviation)),
    diversification: deviation === 0 ? 1 : gross / deviation,
    concentration: gross === 0 ? 0 : standalone.reduce((sum, own) => sum + (own / gross) ** 2, 0),
  };
}
