/**
 * The dictionary of a system Mz ≤ 1, z ≥ 0: what pivoting methods on best-response polytopes share.
 * The right-hand side counts as perturbed lexicographically, so the ratio test never ties and
 * pivoting never cycles.
 */
const PIVOT_TOLERANCE = 1e-11;
const ZERO_TOLERANCE = 1e-10;

/**
 * basic = rhs − T · nonbasic, for variables 0 … d−1 (z) and d … d+k−1 (slacks). One row of the
 * array holds the d coefficients and the right-hand side.
 */
export class Dictionary {
  readonly rows: number;
  readonly columns: number;
  readonly basic: Int16Array;
  readonly nonbasic: Int16Array;
  readonly #initial: Float64Array;
  readonly #table: Float64Array;
  readonly #width: number;
  readonly #wanted: Uint8Array;

  constructor(matrix: Float64Array, rows: number, columns: number) {
    this.rows = rows;
    this.columns = columns;
    this.#width = columns + 1;
    this.basic = new Int16Array(rows);
    this.nonbasic = new Int16Array(columns);
    this.#wanted = new Uint8Array(rows + columns);
    this.#initial = new Float64Array(rows * this.#width);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        this.#initial[i * this.#width + j] = matrix[i * columns + j] as number;
      }
      this.#initial[i * this.#width + columns] = 1;
    }
    this.#table = this.#initial.slice();
    for (let i = 0; i < rows; i++) this.basic[i] = columns + i;
    for (let j = 0; j < columns; j++) this.nonbasic[j] = j;
  }

  /** Builds the dictionary with exactly these variables nonbasic. */
  moveTo(target: Int16Array): void {
    const { rows, columns, basic, nonbasic } = this;
    const wanted = this.#wanted.fill(0);
    for (const label of target) wanted[label] = 1;
    this.#table.set(this.#initial);
    for (let i = 0; i < rows; i++) basic[i] = columns + i;
    for (let j = 0; j < columns; j++) nonbasic[j] = j;
    for (;;) {
      let best = 0;
      let row = -1;
      let column = -1;
      for (let i = 0; i < rows; i++) {
        if (wanted[basic[i] as number] === 0) continue;
        for (let j = 0; j < columns; j++) {
          if (wanted[nonbasic[j] as number] === 1) continue;
          const size = Math.abs(this.#table[i * this.#width + j] as number);
          if (size > best) {
            best = size;
            row = i;
            column = j;
          }
        }
      }
      if (row < 0) return;
      this.pivot(row, column);
    }
  }

  /** The row that leaves when `column` enters, by the lexicographic ratio test, or −1. */
  leavingRow(column: number): number {
    const width = this.#width;
    const table = this.#table;
    let best = -1;
    let bestRatio = 0;
    for (let i = 0; i < this.rows; i++) {
      const pivot = table[i * width + column] as number;
      if (pivot <= PIVOT_TOLERANCE) continue;
      const ratio = (table[i * width + this.columns] as number) / pivot;
      const gap = best < 0 ? -1 : ratio - bestRatio;
      const near = ZERO_TOLERANCE * (1 + Math.abs(bestRatio));
      if (
        best < 0 ||
        gap < -near ||
        (gap <= near && this.#lexicographicallySmaller(i, best, column))
      ) {
        best = i;
        bestRatio = ratio;
      }
    }
    return best;
  }

  labels(): number[] {
    const labels = Array.from(this.nonbasic);
    for (let i = 0; i < this.rows; i++) {
      const value = this.#table[i * this.#width + this.columns] as number;
      if (value <= ZERO_TOLERANCE) labels.push(this.basic[i] as number);
    }
    return labels.sort((a, b) => a - b);
  }

  point(): Float64Array {
    const point = new Float64Array(this.columns);
    for (let i = 0; i < this.rows; i++) {
      const label = this.basic[i] as number;
      const value = this.#table[i * this.#width + this.columns] as number;
      if (label < this.columns && value > ZERO_TOLERANCE) point[label] = value;
    }
    return point;
  }

  /** Compares two tied rows by their coefficients of the slacks in order, divided by the pivot. */
  #lexicographicallySmaller(i: number, other: number, column: number): boolean {
    const a = this.#table[i * this.#width + column] as number;
    const b = this.#table[other * this.#width + column] as number;
    for (let slack = this.columns; slack < this.columns + this.rows; slack++) {
      const gap = this.#slackCoefficient(i, slack) / a - this.#slackCoefficient(other, slack) / b;
      if (gap < -PIVOT_TOLERANCE) return true;
      if (gap > PIVOT_TOLERANCE) return false;
    }
    return false;
  }

  #slackCoefficient(row: number, slack: number): number {
    if (this.basic[row] === slack) return 1;
    const column = this.nonbasic.indexOf(slack);
    return column < 0 ? 0 : (this.#table[row * this.#width + column] as number);
  }

  pivot(row: number, column: number): void {
    const width = this.#width;
    const table = this.#table;
    const base = row * width;
    const inverse = 1 / (table[base + column] as number);
    for (let j = 0; j < width; j++) table[base + j] = (table[base + j] as number) * inverse;
    table[base + column] = inverse;
    for (let i = 0; i < this.rows; i++) {
      if (i === row) continue;
      const at = i * width;
      const factor = table[at + column] as number;
      if (factor === 0) continue;
      for (let j = 0; j < width; j++) {
        table[at + j] = (table[at + j] as number) - factor * (table[base + j] as number);
      }
      table[at + column] = -factor * inverse;
    }
    const leaving = this.basic[row] as number;
    this.basic[row] = this.nonbasic[column] as number;
    this.nonbasic[column] = leaving;
  }
}
