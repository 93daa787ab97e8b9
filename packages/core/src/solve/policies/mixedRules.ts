/** Optimal rules in which the order of values plays no part. */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { ChanceTable, Rules } from "../tables/decisionProblem.ts";
import type { InfluenceTree } from "./influenceTree.ts";
import type { ActionValues } from "./policyUpdating.ts";
import type { ProblemSolution } from "./solveProblem.ts";
import { requireRules, widenRule } from "../tables/policy.ts";
import { actionValuesBelow, bestActions } from "./policyUpdating.ts";

/**
 * Optimal rules, equally good actions equally likely, as tables over what can matter of all that is seen.
 *
 * Where one pass solved the problem, the values of that pass say which are equally good. Elsewhere
 * the solver's rules are mixed one decision after another, the others as they are by then, until
 * nothing more is equally good: against fixed rules of the others a mixture of best actions is worth as
 * much as each, so the rules stay optimal. Which optimum they are mixed around is the solver's choice
 * where several are not joined by such steps.
 */
export function mixedTables(solved: ProblemSolution): ChanceTable[] {
  const { actionValues, problem, reduced, rules } = solved;
  const mixed =
    actionValues === undefined
      ? mixedAround(solved)
      : reduced.decisions.map(({ variable }, i) =>
          evenOverTies(
            rules.get(variable) as Float64Array,
            actionValues[i],
            problem.sizes[variable] as number,
          ),
        );
  return reduced.decisions.map(({ variable, parents }, i) => ({
    variable,
    variables: [...parents, variable],
    values: mixed[i] as Float64Array,
  }));
}

/**
 * `mixedTables` over the parents as written.
 * @throws SolveError `table-too-large` when these would not fit into memory
 */
export function mixedRules(solved: ProblemSolution, diagram: InfluenceDiagram): Rules {
  const { problem, reduced } = solved;
  const tables = mixedTables(solved);
  const decisions = problem.decisions.map(({ variable }) => variable);
  requireRules(diagram, decisions, (d) => reduced.decisions[decisions.indexOf(d)]?.parents);
  return new Map(
    problem.decisions.map(({ variable, parents }, i) => {
      const { variables, values } = tables[i] as ChanceTable;
      const actions = problem.sizes[variable] as number;
      return [variable, widenRule(problem.sizes, parents, variables.slice(0, -1), values, actions)];
    }),
  );
}

/** Rules of a problem that one pass does not solve; leaves the tree as it was. */
function mixedAround({ tree, reduced, rules }: ProblemSolution): Float64Array[] {
  const start = reduced.decisions.map(({ variable }) => rules.get(variable) as Float64Array);
  const mixed = [...start];
  for (const [i, rule] of mixed.entries()) tree.setRule(i, rule);
  // Mixing one decision may make contexts of another possible, whose ties are then mixed, too.
  for (let grown = true; grown; ) {
    grown = false;
    for (let i = mixed.length - 1; i >= 0; i--) {
      const rule = mixOne(tree, i, mixed[i] as Float64Array);
      if (support(rule) <= support(mixed[i] as Float64Array)) continue;
      mixed[i] = rule;
      tree.setRule(i, rule);
      grown = true;
    }
  }
  for (const [i, rule] of start.entries()) tree.setRule(i, rule);
  tree.activateAll();
  return mixed;
}

function mixOne(tree: InfluenceTree, i: number, rule: Float64Array): Float64Array {
  const { decisions, sizes } = tree.problem;
  const actions = sizes[decisions[i]?.variable as number] as number;
  return evenOverTies(rule, actionValuesBelow(tree, i), actions);
}

/** The rule with equally good actions equally likely in every context that can occur. */
function evenOverTies(
  rule: Float64Array,
  values: ActionValues | undefined,
  actions: number,
): Float64Array {
  const mixed = rule.slice();
  for (const [context, weight] of values?.contextWeight.entries() ?? []) {
    if (values === undefined || !(weight > 0)) continue;
    const { ties } = bestActions(values, actions, context);
    mixed.fill(0, context * actions, (context + 1) * actions);
    for (const action of ties) mixed[context * actions + action] = 1 / ties.length;
  }
  return mixed;
}

function support(rule: Float64Array): number {
  return rule.reduce((count, p) => count + (p > 0 ? 1 : 0), 0);
}
