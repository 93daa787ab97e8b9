/** A linear program, and what is known of its optimum. */

/** lower ≤ Σ coefficient · variable ≤ upper. */
export interface LinearConstraint {
  readonly variables: readonly number[];
  readonly coefficients: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

export interface LinearProgram {
  /** Maximised. One entry per variable. */
  readonly objective: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly constraints: readonly LinearConstraint[];
}

export interface LinearSolution {
  readonly objective: number;
  readonly variables: Float64Array;
  /** Change of the optimum per unit of each constraint's bound. */
  readonly duals: Float64Array;
}
