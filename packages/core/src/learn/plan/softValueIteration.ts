/**
 * Planning with a price on deviating from a reference policy: the plan that maximises the expected total reward
 * minus λ times the Kullback–Leibler divergence from the reference, turn by turn. With a uniform reference it is
 * the plan of maximum (causal) entropy (Ziebart, Bagnell & Dey 2010). For one decision its chances are π₀ · exp(r / λ),
 * normalised.
 * Needs: a tabulated world with a last turn, λ above 0. Guarantees: exact. Cost: horizon × outcomes.
 */
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";
import { rowWorth } from "../environments/tabulatedWorld.ts";

/** A plan of chances, with the regularised value of every state at every turn. */
export interface SoftPlan {
  /** By turn, then row (state and action): how likely the action is in its state. */
  readonly chances: readonly Float64Array[];
  /** By turn, then state: the regularised value from there; one turn more than there are. */
  readonly values: readonly Float64Array[];
  /** The regularised value from the start. */
  readonly value: number;
}

/** The price, the reference it is paid for leaving, and how long. */
export interface SoftPlanOptions {
  /** What a nat of deviation costs, in reward: λ. */
  readonly price: number;
  /** The reference by row; uniform among the actions of a state when absent. */
  readonly reference?: Float64Array;
  readonly horizon?: number;
  readonly discount?: number;
}

/** @throws RangeError unless the price is above 0 */
export function softValueIteration<S>(
  table: TabulatedWorld<S>,
  rewards: Float64Array,
  options: SoftPlanOptions,
): SoftPlan {
  const { price, reference, horizon = table.world.horizon, discount = 1 } = options;
  if (!(price > 0)) throw new RangeError(`the price of deviating is ${price}; it must be above 0`);
  const size = table.states.length;
  const values: Float64Array[] = [];
  const chances: Float64Array[] = [];
  values[horizon] = new Float64Array(size);
  for (let turn = horizon - 1; turn >= 0; turn--) {
    const after = values[turn + 1] as Float64Array;
    const here = new Float64Array(size);
    const policy = new Float64Array(table.firstOutcome.length - 1);
    for (let s = 0; s < size; s++) {
      const [from, end] = [table.firstRow[s] as number, table.firstRow[s + 1] as number];
      if (from === end) continue;
      let highest = Number.NEGATIVE_INFINITY;
      for (let row = from; row < end; row++) {
        const usual = reference?.[row] ?? 1 / (end - from);
        const worth = rowWorth(table, row, rewards, after, discount) / price + Math.log(usual);
        policy[row] = worth;
        highest = Math.max(highest, worth);
      }
      let sum = 0;
      for (let row = from; row < end; row++) sum += Math.exp((policy[row] as number) - highest);
      const total = highest + Math.log(sum);
      here[s] = price * total;
      for (let row = from; row < end; row++)
        policy[row] = Math.exp((policy[row] as number) - total);
    }
    values[turn] = here;
    chances[turn] = policy;
  }
  const start = values[0] as Float64Array;
  const value = start.reduce((sum, one, s) => sum + one * (table.initial[s] as number), 0);
  return { chances, values, value };
}

/**
 * How often each outcome comes up in an episode under chances by turn and row: for the expectation of anything that
 * adds up over outcomes. Cost: horizon × outcomes.
 */
export function outcomeCounts<S>(
  table: TabulatedWorld<S>,
  chances: readonly Float64Array[],
): Float64Array {
  const counts = new Float64Array(table.next.length);
  let here = table.initial.slice();
  for (const policy of chances) {
    const after = new Float64Array(here.length);
    for (let s = 0; s < here.length; s++) {
      const mass = here[s] as number;
      if (mass === 0) continue;
      for (let row = table.firstRow[s] as number; row < (table.firstRow[s + 1] as number); row++) {
        const share = mass * (policy[row] as number);
        for (
          let o = table.firstOutcome[row] as number;
          o < (table.firstOutcome[row + 1] as number);
          o++
        ) {
          const flow = share * (table.probability[o] as number);
          counts[o] = (counts[o] as number) + flow;
          const to = table.next[o] as number;
          after[to] = (after[to] as number) + flow;
        }
      }
    }
    here = after;
  }
  return counts;
}
