/**
 * Agents whose goal may change with the state: at a state each plans for the objective that this
 * state holds (its evaluator), and a later self plans for the later one.
 *
 * `subgamePerfectPlan` expects that: backward induction where each self takes what later selves
 * will do as given (TI-considering agents; Everitt, Hutter, Kumar & Krakovna 2021, App. C).
 * `presentGoalPlan` acts at each state as if all later selves shared its objective (TI-ignoring).
 * Needs: a tabulated world and one reward table per evaluator. Guarantees: the subgame-perfect
 * equilibrium of the selves, or each self's optimum; ties go to the action listed first.
 * Cost: horizon × outcomes × evaluators.
 */
import type { Plan } from "./finiteHorizon.ts";
import type { TabulatedWorld } from "../environments/tabulatedWorld.ts";
import { finiteHorizonPlan } from "./finiteHorizon.ts";
import { rowWorth } from "../environments/tabulatedWorld.ts";

/** Which rewards judge each state: the goals a system has there. */
export interface ChangingGoals {
  /** The evaluator (a position in `rewards`) that each state holds. */
  readonly evaluatorOf: Int32Array;
  readonly rewards: readonly Float64Array[];
}

/**
 * What a system does that foresees it will act on other goals later, and takes that into account.
 */
export function subgamePerfectPlan<S>(
  table: TabulatedWorld<S>,
  goals: ChangingGoals,
  horizon: number = table.world.horizon,
): Plan {
  const size = table.states.length;
  let after = goals.rewards.map(() => new Float64Array(size));
  const choice: Int32Array[] = [];
  for (let turn = horizon - 1; turn >= 0; turn--) {
    const chosen = new Int32Array(size).fill(-1);
    const now = goals.rewards.map(() => new Float64Array(size));
    for (let s = 0; s < size; s++) {
      const self = goals.evaluatorOf[s] as number;
      const paid = goals.rewards[self] as Float64Array;
      const from = table.firstRow[s] as number;
      let most = Number.NEGATIVE_INFINITY;
      for (let row = from; row < (table.firstRow[s + 1] as number); row++) {
        const worth = rowWorth(table, row, paid, after[self] as Float64Array, 1);
        if (worth > most + 1e-12) {
          most = worth;
          chosen[s] = row - from;
        }
      }
      if ((chosen[s] as number) < 0) continue;
      const row = from + (chosen[s] as number);
      for (const [other, rewards] of goals.rewards.entries())
        (now[other] as Float64Array)[s] = rowWorth(
          table,
          row,
          rewards,
          after[other] as Float64Array,
          1,
        );
    }
    choice[turn] = chosen;
    after = now;
  }
  return { choice };
}

/**
 * What a system does that judges the whole future by the goals it has now, and expects to keep
 * acting on them.
 */
export function presentGoalPlan<S>(
  table: TabulatedWorld<S>,
  goals: ChangingGoals,
  horizon: number = table.world.horizon,
): Plan {
  const plans = goals.rewards.map((rewards) => finiteHorizonPlan(table, rewards, { horizon }));
  const choice: Int32Array[] = [];
  for (let turn = 0; turn < horizon; turn++)
    choice.push(goals.evaluatorOf.map((self, s) => plans[self]?.choice[turn]?.[s] ?? -1));
  return { choice };
}
