/**
 * Exact planning for a fixed number of turns by backward induction (Bellman 1957), and the exact
 * evaluation of any plan under any objectives: what the agent was paid and what its designer
 * wanted are two objectives over one and the same behaviour.
 * Needs: a tabulated world. Guarantees: an optimal rule for every turn and state; ties go to the
 * action listed first. Cost: horizon × outcomes.
 */
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";
import { rowWorth } from "../environments/tabulatedWorld.ts";

/** What to do at each turn in each state: `choice[turn][state]`, −1 where the episode is over. */
export interface Plan {
  readonly choice: readonly Int32Array[];
}

/** A plan with the value of every state at every turn. */
export interface OptimalPlan extends Plan {
  /** Expected total from each turn on: `values[turn][state]`; one row more than there are turns. */
  readonly values: readonly Float64Array[];
  /** Expected total from the start. */
  readonly value: number;
}

/** Rewards of all turns alike, or those of each turn. */
export type Rewards = Float64Array | ((turn: number) => Float64Array);

/** An optimal plan by backward induction. Costs states × actions × outcomes × horizon. */
export function finiteHorizonPlan<S>(
  table: TabulatedWorld<S>,
  rewards: Rewards,
  options: { readonly horizon?: number; readonly discount?: number } = {},
): OptimalPlan {
  const horizon = options.horizon ?? table.world.horizon;
  const discount = options.discount ?? 1;
  const size = table.states.length;
  const values: Float64Array[] = [];
  const choice: Int32Array[] = [];
  values[horizon] = new Float64Array(size);
  for (let turn = horizon - 1; turn >= 0; turn--) {
    const after = values[turn + 1] as Float64Array;
    const paid = typeof rewards === "function" ? rewards(turn) : rewards;
    const best = new Float64Array(size);
    const chosen = new Int32Array(size).fill(-1);
    for (let s = 0; s < size; s++) {
      const from = table.firstRow[s] as number;
      let most = Number.NEGATIVE_INFINITY;
      for (let row = from; row < (table.firstRow[s + 1] as number); row++) {
        const worth = rowWorth(table, row, paid, after, discount);
        if (worth > most + 1e-12) {
          most = worth;
          chosen[s] = row - from;
        }
      }
      best[s] = most === Number.NEGATIVE_INFINITY ? 0 : most;
    }
    values[turn] = best;
    choice[turn] = chosen;
  }
  return { choice, values, value: dot(table.initial, values[0] as Float64Array) };
}

/** Expected total of each objective when the plan is followed from the start. */
export function evaluatePlan<S>(
  table: TabulatedWorld<S>,
  plan: Plan,
  objectives: readonly Rewards[],
): number[] {
  const totals = objectives.map(() => 0);
  let at = table.initial.slice();
  for (const [turn, chosen] of plan.choice.entries()) {
    const paid = objectives.map((o) => (typeof o === "function" ? o(turn) : o));
    const then = new Float64Array(at.length);
    for (let s = 0; s < at.length; s++) {
      const here = at[s] as number;
      const action = chosen[s] as number;
      if (here === 0 || action < 0) continue;
      const row = (table.firstRow[s] as number) + action;
      const end = table.firstOutcome[row + 1] as number;
      for (let o = table.firstOutcome[row] as number; o < end; o++) {
        const reached = here * (table.probability[o] as number);
        const next = table.next[o] as number;
        then[next] = (then[next] as number) + reached;
        for (const [i, worths] of paid.entries())
          totals[i] = (totals[i] as number) + reached * (worths[o] as number);
      }
    }
    at = then;
  }
  return totals;
}

/** The most likely states along the plan, from the most likely start: what an animation shows. */
export function likelyPath<S>(table: TabulatedWorld<S>, plan: Plan): readonly S[] {
  let s = table.initial.indexOf(Math.max(...table.initial));
  const path = [table.states[s] as S];
  for (const chosen of plan.choice) {
    const action = chosen[s] as number;
    if (action < 0) break;
    const row = (table.firstRow[s] as number) + action;
    let best = table.firstOutcome[row] as number;
    for (let o = best; o < (table.firstOutcome[row + 1] as number); o++)
      if ((table.probability[o] as number) > (table.probability[best] as number)) best = o;
    s = table.next[best] as number;
    path.push(table.states[s] as S);
  }
  return path;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
