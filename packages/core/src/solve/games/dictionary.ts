/**
 * The dictionary of a system Mz ≤ 1, z ≥ 0 of whole numbers: what pivoting methods on best-response
 * polytopes share. Pivots keep all entries whole over one common denominator (Edmonds 1967; as in
 * Avis's lrs), so nothing is ever rounded. The right-hand side counts as perturbed
 * lexicographically, so the ratio test never ties and pivoting never cycles.
 */

/**
 * denominator · basic = rhs − T · nonbasic, for variables 0 … d−1 (z) and d … d+k−1 (slacks). One
 * row of the array holds the d coefficients and the right-hand side.
 */
export class Dictionary {
  readonly rows: number;
  readonly columns: number;
  readonly basic: Int32Array;
  readonly nonbasic: Int32Array;
  readonly #table: bigint[];
  readonly #width: number;
  #denominator = 1n;

  /** @param rhs one right-hand side a row, none negative; all 1 unless told */
  constructor(matrix: readonly bigint[], rows: number, columns: number, rhs?: readonly bigint[]) {
    this.rows = rows;
    this.columns = columns;
    this.#width = columns + 1;
    this.basic = Int32Array.from({ length: rows }, (_, i) => columns + i);
    this.nonbasic = Int32Array.from({ length: columns }, (_, j) => j);
    this.#table = Array.from({ length: rows * this.#width }, (_, at) => {
      const [i, j] = [Math.floor(at / this.#width), at % this.#width];
      return j === columns ? (rhs?.[i] ?? 1n) : (matrix[i * columns + j] as bigint);
    });
  }

  /** The row that leaves when `column` enters, by the lexicographic ratio test, or −1. */
  leavingRow(column: number): number {
    const width = this.#width;
    const table = this.#table;
    let best = -1;
    for (let i = 0; i < this.rows; i++) {
      const pivot = table[i * width + column] as bigint;
      if (pivot <= 0n) continue;
      if (best < 0) {
        best = i;
        continue;
      }
      const gap = this.#compareRatios(i, best, column, this.columns);
      if (gap < 0n || (gap === 0n && this.#lexicographicallySmaller(i, best, column))) best = i;
    }
    return best;
  }

  /** Binding constraints, ascending. */
  labels(): number[] {
    const labels = Array.from(this.nonbasic);
    for (let i = 0; i < this.rows; i++) {
      if (this.#table[i * this.#width + this.columns] === 0n) labels.push(this.basic[i] as number);
    }
    return labels.sort((a, b) => a - b);
  }

  /** The point z, times a positive number. */
  point(): bigint[] {
    const point = Array.from({ length: this.columns }, () => 0n);
    for (let i = 0; i < this.rows; i++) {
      const label = this.basic[i] as number;
      if (label < this.columns) {
        point[label] = this.#table[i * this.#width + this.columns] as bigint;
      }
    }
    return point;
  }

  /** The values of all variables, times `denominator`. */
  values(): { readonly values: readonly bigint[]; readonly denominator: bigint } {
    const values = Array.from({ length: this.rows + this.columns }, () => 0n);
    for (let i = 0; i < this.rows; i++) {
      values[this.basic[i] as number] = this.#table[i * this.#width + this.columns] as bigint;
    }
    return { values, denominator: this.#denominator };
  }

  /** The coefficient of a nonbasic variable in a row, times `denominator`. */
  coefficient(row: number, column: number): bigint {
    return this.#table[row * this.#width + column] as bigint;
  }

  /** Sign of table[i][at] / table[i][column] − table[other][at] / table[other][column]. */
  #compareRatios(i: number, other: number, column: number, at: number): bigint {
    const [mine, theirs] = [i * this.#width, other * this.#width];
    const table = this.#table;
    return (
      (table[mine + at] as bigint) * (table[theirs + column] as bigint) -
      (table[theirs + at] as bigint) * (table[mine + column] as bigint)
    );
  }

  /** Compares two tied rows by their coefficients of the slacks in order, divided by the pivot. */
  #lexicographicallySmaller(i: number, other: number, column: number): boolean {
    const a = this.#table[i * this.#width + column] as bigint;
    const b = this.#table[other * this.#width + column] as bigint;
    for (let slack = this.columns; slack < this.columns + this.rows; slack++) {
      const gap = this.#slackCoefficient(i, slack) * b - this.#slackCoefficient(other, slack) * a;
      if (gap !== 0n) return gap < 0n;
    }
    return false;
  }

  #slackCoefficient(row: number, slack: number): bigint {
    if (this.basic[row] === slack) return this.#denominator;
    const column = this.nonbasic.indexOf(slack);
    return column < 0 ? 0n : (this.#table[row * this.#width + column] as bigint);
  }

  /** Exchanges two variables; the pivot is positive. The same call again undoes it. */
  pivot(row: number, column: number): void {
    const width = this.#width;
    const table = this.#table;
    const base = row * width;
    const pivot = table[base + column] as bigint;
    const before = this.#denominator;
    for (let i = 0; i < this.rows; i++) {
      if (i === row) continue;
      const at = i * width;
      const factor = table[at + column] as bigint;
      for (let j = 0; j < width; j++) {
        if (j === column) continue;
        const product =
          factor === 0n
            ? (table[at + j] as bigint) * pivot
            : (table[at + j] as bigint) * pivot - factor * (table[base + j] as bigint);
        table[at + j] = before === 1n ? product : product / before;
      }
      table[at + column] = -factor;
    }
    table[base + column] = before;
    this.#denominator = pivot;
    const leaving = this.basic[row] as number;
    this.basic[row] = this.nonbasic[column] as number;
    this.nonbasic[column] = leaving;
  }
}
