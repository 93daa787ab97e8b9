/**
 * The best policy of a decision problem: reduce, then one pass where that is exact, otherwise a
 * local optimum that an exact method improves and bounds. Everything that needs optimal values
 * (policies, worth of information and control, the meter) comes through here.
 */
import type { DecisionProblem, Rules } from "../tables/decisionProblem.ts";
import type { EffortOptions, UsedMethod } from "../tables/effort.ts";
import type { RemovedLink } from "./reduction.ts";
import { InfluenceTree, planTree } from "./influenceTree.ts";
import { improveInsoluble } from "./insoluble.ts";
import type { ActionValues } from "./policyUpdating.ts";
import { widenRule } from "../tables/policy.ts";
import { onePass } from "./policyUpdating.ts";
import { reduceProblem } from "./reduction.ts";
import { isSoluble } from "./solubility.ts";

export interface ProblemSolution {
  readonly problem: DecisionProblem;
  readonly reduced: DecisionProblem;
  readonly removed: readonly RemovedLink[];
  /** Rules over the reduced problem's parents. */
  readonly rules: Rules;
  readonly value: number;
  readonly upper: number;
  readonly optimal: boolean;
  readonly soluble: boolean;
  readonly method: UsedMethod;
  /** After one pass: worth of every action in every context that can occur at all. */
  readonly actionValues: readonly ActionValues[] | undefined;
  /** A tree over the reduced problem with the rules in force and all utilities on. */
  readonly tree: InfluenceTree;
}

export function solveProblem(
  problem: DecisionProblem,
  options: EffortOptions = {},
): ProblemSolution {
  const { problem: reduced, removed } = reduceProblem(problem);
  const soluble = isSoluble(reduced);
  const tree = new InfluenceTree(reduced, planTree(reduced));
  const { method = "auto" } = options;
  const common = { problem, reduced, removed, soluble };
  if (soluble && method === "auto") {
    const actionValues = onePass(tree, (done) => {
      options.onProgress?.({
        fraction: done / reduced.decisions.length,
        lower: -Infinity,
        upper: Infinity,
      });
    });
    const value = tree.expectedUtility();
    const used = reduced.decisions.length === 0 ? "fixed" : "one-pass";
    return {
      ...common,
      rules: tree.rules(),
      value,
      upper: value,
      optimal: true,
      method: used,
      actionValues,
      tree,
    };
  }
  const found = improveInsoluble(reduced, tree, options);
  return { ...common, ...found, actionValues: undefined, tree };
}

/** Highest expected utility only. @throws SolveError when it could not be proven in time */
export function optimalValue(problem: DecisionProblem, options: EffortOptions = {}): number {
  return solveProblem(problem, options).value;
}

/** The rules over the parents as written, before the reduction. */
export function wideRules(solved: ProblemSolution): Rules {
  const { problem, reduced, rules } = solved;
  return new Map(
    problem.decisions.map((slot, i) => {
      const parents = reduced.decisions[i]?.parents ?? [];
      const rule = rules.get(slot.variable) as Float64Array;
      const actions = problem.sizes[slot.variable] as number;
      return [slot.variable, widenRule(problem.sizes, slot.parents, parents, rule, actions)];
    }),
  );
}
