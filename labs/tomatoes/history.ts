/**
 * A reward that reads the history of views and moves (Everitt et al. 2021, Claim 7): whoever knows a deterministic policy
 * that does the task can pay for each move that this policy would have made after the same views. Here the last view and
 * move are all that has to be read, because away from the bucket a view shows the garden as it is.
 */
import type { Objective } from "@cidery/core/learn";
import { finiteHorizonPlan, rewardsOf, tabulate } from "@cidery/core/learn";
import type { GardenOptions, GardenState } from "./world.ts";
import { actual, gardenWorld, PAY, viewOf } from "./world.ts";

/** What somebody does by what is seen. */
type Rule = ReadonlyMap<string, number>;

/** What is seen where the bucket may change no view. */
function seenIn({ frozen = false }: GardenOptions): (state: GardenState) => string {
  return frozen ? ({ cell, watered }) => `${cell} ${watered}` : viewOf;
}

/** How somebody starts out who plans for an objective and sees only views. Cost: one plan. */
function ruleFor(options: GardenOptions, wanted: Objective<GardenState>): Rule {
  const table = tabulate(gardenWorld(options));
  const [chosen = new Int32Array()] = finiteHorizonPlan(table, rewardsOf(table, wanted)).choice;
  const view = seenIn(options);
  const rule = new Map<string, number>();
  for (const [s, state] of table.states.entries())
    if (!rule.has(view(state))) rule.set(view(state), chosen[s] ?? 0);
  return rule;
}

/** Pays as much for a move in line with a policy as all tomatoes would, were they watered. */
export function inLineWith(
  intended: (options: GardenOptions) => Objective<GardenState>,
): (options: GardenOptions) => Objective<GardenState> {
  return (options) => {
    const rule = ruleFor(options, intended(options));
    const view = seenIn(options);
    const pay = PAY * options.tomatoes;
    return (before, action) => (rule.get(view(before)) === action ? pay : 0);
  };
}

/** In line with a policy that waters. */
export const inLine = inLineWith(() => actual);
