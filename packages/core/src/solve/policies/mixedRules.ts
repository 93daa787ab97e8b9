/** Optimal rules in which the order of values plays no part. */
import type { Rules } from "../tables/decisionProblem.ts";
import type { ProblemSolution } from "./solveProblem.ts";
import { widenRule } from "../tables/policy.ts";
import { bestActions } from "./policyUpdating.ts";
import { wideRules } from "./solveProblem.ts";

/**
 * Optimal rules over the parents as written, equally good actions equally likely (where one pass
 * solved the problem; elsewhere the solver's own rules).
 */
export function mixedRules(solved: ProblemSolution): Rules {
  const { actionValues, problem, reduced, rules } = solved;
  if (actionValues === undefined) return wideRules(solved);
  return new Map(
    problem.decisions.map(({ variable, parents }, i) => {
      const fewer = reduced.decisions[i]?.parents ?? [];
      const actions = problem.sizes[variable] as number;
      const rule = (rules.get(variable) as Float64Array).slice();
      const values = actionValues[i];
      for (const [context, weight] of values?.contextWeight.entries() ?? []) {
        if (values === undefined || !(weight > 0)) continue;
        const { ties: best } = bestActions(values, actions, context);
        rule.fill(0, context * actions, (context + 1) * actions);
        for (const action of best) rule[context * actions + action] = 1 / best.length;
      }
      return [variable, widenRule(problem.sizes, parents, fewer, rule, actions)];
    }),
  );
}
