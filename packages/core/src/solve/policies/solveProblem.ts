/**
 * The best policy of a decision problem: reduce, then one pass where that is exact, otherwise a
 * local optimum that an exact method improves and bounds. Everything that needs optimal values
 * (policies, worth of information and control, the meter) comes through here.
 */
import { withSignal } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { DecisionProblem, Rules } from "../tables/decisionProblem.ts";
import type { EffortOptions, UsedMethod } from "../tables/effort.ts";
import type { RemovedLink } from "./reduction.ts";
import type { Bounded } from "../tables/tolerance.ts";
import type { TreePlan } from "./treePlan.ts";
import { optimistic, ruledErrorFactor } from "./roundingOfTrees.ts";
import { InfluenceTree } from "./influenceTree.ts";
import { planTree } from "./treePlan.ts";
import { solveInsoluble } from "./solveInsoluble.ts";
import type { ActionValues } from "./policyUpdating.ts";
import { requireRules, widenRule } from "../tables/policy.ts";
import { bestActions, onePass } from "./policyUpdating.ts";
import { reduceProblem, utilitiesUnder } from "./reduction.ts";
import { isSoluble } from "./solubility.ts";

export interface ProblemSolution {
  readonly problem: DecisionProblem;
  readonly reduced: DecisionProblem;
  readonly removed: readonly RemovedLink[];
  /** Rules over the reduced problem's parents. */
  readonly rules: Rules;
  /** Expected utility of the rules, as computed. */
  readonly value: number;
  /** The exact optimum is at least this, … */
  readonly lower: number;
  /** … and at most this; rounding is counted in both. */
  readonly upper: number;
  /** Are the rules optimal, but for `shortfall`? */
  readonly optimal: boolean;
  /**
   * The most by which another policy may be better: 0 where every choice is certainly best (or its
   * ties are exact), a few roundings where floating point cannot tell.
   */
  readonly shortfall: number;
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
  const plan = planTree(reduced);
  const tree = new InfluenceTree(reduced, plan);
  const { method = "auto" } = options;
  const common = { problem, reduced, removed, soluble, tree };
  if (soluble && method === "auto") {
    const actionValues = onePass(tree, (done) => {
      options.onProgress?.({
        fraction: done / reduced.decisions.length,
        lower: -Infinity,
        upper: Infinity,
      });
    });
    const { value, error, size } = tree.boundedUtility();
    const shortfall = mostLost(reduced, plan, actionValues, { value, error, size });
    const used = reduced.decisions.length === 0 ? "fixed" : "one-pass";
    return {
      ...common,
      rules: tree.rules(),
      value,
      lower: value - error,
      upper: value + error + shortfall,
      optimal: true,
      shortfall,
      method: used,
      actionValues,
    };
  }
  // What no decision can change is added afterwards: its size would only blur comparisons.
  const steered = utilitiesUnder(reduced, reduced.decisions);
  const worked = steered.every((mark) => mark === 1)
    ? tree
    : new InfluenceTree(
        { ...reduced, utilities: reduced.utilities.filter((_, i) => steered[i] === 1) },
        plan,
      );
  const { upper, ...found } = solveInsoluble(worked.problem, worked, options);
  // What was found is evaluated even when time is up.
  const { fixed, value, error } = withSignal(undefined, () => {
    for (const [i, slot] of reduced.decisions.entries())
      tree.setRule(i, found.rules.get(slot.variable) as Float64Array);
    tree.activateOnly(steered.map((mark) => 1 - mark));
    const rest = tree.boundedUtility();
    tree.activateAll();
    return { fixed: rest, ...tree.boundedUtility() };
  });
  return {
    ...common,
    ...found,
    value,
    lower: value - error,
    upper: Math.max(value + error, upper + fixed.value + fixed.error),
    actionValues: undefined,
  };
}

/**
 * How much better than the pass's rules a policy can be. Where ties are exact, or there are none,
 * 0. Otherwise V* − V ≤ Σ over decisions of the most that any context's choice may give up; where
 * contexts that do not matter make that large, a second pass over raised utilities bounds V*: with
 * them every policy seems better by more than D choices between ties can lose.
 */
function mostLost(
  reduced: DecisionProblem,
  plan: TreePlan,
  actionValues: readonly ActionValues[],
  { value, error, size }: Bounded & { readonly size: number },
): number {
  const losses = actionValues.reduce((sum, values) => sum + largestLoss(values), 0);
  const share = (8 * actionValues.length + 4) * ruledErrorFactor(reduced, plan.tree);
  if (losses <= 4 * (share * size + error)) return losses;
  const raised = new InfluenceTree(optimistic(reduced, share), plan);
  onePass(raised);
  const most = raised.boundedUtility();
  return Math.min(losses, most.value + most.error - value + error);
}

/** The most that a choice between ties gives up in any context, by the context's probability. */
function largestLoss(values: ActionValues): number {
  const { contextWeight, weighted } = values;
  const actions = weighted.length / contextWeight.length;
  let most = 0;
  for (const [c, weight] of contextWeight.entries())
    if (weight > 0) most = Math.max(most, bestActions(values, actions, c).loss / weight);
  return most;
}

/** Highest expected utility only. @throws SolveError when it could not be proven in time */
export function optimalValue(problem: DecisionProblem, options: EffortOptions = {}): number {
  return solveProblem(problem, options).value;
}

/**
 * The rules over the parents as written, before the reduction.
 * @throws SolveError `table-too-large` before taking the memory, when these are too many
 */
export function wideRules(solved: ProblemSolution, diagram: InfluenceDiagram): Rules {
  const { problem, reduced, rules } = solved;
  const decisions = problem.decisions.map(({ variable }) => variable);
  requireRules(diagram, decisions, (d) => reduced.decisions[decisions.indexOf(d)]?.parents);
  return new Map(
    problem.decisions.map((slot, i) => {
      const parents = reduced.decisions[i]?.parents ?? [];
      const rule = rules.get(slot.variable) as Float64Array;
      const actions = problem.sizes[slot.variable] as number;
      return [slot.variable, widenRule(problem.sizes, slot.parents, parents, rule, actions)];
    }),
  );
}
