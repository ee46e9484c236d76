/** coefficients·x ≤ limit, the coefficients by place of their variable, the others 0. */
export type Row = Readonly<{ terms: readonly (readonly [variable: number, coefficient: number])[]; limit: number }>;

/** Below this a number of a tableau is rounding. Programs are to be scaled so that what they weigh is near 1. */
const NOTHING = 1e-9;
/** Steps by the steepest gain; after them by the first one, which cannot go round in circles. */
const STEEPEST = 400;
/** Rounding might still lead round in circles; no program of a few hundred rows was seen to take a tenth of these. */
const MOST_STEPS = 5000;

/**
 * Maximise gain·x with rows ≤ limits and x ≥ 0, by the simplex method on a condensed tableau: the variable of a row is its right
 * side − Σ coefficients·(variables of the columns). The first row holds the gain, the last column the right sides.
 */
export class Tableau {
  /** Row after row. */
  private readonly cells: Float64Array;
  private readonly width: number;
  private readonly basic: number[];
  private readonly free: number[];
  /** Cells that were computed so far: what it took, whatever the machine. */
  touched = 0;

  private constructor(cells: Float64Array, basic: number[], free: number[]) {
    this.cells = cells;
    this.width = free.length + 1;
    this.basic = basic;
    this.free = free;
  }

  /** @param rows with limits at least 0, so that x = 0 is allowed */
  static of(gain: readonly number[], rows: readonly Row[]): Tableau {
    const width = gain.length + 1;
    const cells = new Float64Array((rows.length + 1) * width);
    cells.set(gain.map((own) => -own));
    for (const [place, { terms, limit }] of rows.entries()) {
      const start = (place + 1) * width;
      for (const [variable, coefficient] of terms) cells[start + variable] = (cells[start + variable] ?? 0) + coefficient;
      cells[start + width - 1] = limit;
    }
    return new Tableau(cells, rows.map((_, place) => gain.length + place), gain.map((_, place) => place));
  }

  get value(): number {
    return this.at(0, this.width - 1);
  }

  /** Values of the first so many variables. */
  values(count: number): readonly number[] {
    const found = Array.from({ length: count }, () => 0);
    for (const [place, variable] of this.basic.entries()) if (variable < count) found[variable] = this.at(place + 1, this.width - 1);
    return found;
  }

  /** Climbs to the most from an allowed point. @returns false when the gain has no bound, or none was found */
  climb(): boolean {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const column = bestOf(this.free, (place) => (this.at(0, place) < -NOTHING ? (step < STEEPEST ? this.at(0, place) : 0) : null));
      if (column < 0) return true;
      const row = bestOf(this.basic, (place) => (this.at(place + 1, column) > NOTHING ? this.at(place + 1, this.width - 1) / this.at(place + 1, column) : null));
      if (row < 0) return false;
      this.pivot(row + 1, column);
    }
    return false;
  }

  /** The same with a variable held at most (+1) or at least (−1) at a bound, and the most found again. `none`: nothing is allowed any more. */
  bounded(variable: number, side: 1 | -1, bound: number): Tableau | 'none' | 'unsettled' {
    const { width } = this;
    const cells = new Float64Array(this.cells.length + width);
    cells.set(this.cells);
    const place = this.basic.indexOf(variable);
    const start = this.cells.length;
    for (let column = 0; column < width - 1; column += 1) cells[start + column] = place < 0 ? (this.free[column] === variable ? side : 0) : -side * this.at(place + 1, column);
    cells[start + width - 1] = side * (bound - (place < 0 ? 0 : this.at(place + 1, width - 1)));
    const found = new Tableau(cells, [...this.basic, this.free.length + this.basic.length], [...this.free]);
    found.touched = cells.length;
    const end = found.repair();
    return end === 'settled' ? found : end;
  }

  /** From a point that gains more than is allowed back to what is. */
  private repair(): 'settled' | 'none' | 'unsettled' {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const row = bestOf(this.basic, (place) => (this.at(place + 1, this.width - 1) < -NOTHING ? (step < STEEPEST ? this.at(place + 1, this.width - 1) : 0) : null));
      if (row < 0) return 'settled';
      const column = bestOf(this.free, (place) => (this.at(row + 1, place) < -NOTHING ? this.at(0, place) / -this.at(row + 1, place) : null));
      if (column < 0) return 'none';
      this.pivot(row + 1, column);
    }
    return 'unsettled';
  }

  private at(row: number, column: number): number {
    return this.cells[row * this.width + column] ?? Number.NaN;
  }

  private pivot(row: number, column: number): void {
    const { cells, width } = this;
    const start = row * width;
    const inverse = 1 / this.at(row, column);
    const filled: number[] = [];
    for (let at = 0; at < width; at += 1) if (cells[start + at] !== 0) filled.push(at);
    for (let other = 0; other < cells.length; other += width) {
      const share = (cells[other + column] ?? 0) * inverse;
      if (other === start || share === 0) continue;
      for (const at of filled) cells[other + at] = (cells[other + at] ?? 0) - (cells[start + at] ?? 0) * share;
      cells[other + column] = -share;
      this.touched += filled.length;
    }
    for (const at of filled) cells[start + at] = (cells[start + at] ?? 0) * inverse;
    cells[start + column] = inverse;
    const [leaving, entering] = [this.basic[row - 1] ?? 0, this.free[column] ?? 0];
    this.basic[row - 1] = entering;
    this.free[column] = leaving;
  }
}

/** Place of the least of what is weighed, of equal ones that of the first variable; −1 when there is none. */
function bestOf(variables: readonly number[], weigh: (place: number) => number | null): number {
  let [best, least] = [-1, Infinity];
  for (let place = 0; place < variables.length; place += 1) {
    const own = weigh(place);
    if (own === null) continue;
    if (best < 0 || own < least - NOTHING || (own <= least + NOTHING && (variables[place] ?? 0) < (variables[best] ?? 0))) [best, least] = [place, own];
  }
  return best;
}
