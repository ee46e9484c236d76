/** coefficients·x ≤ limit, the coefficients by place of their variable, the others 0. */
export type Row = Readonly<{ terms: readonly (readonly [variable: number, coefficient: number])[]; limit: number }>;

/** Below this a number of a tableau is rounding. Programs are to be scaled so that what they weigh is near 1. */
const NOTHING = 1e-9;
/** Steps by the steepest gain; after them by the first one, which cannot go round in circles. */
const STEEPEST = 400;

/**
 * Maximise gain·x with rows ≤ limits and x ≥ 0, by the simplex method on a condensed tableau: variable of row r =
 * right side − Σ coefficients·(variables of the columns). The last row holds the gain, the last column the right sides.
 */
export class Tableau {
  private readonly cells: Float64Array[];
  private readonly basic: number[];
  private readonly free: number[];

  private constructor(cells: Float64Array[], basic: number[], free: number[]) {
    this.cells = cells;
    this.basic = basic;
    this.free = free;
  }

  /** @param rows with limits at least 0, so that x = 0 is allowed */
  static of(gain: readonly number[], rows: readonly Row[]): Tableau {
    const cells = rows.map(({ terms, limit }) => {
      const row = new Float64Array(gain.length + 1);
      for (const [variable, coefficient] of terms) row[variable] = (row[variable] ?? 0) + coefficient;
      row[gain.length] = limit;
      return row;
    });
    return new Tableau([...cells, Float64Array.from([...gain.map((own) => -own), 0])], rows.map((_, place) => gain.length + place), gain.map((_, place) => place));
  }

  copy(): Tableau {
    return new Tableau(this.cells.map((row) => row.slice()), [...this.basic], [...this.free]);
  }

  get value(): number {
    return this.at(this.basic.length, this.free.length);
  }

  valueOf(variable: number): number {
    const row = this.basic.indexOf(variable);
    return row < 0 ? 0 : this.at(row, this.free.length);
  }

  /** Climbs to the most from an allowed point. @returns false when the gain has no bound */
  climb(): boolean {
    for (let step = 0; ; step += 1) {
      const column = this.bestOf(this.free, (place) => (this.at(this.basic.length, place) < -NOTHING ? (step < STEEPEST ? this.at(this.basic.length, place) : 0) : null));
      if (column < 0) return true;
      const row = this.bestOf(this.basic, (place) => (this.at(place, column) > NOTHING ? this.at(place, this.free.length) / this.at(place, column) : null));
      if (row < 0) return false;
      this.pivot(row, column);
    }
  }

  /** Holds a variable at most (+1) or at least (−1) at a bound, and finds the most again. @returns false when nothing is allowed any more */
  bound(variable: number, side: 1 | -1, bound: number): boolean {
    const width = this.free.length;
    const place = this.basic.indexOf(variable);
    const row = new Float64Array(width + 1);
    for (let column = 0; column < width; column += 1) row[column] = place < 0 ? (this.free[column] === variable ? side : 0) : -side * this.at(place, column);
    row[width] = side * (bound - (place < 0 ? 0 : this.at(place, width)));
    this.cells.splice(-1, 0, row);
    this.basic.push(width + this.basic.length);
    return this.repair();
  }

  /** From a point that gains more than is allowed back to what is. */
  private repair(): boolean {
    for (let step = 0; ; step += 1) {
      const row = this.bestOf(this.basic, (place) => (this.at(place, this.free.length) < -NOTHING ? (step < STEEPEST ? this.at(place, this.free.length) : 0) : null));
      if (row < 0) return true;
      const column = this.bestOf(this.free, (place) => (this.at(row, place) < -NOTHING ? this.at(this.basic.length, place) / -this.at(row, place) : null));
      if (column < 0) return false;
      this.pivot(row, column);
    }
  }

  /** Place of the least of what is weighed, of equal ones that of the first variable; −1 when there is none. */
  private bestOf(variables: readonly number[], weigh: (place: number) => number | null): number {
    let [best, least] = [-1, Infinity];
    for (let place = 0; place < variables.length; place += 1) {
      const own = weigh(place);
      if (own === null) continue;
      if (best < 0 || own < least - NOTHING || (own <= least + NOTHING && (variables[place] ?? 0) < (variables[best] ?? 0))) [best, least] = [place, own];
    }
    return best;
  }

  private at(row: number, column: number): number {
    return this.cells[row]?.[column] ?? Number.NaN;
  }

  private pivot(row: number, column: number): void {
    const own = this.cells[row] ?? new Float64Array();
    const inverse = 1 / (own[column] ?? Number.NaN);
    for (const [place, other] of this.cells.entries()) {
      const share = (other[column] ?? 0) * inverse;
      if (place === row || share === 0) continue;
      for (let at = 0; at < other.length; at += 1) other[at] = (other[at] ?? 0) - (own[at] ?? 0) * share;
      other[column] = -share;
    }
    for (let at = 0; at < own.length; at += 1) own[at] = (own[at] ?? 0) * inverse;
    own[column] = inverse;
    const [leaving, entering] = [this.basic[row] ?? 0, this.free[column] ?? 0];
    this.basic[row] = entering;
    this.free[column] = leaving;
  }
}
