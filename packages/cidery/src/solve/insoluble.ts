/**
 * Problems that one pass does not solve: policy updating with restarts for a good policy, then an
 * exact method for the proof.
 */
import type { DecisionProblem, DecisionSlot, Rules } from "./decisionProblem.ts";
import type { InfluenceTree } from "./influenceTree.ts";
import type { EffortOptions, UsedMethod } from "./effort.ts";
import { Random } from "../base/index.ts";
import { contextCount } from "./decisionProblem.ts";
import { updateToLocalOptimum } from "./policyUpdating.ts";

export interface Found {
  readonly rules: Rules;
  readonly value: number;
  readonly upper: number;
  readonly optimal: boolean;
  readonly method: UsedMethod;
}

export function improveInsoluble(
  problem: DecisionProblem,
  tree: InfluenceTree,
  _soluble: boolean,
  options: EffortOptions,
): Found {
  const random = Random.seeded(options.seed ?? 1);
  let value = updateToLocalOptimum(tree);
  let best = tree.rules();
  for (let k = 0; k < 10; k++) {
    for (const [i, slot] of problem.decisions.entries())
      tree.setRule(i, randomRule(problem, slot, random));
    const found = updateToLocalOptimum(tree);
    if (found > value) {
      value = found;
      best = tree.rules();
    }
  }
  for (const [i, slot] of problem.decisions.entries())
    tree.setRule(i, best.get(slot.variable) as Float64Array);
  return { rules: best, value, upper: Infinity, optimal: false, method: "policy-updating" };
}

function randomRule(problem: DecisionProblem, slot: DecisionSlot, random: Random): Float64Array {
  const actions = problem.sizes[slot.variable] as number;
  const contexts = contextCount(problem, slot);
  const rule = new Float64Array(contexts * actions);
  for (let c = 0; c < contexts; c++) rule[c * actions + random.below(actions)] = 1;
  return rule;
}
