/** A square matrix of numbers, rows first. */
export type Matrix = readonly (readonly number[])[];

export const cell = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? Number.NaN;

export const timesVector = (matrix: Matrix, vector: readonly number[]): readonly number[] => matrix.map((row) => row.reduce((sum, own, place) => sum + own * (vector[place] ?? Number.NaN), 0));

export const dot = (left: readonly number[], right: readonly number[]): number => left.reduce((sum, own, place) => sum + own * (right[place] ?? Number.NaN), 0);

const SWEEPS = 60;
/** Pivots below this share of the largest variance are none. */
const NOTHING = 1e-9;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix by Jacobi rotations.
 *
 * @returns `vectors[i]` belongs to `values[i]`
 */
export function eigenSymmetric(matrix: Matrix): Readonly<{ values: readonly number[]; vectors: Matrix }> {
  const size = matrix.length;
  const own = matrix.map((row) => [...row]);
  const basis = matrix.map((_, row) => matrix.map((__, column) => (row === column ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(own) > 1e-30; sweep += 1) {
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(own, basis, p, q);
  }
  return { values: own.map((row, place) => row[place] ?? 0), vectors: basis.map((_, place) => basis.map((row) => row[place] ?? 0)) };
}

const offDiagonal = (matrix: Matrix): number => matrix.reduce((sum, row, place) => sum + row.reduce((own, value, column) => (column === place ? own : own + value * value), 0), 0);

function rotate(own: number[][], basis: number[][], p: number, q: number): void {
  const off = cell(own, p, q);
  if (off === 0) return;
  const theta = (cell(own, q, q) - cell(own, p, p)) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (row: number[]): void => {
    const [left, right] = [row[p] ?? 0, row[q] ?? 0];
    row[p] = c * left - s * right;
    row[q] = s * left + c * right;
  };
  for (const row of own) turn(row);
  const [first, second] = [own[p] ?? [], own[q] ?? []];
  for (let column = 0; column < own.length; column += 1) {
    const [left, right] = [first[column] ?? 0, second[column] ?? 0];
    first[column] = c * left - s * right;
    second[column] = s * left + c * right;
  }
  for (const row of basis) turn(row);
}

/**
 * Lower triangle L with L·Lᵀ = the matrix, for one that is positive semidefinite: what another asset says already leaves its column 0.
 * Where rounding makes that fail, the diagonal is raised by 1e-8 of its largest value first.
 *
 * @throws RangeError when it is not
 */
export function cholesky(matrix: Matrix): Matrix {
  const scale = Math.max(...matrix.map((row, place) => Math.abs(row[place] ?? 0)), 0);
  const found = lowerOf(matrix, scale) ?? (Math.min(...eigenSymmetric(matrix).values) > -NOTHING * scale ? lowerOf(raised(matrix, RAISE * scale), scale) : null);
  if (found === null) throw new RangeError('cholesky: the matrix is not positive semidefinite');
  return found;
}

const RAISE = 1e-8;
const raised = (matrix: Matrix, by: number): Matrix => matrix.map((row, place) => row.map((value, column) => (place === column ? value + by : value)));

/** Null where a pivot comes out below 0. */
function lowerOf(matrix: Matrix, scale: number): Matrix | null {
  const lower: number[][] = matrix.map(() => matrix.map(() => 0));
  for (let row = 0; row < matrix.length; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const [own, other] = [lower[row] ?? [], lower[column] ?? []];
      let rest = cell(matrix, row, column);
      for (let place = 0; place < column; place += 1) rest -= (own[place] ?? 0) * (other[place] ?? 0);
      if (row === column) {
        if (!(rest > -NOTHING * scale)) return null;
        own[column] = rest > NOTHING * scale ? Math.sqrt(rest) : 0;
      } else own[column] = (other[column] ?? 0) > 0 ? rest / (other[column] ?? 1) : 0;
    }
  }
  return lower;
}
