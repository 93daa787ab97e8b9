/**
 * Small linear programs by the simplex method on a dense dictionary (Dantzig 1951; Chvátal 1983): a
 * solver made for large ones takes half a millisecond to begin. An answer is given only with its
 * certificate: the point and the duals are feasible in the program as it was stated and have one value,
 * but for rounding, which proves both optimal (weak duality). Whatever fails that is left to HiGHS.
 */
import { AbortedError, checkpoint, timeLeft } from "../../base/index.ts";
import type { LinearProgram, LinearSolution } from "./linearProgram.ts";

/** Entries of the largest program that is tried: beyond, HiGHS is as quick. */
const LARGEST = 5_000;
/** What counts as zero beside 1, to which rows are scaled. */
const ZERO = 2 ** -40;
/** Rounding that a certificate may show, relative to the sizes of what was added up. */
const ROUNDING = 1e-11;

/**
 * The optimum and its duals, or undefined where the program is too large, has ranges or upper bounds of
 * variables, has no optimum, or where rounding leaves no certificate. O(rows · columns) a pivot.
 * @throws AbortedError when it is told to stop
 */
export function solveDense(program: LinearProgram): LinearSolution | undefined {
  const { objective, lower, upper, constraints } = program;
  if (objective.length * constraints.length > LARGEST) return undefined;
  if (upper.some((bound) => bound < Infinity)) return undefined;
  if (lower.some((bound) => bound !== 0 && bound !== -Infinity)) return undefined;
  if (
    constraints.some(({ lower, upper }) => lower !== upper && lower > -Infinity && upper < Infinity)
  )
    return undefined;
  if (timeLeft() <= 0) throw new AbortedError();
  const tableau = new Tableau(program);
  if (!tableau.eliminate() || !tableau.makeFeasible() || !tableau.optimise()) return undefined;
  const solution = tableau.solution();
  return isCertified(program, solution) ? solution : undefined;
}

/** What a variable may be while it is in the basis, and whether it may come back into it. */
const FREE = 0;
const NOT_NEGATIVE = 1;
/** The slack of an equation. */
const FIXED = 2;

/**
 * basic = right-hand side − T · nonbasic. Variables 0 … n−1 are the program's, n … n+m−1 the slacks of its
 * rows. The last two rows are those of the objective and of the aim of `makeFeasible`.
 */
class Tableau {
  readonly #program: LinearProgram;
  readonly #rows: number;
  readonly #columns: number;
  readonly #width: number;
  readonly #table: Float64Array;
  readonly #basic: Int32Array;
  readonly #nonbasic: Int32Array;
  readonly #kinds: Uint8Array;
  /** What each row was multiplied by: a power of two, or its negative where the row bounds from below. */
  readonly #factors: Float64Array;
  #pivots = 0;

  constructor(program: LinearProgram) {
    const { objective, lower, constraints } = program;
    this.#program = program;
    const m = (this.#rows = constraints.length);
    const n = (this.#columns = objective.length);
    const width = (this.#width = n + 1);
    this.#table = new Float64Array((m + 2) * width);
    this.#basic = Int32Array.from({ length: m }, (_, i) => n + i);
    this.#nonbasic = Int32Array.from({ length: n }, (_, j) => j);
    this.#kinds = new Uint8Array(n + m).fill(NOT_NEGATIVE);
    this.#factors = new Float64Array(m + 1);
    for (const [j, bound] of lower.entries()) if (bound === -Infinity) this.#kinds[j] = FREE;
    for (const [i, row] of constraints.entries()) {
      const base = i * width;
      for (const [k, j] of row.variables.entries())
        this.#table[base + j] = (this.#table[base + j] as number) + (row.coefficients[k] as number);
      if (row.lower === row.upper) this.#kinds[n + i] = FIXED;
      const below = row.upper === Infinity;
      this.#table[base + n] = below ? row.lower : row.upper;
      this.#scale(i, below);
    }
    for (const [j, gain] of objective.entries()) this.#table[m * width + j] = -gain;
    this.#scale(m, false);
  }

  /** Brings the largest coefficient of a row to between 1 and 2, and a bound from below to one from above. */
  #scale(i: number, below: boolean): void {
    const base = i * this.#width;
    let largest = 0;
    for (let j = 0; j < this.#columns; j++)
      largest = Math.max(largest, Math.abs(this.#table[base + j] as number));
    const size = largest === 0 ? 1 : 2 ** -Math.floor(Math.log2(largest));
    const factor = below ? -size : size;
    this.#factors[i] = factor;
    for (let j = 0; j <= this.#columns; j++)
      this.#table[base + j] = (this.#table[base + j] as number) * factor;
  }

  #at(row: number, column: number): number {
    return this.#table[row * this.#width + column] as number;
  }

  #isBounded(row: number): boolean {
    return this.#kinds[this.#basic[row] as number] === NOT_NEGATIVE;
  }

  #mayEnter(column: number): boolean {
    return this.#kinds[this.#nonbasic[column] as number] !== FIXED;
  }

  /** Slacks of equations leave the basis and free variables enter it, neither to move again. False without a solution. */
  eliminate(): boolean {
    for (let i = 0; i < this.#rows; i++) {
      if (this.#kinds[this.#basic[i] as number] !== FIXED) continue;
      let column = -1;
      for (let j = 0; j < this.#columns; j++) {
        if (!this.#mayEnter(j)) continue;
        if (column < 0 || Math.abs(this.#at(i, j)) > Math.abs(this.#at(i, column))) column = j;
      }
      if (column < 0 || Math.abs(this.#at(i, column)) <= ZERO) {
        if (Math.abs(this.#at(i, this.#columns)) > ZERO) return false;
      } else this.#pivot(i, column);
    }
    for (let j = 0; j < this.#columns; j++) {
      if (this.#kinds[this.#nonbasic[j] as number] !== FREE) continue;
      const row = this.#boundingRow(j);
      if (row >= 0) this.#pivot(row, j);
      else if (Math.abs(this.#at(this.#rows, j)) > ZERO) return false;
    }
    return true;
  }

  /** The row to exchange with a free variable: where there is one, that which leaves the others no less than they have. */
  #boundingRow(column: number): number {
    let tightest = -1;
    let largest = -1;
    for (let i = 0; i < this.#rows; i++) {
      if (!this.#isBounded(i)) continue;
      const entry = this.#at(i, column);
      if (Math.abs(entry) <= ZERO) continue;
      if (largest < 0 || Math.abs(entry) > Math.abs(this.#at(largest, column))) largest = i;
      if (entry > 0.1 && (tightest < 0 || this.#ratio(i, column) < this.#ratio(tightest, column)))
        tightest = i;
    }
    return tightest >= 0 ? tightest : largest;
  }

  #ratio(row: number, column: number): number {
    return this.#at(row, this.#columns) / this.#at(row, column);
  }

  /** The dual simplex method, towards values as small as they may be. False without a solution. */
  makeFeasible(): boolean {
    const aim = this.#rows + 1;
    this.#table.fill(0, aim * this.#width);
    for (let j = 0; j < this.#columns; j++)
      if (this.#mayEnter(j)) this.#table[aim * this.#width + j] = 1;
    for (;;) {
      let row = -1;
      for (let i = 0; i < this.#rows; i++) {
        if (!this.#isBounded(i)) continue;
        if (this.#at(i, this.#columns) >= -ZERO) continue;
        if (row < 0 || this.#at(i, this.#columns) < this.#at(row, this.#columns)) row = i;
      }
      if (row < 0) return true;
      let column = -1;
      for (let j = 0; j < this.#columns; j++) {
        if (!this.#mayEnter(j) || this.#at(row, j) >= -ZERO) continue;
        // Entries are negative: this is whether aim / −entry is less.
        const isLess =
          column < 0 ||
          this.#at(aim, column) * this.#at(row, j) < this.#at(aim, j) * this.#at(row, column);
        if (isLess) column = j;
      }
      if (column < 0 || !this.#pivot(row, column)) return false;
    }
  }

  /** The primal simplex method from a feasible basis. False without an optimum, and where it does not end. */
  optimise(): boolean {
    for (;;) {
      const column = this.#entering();
      if (column < 0) return true;
      let row = -1;
      for (let i = 0; i < this.#rows; i++) {
        if (!this.#isBounded(i) || this.#at(i, column) <= ZERO) continue;
        if (row < 0 || this.#leavesBefore(i, row, column)) row = i;
      }
      if (row < 0 || !this.#pivot(row, column)) return false;
    }
  }

  /** The steepest column; after many pivots the first, with which the method cannot go round in circles (Bland 1977). */
  #entering(): number {
    const first = this.#pivots > 4 * (this.#rows + this.#columns);
    let column = -1;
    for (let j = 0; j < this.#columns; j++) {
      if (!this.#mayEnter(j) || this.#at(this.#rows, j) >= -ZERO) continue;
      const comesBefore =
        column < 0 ||
        (first
          ? (this.#nonbasic[j] as number) < (this.#nonbasic[column] as number)
          : this.#at(this.#rows, j) < this.#at(this.#rows, column));
      if (comesBefore) column = j;
    }
    return column;
  }

  #leavesBefore(i: number, other: number, column: number): boolean {
    const gap = Math.max(0, this.#ratio(i, column)) - Math.max(0, this.#ratio(other, column));
    return gap < 0 || (gap === 0 && (this.#basic[i] as number) < (this.#basic[other] as number));
  }

  /** Exchanges two variables. False when it has been done so often that the method goes round in circles. */
  #pivot(row: number, column: number): boolean {
    if (++this.#pivots > 50 * (this.#rows + this.#columns)) return false;
    checkpoint();
    const table = this.#table;
    const width = this.#width;
    const base = row * width;
    const inverse = 1 / (table[base + column] as number);
    for (let j = 0; j < width; j++) table[base + j] = (table[base + j] as number) * inverse;
    table[base + column] = inverse;
    for (let i = 0; i < this.#rows + 2; i++) {
      const at = i * width;
      const factor = table[at + column] as number;
      if (i === row || factor === 0) continue;
      table[at + column] = 0;
      for (let j = 0; j < width; j++)
        table[at + j] = (table[at + j] as number) - factor * (table[base + j] as number);
    }
    const leaving = this.#basic[row] as number;
    this.#basic[row] = this.#nonbasic[column] as number;
    this.#nonbasic[column] = leaving;
    return true;
  }

  solution(): LinearSolution {
    const variables = new Float64Array(this.#columns);
    for (let i = 0; i < this.#rows; i++) {
      const variable = this.#basic[i] as number;
      const value = this.#at(i, this.#columns);
      if (variable < this.#columns)
        variables[variable] = this.#isBounded(i) ? Math.max(0, value) : value;
    }
    withoutRounding(variables);
    const duals = new Float64Array(this.#rows);
    for (let j = 0; j < this.#columns; j++) {
      const row = (this.#nonbasic[j] as number) - this.#columns;
      if (row < 0) continue;
      const dual = this.#at(this.#rows, j);
      const sound = this.#kinds[this.#nonbasic[j] as number] === FIXED ? dual : Math.max(0, dual);
      duals[row] = sound;
    }
    // Those of the scaled rows are of like size.
    withoutRounding(duals);
    for (let i = 0; i < this.#rows; i++) {
      const factor = (this.#factors[i] as number) / (this.#factors[this.#rows] as number);
      duals[i] = (duals[i] as number) * factor;
    }
    const objective = this.#program.objective.reduce(
      (sum, gain, j) => sum + gain * (variables[j] as number),
      0,
    );
    return { objective, variables, duals };
  }
}

/** What is nothing beside the largest is 0. */
function withoutRounding(numbers: Float64Array): void {
  const least = 2 ** -46 * numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  for (const [i, x] of numbers.entries()) if (Math.abs(x) < least) numbers[i] = 0;
}

/** Weak duality: no point is worth more than duals that are feasible say, so that of this value is optimal. */
function isCertified(
  program: LinearProgram,
  { objective, variables, duals }: LinearSolution,
): boolean {
  const { lower, constraints } = program;
  const reduced = Float64Array.from(program.objective);
  const sizes = reduced.map(Math.abs);
  let value = 0;
  let size = 0;
  for (const [i, { variables: of, coefficients, ...row }] of constraints.entries()) {
    const dual = duals[i] as number;
    const bound = row.upper < Infinity ? row.upper : row.lower;
    let activity = 0;
    let total = Math.abs(bound);
    for (const [k, j] of of.entries()) {
      const coefficient = coefficients[k] as number;
      activity += coefficient * (variables[j] as number);
      total += Math.abs(coefficient * (variables[j] as number));
      reduced[j] = (reduced[j] as number) - coefficient * dual;
      sizes[j] = (sizes[j] as number) + Math.abs(coefficient * dual);
    }
    if (!(activity - row.upper <= ROUNDING * total)) return false;
    if (!(row.lower - activity <= ROUNDING * total)) return false;
    value += dual * bound;
    size += Math.abs(dual) * total;
  }
  for (const [j, cost] of reduced.entries()) {
    const rounding = ROUNDING * (sizes[j] as number);
    if (!((lower[j] === 0 ? cost : Math.abs(cost)) <= rounding)) return false;
    size += (sizes[j] as number) * Math.abs(variables[j] as number);
  }
  return Math.abs(value - objective) <= ROUNDING * size;
}
