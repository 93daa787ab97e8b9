/**
 * All optimal deterministic policies, as families: for each decision and context the set of
 * actions a family allows, any combination of them being optimal. Contexts that never occur under
 * a family's earlier rules allow every action. Counting and listing read the same families.
 *
 * Walks the decisions in order. In a soluble problem a policy is optimal exactly when every
 * context it reaches takes one of the best actions computed by one pass, so only ties branch;
 * otherwise all choices branch and the expected utility decides. "Optimal" is whatever rounding
 * does not tell from the best: see `shortfall` of the solution.
 */
import type { DecisionProblem, DecisionSlot } from "../tables/decisionProblem.ts";
import { contextCount } from "../tables/decisionProblem.ts";
import { InfluenceTree } from "./influenceTree.ts";
import { planTree } from "./treePlan.ts";
import {
  actionValues,
  actionValuesBelow,
  bestActions,
  contextWeights,
  onePass,
} from "./policyUpdating.ts";
import { contextMap } from "../tables/policy.ts";
import { reduceProblem } from "./reduction.ts";
import { splitSteered } from "./steered.ts";
import { isSoluble } from "./solubility.ts";

/** Allowed actions by decision (in the problem's order) and context. */
export type OptimalFamily = readonly (readonly (readonly number[])[])[];

/** Policies walked through, and table entries touched on the way. */
const MAX_STEPS = 20_000;
const MAX_WORK = 3e7;
const MAX_DECISIONS = 200;
const MAX_CONTEXTS = 100_000;

/** The families, or undefined when the walk would be too long. */
export function optimalFamilies(given: DecisionProblem): readonly OptimalFamily[] | undefined {
  const { steered: problem } = splitSteered(given);
  const { decisions } = problem;
  if (decisions.length > MAX_DECISIONS) return undefined;
  if (decisions.reduce((n, d) => n + contextCount(problem, d), 0) > MAX_CONTEXTS) return undefined;
  const plan = tryPlan(problem);
  if (plan === undefined) return undefined;
  const tree = new InfluenceTree(problem, plan);
  const candidates = isSoluble(problem) ? bestEverywhere(problem) : undefined;
  // What the best actions are is known then, and utilities would only be carried along.
  if (candidates === undefined) tree.activateAll();
  const reach = (i: number): Float64Array => {
    const { p } = tree.actionTable(i);
    return contextWeights(p, problem.sizes[decisions[i]?.variable ?? 0] as number);
  };
  // Each family with the most and the least that its policies may be worth.
  const families: {
    readonly family: OptimalFamily;
    readonly most: number;
    readonly least: number;
  }[] = [];
  let steps = 0;
  const maxSteps = Math.min(MAX_STEPS, MAX_WORK / plan.tree.totalEntries);

  const walk = (i: number, chosen: (readonly (readonly number[])[])[]): boolean => {
    const slot = decisions[i];
    if (slot === undefined) {
      families.push({ family: chosen, most: 0, least: 0 });
      return ++steps < maxSteps;
    }
    const actions = problem.sizes[slot.variable] as number;
    const every = Array.from({ length: actions }, (_, a) => a);
    if (i === decisions.length - 1) {
      if (candidates !== undefined) {
        const allowed = Array.from(reach(i), (weight, c) =>
          weight > 0 ? (candidates[i]?.[c] ?? every) : every,
        );
        families.push({ family: [...chosen, allowed], most: 0, least: 0 });
        return ++steps < maxSteps;
      }
      const below = actionValuesBelow(tree, i);
      tree.activateAll();
      const all = actionValues(tree, i);
      // Totals of whole policies are compared: the first, coarse bounds would not do.
      const errors = tree.actionErrors(i, all.weighted);
      let most = 0;
      let least = 0;
      const allowed = Array.from(all.contextWeight, (weight, c) => {
        if (!(weight > 0)) return every;
        const { ties, chosen: best } = bestActions(below, actions, c);
        const at = c * actions + best;
        most += (all.weighted[at] as number) + (errors[at] as number);
        least += (all.weighted[at] as number) - (errors[at] as number);
        return ties;
      });
      families.push({ family: [...chosen, allowed], most, least });
      return ++steps < maxSteps;
    }
    const contextWeight = reach(i);
    const open: number[] = [];
    const options = Array.from(contextWeight, (weight, c) => {
      if (!(weight > 0)) return every;
      open.push(c);
      return candidates?.[i]?.[c] ?? every;
    });
    // Each combination is a step at least: what would not come to an end is not begun.
    const combinations = open.reduce((n, c) => n * (options[c] as number[]).length, 1);
    if (steps + combinations >= maxSteps) return false;
    const choice = options.map((list) => [list[0] as number]);
    const counters = open.map(() => 0);
    const rule = new Float64Array(contextWeight.length * actions).fill(1 / actions);
    for (;;) {
      for (const [k, c] of open.entries()) {
        const a = (options[c] as number[])[counters[k] as number] as number;
        rule.fill(0, c * actions, (c + 1) * actions);
        rule[c * actions + a] = 1;
        choice[c] = [a];
      }
      tree.setRule(i, rule.slice());
      const allowed = choice.map((list, c) =>
        (contextWeight[c] as number) > 0 ? [...list] : every,
      );
      if (!walk(i + 1, [...chosen, allowed])) return false;
      if (++steps >= maxSteps) return false;
      let k = open.length - 1;
      for (; k >= 0; k--) {
        const size = (options[open[k] as number] as number[]).length;
        counters[k] = (counters[k] as number) + 1;
        if ((counters[k] as number) < size) break;
        counters[k] = 0;
      }
      if (k < 0) break;
    }
    return true;
  };
  if (!walk(0, [])) return undefined;
  const sure = families.reduce((best, { least }) => Math.max(best, least), -Infinity);
  return families
    .filter(({ most }) => candidates !== undefined || most >= sure)
    .map(({ family }) => family);
}

/** Number of optimal deterministic policies, or undefined when too many to walk through. */
export function countOptimal(problem: DecisionProblem): number | undefined {
  return optimalFamilies(problem)?.reduce((sum, f) => sum + familySize(f), 0);
}

function familySize(family: OptimalFamily): number {
  return family.reduce((n, rule) => rule.reduce((m, actions) => m * actions.length, n), 1);
}

function tryPlan(problem: DecisionProblem) {
  try {
    return planTree(problem, 2 ** 20);
  } catch {
    return undefined;
  }
}

/**
 * Best actions of every context that can occur at all. Judged without the observations that do not
 * matter: through them, large utilities elsewhere would seem to hang on a choice.
 */
function bestEverywhere(problem: DecisionProblem): (readonly number[])[][] {
  const { problem: reduced } = reduceProblem(problem);
  return onePass(new InfluenceTree(reduced, planTree(reduced))).map((values, i) => {
    const slot = problem.decisions[i] as DecisionSlot;
    const actions = problem.sizes[slot.variable] as number;
    const best = Array.from(values.contextWeight, (weight, c) =>
      weight > 0 ? bestActions(values, actions, c).ties : [],
    );
    const map = contextMap(problem.sizes, slot.parents, reduced.decisions[i]?.parents ?? []);
    return Array.from(map, (c) => best[c] ?? []);
  });
}
