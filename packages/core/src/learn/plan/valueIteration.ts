/**
 * Value iteration (Bellman 1957) for discounted worlds without an end.
 * Needs: a tabulated world, 0 ≤ discount < 1. Guarantees: values within `tolerance` of the optimum
 * when the sweeps suffice (stopping rule of Puterman 1994, §6.3), and says if they did not.
 * Cost: outcomes × sweeps.
 */
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";
import { rowWorth } from "../environments/tabulatedWorld.ts";

export interface StationaryPlan {
  /** The action of each state, −1 where the episode is over. */
  readonly choice: Int32Array;
  readonly values: Float64Array;
  readonly sweeps: number;
  readonly converged: boolean;
}

/** @throws RangeError when the discount is not in [0, 1) */
export function valueIteration<S>(
  table: TabulatedWorld<S>,
  rewards: Float64Array,
  options: {
    readonly discount: number;
    readonly tolerance?: number;
    readonly maxSweeps?: number;
  },
): StationaryPlan {
  const { discount, tolerance = 1e-9, maxSweeps = 100_000 } = options;
  if (!(discount >= 0 && discount < 1)) {
    throw new RangeError(`the discount is ${discount}; value iteration needs one in [0, 1)`);
  }
  const size = table.states.length;
  let values = new Float64Array(size);
  const choice = new Int32Array(size).fill(-1);
  const enough = discount === 0 ? 0 : (tolerance * (1 - discount)) / (2 * discount);
  let sweeps = 0;
  let converged = false;
  while (!converged && sweeps < maxSweeps) {
    sweeps++;
    const better = new Float64Array(size);
    let change = 0;
    for (let s = 0; s < size; s++) {
      const from = table.firstRow[s] as number;
      let most = Number.NEGATIVE_INFINITY;
      for (let row = from; row < (table.firstRow[s + 1] as number); row++) {
        const worth = rowWorth(table, row, rewards, values, discount);
        if (worth > most + 1e-12) {
          most = worth;
          choice[s] = row - from;
        }
      }
      better[s] = most === Number.NEGATIVE_INFINITY ? 0 : most;
      change = Math.max(change, Math.abs((better[s] as number) - (values[s] as number)));
    }
    values = better;
    converged = discount === 0 || change <= enough;
  }
  return { choice, values, sweeps, converged };
}
