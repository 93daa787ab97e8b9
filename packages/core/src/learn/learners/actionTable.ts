/**
 * What a tabular learner knows: for each observation the worth of every action by every objective, how
 * often each action was taken, and which objective is held there.
 */
export interface ActionRow {
  /** By objective, then action. */
  readonly values: readonly Float64Array[];
  readonly visits: Float64Array;
  /** The objective by which the agent acts here. */
  held: number;
}

export class ActionTable {
  readonly #objectives: number;
  readonly #rows = new Map<string, ActionRow>();

  constructor(objectives: number) {
    this.#objectives = objectives;
  }

  /** The row of an observation, made on first sight, with the objective that is held there. */
  rowOf(observation: string, actionCount: number, held = 0): ActionRow {
    let row = this.#rows.get(observation);
    if (row === undefined) {
      const values = Array.from({ length: this.#objectives }, () => new Float64Array(actionCount));
      row = { values, visits: new Float64Array(actionCount), held };
      this.#rows.set(observation, row);
    }
    row.held = held;
    return row;
  }

  /** The worth of each action by the objective held, by observation. */
  valuesHeld(): ReadonlyMap<string, Float64Array> {
    const found = new Map<string, Float64Array>();
    for (const [seen, { values, held }] of this.#rows)
      found.set(seen, values[held] as Float64Array);
    return found;
  }
}
