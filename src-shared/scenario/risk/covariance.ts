import { cell, type Matrix } from './matrix.ts';

/** A covariance per period with what it was measured on. `shrinkage` is the weight of the target, 0 where there is none. */
export type Covariance = Readonly<{ matrix: Matrix; method: 'sample' | 'ewma' | 'shrinkage'; window: number; shrinkage: number }>;

/** Returns by period, one row each with a value for every asset, the newest last. @throws RangeError with fewer than 2 rows or uneven ones */
function checked(returns: Matrix): number {
  const width = returns[0]?.length ?? 0;
  if (returns.length < 2) throw new RangeError(`returns: expected at least 2 periods, got ${returns.length}`);
  returns.forEach((row, place) => {
    if (row.length !== width || row.some((value) => !Number.isFinite(value))) throw new RangeError(`returns[${place}]: expected ${width} finite numbers`);
  });
  return width;
}

const square = (width: number, of: (row: number, column: number) => number): Matrix => Array.from({ length: width }, (_, row) => Array.from({ length: width }, (__, column) => of(row, column)));

/** Unbiased sample covariance about the mean. */
export function sampleCovariance(returns: Matrix): Covariance {
  const matrix = centred(returns, returns.length - 1);
  return { matrix, method: 'sample', window: returns.length, shrinkage: 0 };
}

function centred(returns: Matrix, divisor: number): Matrix {
  const width = checked(returns);
  const means = Array.from({ length: width }, (_, column) => returns.reduce((sum, row) => sum + (row[column] ?? 0), 0) / returns.length);
  return square(width, (row, column) => returns.reduce((sum, own) => sum + ((own[row] ?? 0) - (means[row] ?? 0)) * ((own[column] ?? 0) - (means[column] ?? 0)), 0) / divisor);
}

/** Exponentially weighted about 0, started at the product of the first returns. λ between 0 and 1. */
export function ewmaCovariance(returns: Matrix, lambda: number): Covariance {
  const width = checked(returns);
  const [first = [], ...later] = returns;
  const start = square(width, (row, column) => (first[row] ?? 0) * (first[column] ?? 0));
  const matrix = later.reduce<Matrix>((own, ret) => square(width, (row, column) => lambda * cell(own, row, column) + (1 - lambda) * (ret[row] ?? 0) * (ret[column] ?? 0)), start);
  return { matrix, method: 'ewma', window: returns.length, shrinkage: 0 };
}

/**
 * Sample covariance shrunk towards the mean variance on the diagonal, by the weight that is best in expectation.
 *
 * @source O. Ledoit and M. Wolf, A well-conditioned estimator for large-dimensional covariance matrices (2004)
 */
export function shrunkCovariance(returns: Matrix): Covariance {
  const width = checked(returns);
  const sample = centred(returns, returns.length);
  const mean = sample.reduce((sum, row, place) => sum + (row[place] ?? 0), 0) / width;
  const distance = sum2(square(width, (row, column) => cell(sample, row, column) - (row === column ? mean : 0)));
  const means = Array.from({ length: width }, (_, column) => returns.reduce((sum, row) => sum + (row[column] ?? 0), 0) / returns.length);
  const noise = returns.reduce((sum, own) => {
    const away = own.map((value, column) => value - (means[column] ?? 0));
    return sum + sum2(square(width, (row, column) => (away[row] ?? 0) * (away[column] ?? 0) - cell(sample, row, column)));
  }, 0) / returns.length ** 2;
  const shrinkage = distance === 0 ? 1 : Math.min(1, noise / distance);
  return { matrix: square(width, (row, column) => (1 - shrinkage) * cell(sample, row, column) + (row === column ? shrinkage * mean : 0)), method: 'shrinkage', window: returns.length, shrinkage };
}

const sum2 = (matrix: Matrix): number => matrix.reduce((sum, row) => sum + row.reduce((own, value) => own + value * value, 0), 0);
