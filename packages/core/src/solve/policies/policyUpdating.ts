/**
 * Single policy updating (Lauritzen & Nilsson 2001; docs/theory.md T18): in each context of a
 * decision take the action of highest expected utility, all other rules staying as they are. From
 * the uniform policy, latest decision first, one pass is exact when the problem is soluble;
 * otherwise passes are repeated to a local optimum, where no single rule can be improved.
 *
 * Two actions are told apart where their values differ by more than the rounding errors of these
 * two values; what is worth less or more elsewhere, or in actions nobody takes, does not enter.
 */
import type { Contest } from "../tables/tolerance.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { InfluenceTree } from "./influenceTree.ts";
import { contextCount, uniformRule } from "../tables/decisionProblem.ts";
import { contest } from "../tables/tolerance.ts";
import { graphOf, utilitiesBelow, utilitiesUnder } from "./reduction.ts";

/** What is known about one decision once it has been optimised. */
export interface ActionValues {
  /** Weight of each context, 0 where it cannot occur: its probability, but for a constant. */
  readonly contextWeight: Float64Array;
  /** Expected utility of each action in each context, weighted by the context's weight. */
  readonly weighted: Float64Array;
  /** How far rounding may have moved each entry of `weighted`. */
  readonly errors: Float64Array;
}

/**
 * One pass from the uniform policy, latest decision first; leaves the tree with the optimal rules
 * and all utilities on. Only the utilities below a decision are on while it is optimised.
 */
export function onePass(
  tree: InfluenceTree,
  visit: (done: number) => void = () => {},
): ActionValues[] {
  const { problem } = tree;
  const graph = graphOf(problem);
  const values: ActionValues[] = [];
  const below = new Uint8Array(graph.size);
  const first = problem.sizes.length;
  for (const [i, slot] of problem.decisions.entries()) tree.setRule(i, evenWeights(problem, slot));
  for (let i = problem.decisions.length - 1; i >= 0; i--) {
    const slot = problem.decisions[i] as DecisionProblem["decisions"][number];
    const stack = [slot.variable];
    for (let v = stack.pop(); v !== undefined; v = stack.pop())
      for (const c of graph.children(v)) {
        if (below[c] === 1) continue;
        below[c] = 1;
        stack.push(c);
        if (c >= first) tree.activate(c - first);
      }
    const actions = problem.sizes[slot.variable] as number;
    values[i] = sharpest(tree, i);
    const rule = greedyRule(values[i] as ActionValues, actions, uniformRule(problem, slot));
    tree.setRule(i, rule, true);
    visit(problem.decisions.length - i);
  }
  tree.activateAll();
  return values;
}

/**
 * The action values with the utilities that are on; where rounding leaves a choice open, with those
 * alone that the decision can change. Leaves the same utilities on.
 */
function sharpest(tree: InfluenceTree, i: number): ActionValues {
  const values = actionValues(tree, i);
  const { problem } = tree;
  const slot = problem.decisions[i] as DecisionProblem["decisions"][number];
  const actions = problem.sizes[slot.variable] as number;
  const isOpen = values.contextWeight.some(
    (weight, c) => weight > 0 && bestActions(values, actions, c).within > 0,
  );
  if (!isOpen) return values;
  const own = utilitiesUnder(problem, [slot]);
  const before = tree.activeUtilities();
  if (before.every((on, u) => on <= (own[u] as number))) return values;
  tree.activateOnly(own);
  const alone = actionValues(tree, i);
  tree.activateOnly(before);
  return alone;
}

/**
 * The uniform rule, but for a factor that makes it a power of two: thirds would be rounded, and
 * nothing else may be.
 */
function evenWeights(
  problem: DecisionProblem,
  slot: DecisionProblem["decisions"][number],
): Float64Array {
  const actions = problem.sizes[slot.variable] as number;
  const weight = 2 ** -Math.ceil(Math.log2(actions));
  return new Float64Array(contextCount(problem, slot) * actions).fill(weight);
}

/**
 * Repeated passes from the rules in force until no rule certainly changes for the better; returns
 * the expected utility. Deterministic given the rules it starts from.
 */
export function updateToLocalOptimum(
  tree: InfluenceTree,
  stop: () => boolean = () => false,
): number {
  const { problem } = tree;
  for (let changed = true; changed && !stop(); ) {
    changed = false;
    for (let i = problem.decisions.length - 1; i >= 0; i--) {
      if (improve(tree, i)) changed = true;
    }
  }
  tree.activateAll();
  return tree.expectedUtility();
}

/**
 * The action values of a decision with only the utilities below it switched on: what it cannot
 * change has no part in the comparison, however large. Leaves the others off.
 */
export function actionValuesBelow(tree: InfluenceTree, decision: number): ActionValues {
  tree.activateOnly(utilitiesBelow(tree.problem, decision));
  return actionValues(tree, decision);
}

/**
 * Makes the rules in force deterministic without making them worse: rows that mix take a best
 * action, one decision after another; contexts that do not occur take their first.
 */
export function sharpen(tree: InfluenceTree): void {
  for (const [i, slot] of tree.problem.decisions.entries()) {
    const actions = tree.problem.sizes[slot.variable] as number;
    const rule = tree.rule(i).slice();
    const values = actionValuesBelow(tree, i);
    for (const [c, weight] of values.contextWeight.entries()) {
      const row = rule.subarray(c * actions, (c + 1) * actions);
      if (row.includes(1) && weight > 0) continue;
      row.fill(0);
      row[weight > 0 ? bestActions(values, actions, c).chosen : 0] = 1;
    }
    tree.setRule(i, rule);
  }
  tree.activateAll();
}

/** Makes one decision's rule greedy; true when that gained more than rounding in some context. */
function improve(tree: InfluenceTree, i: number): boolean {
  const slot = tree.problem.decisions[i] as DecisionProblem["decisions"][number];
  const actions = tree.problem.sizes[slot.variable] as number;
  const { contextWeight, weighted, errors } = actionValuesBelow(tree, i);
  const current = tree.rule(i);
  const rule = current.slice();
  let differs = false;
  for (const [c, weight] of contextWeight.entries()) {
    if (!(weight > 0)) continue;
    const start = c * actions;
    let now = 0;
    let error = 0;
    let best = 0;
    for (let a = 0; a < actions; a++) {
      const share = current[start + a] as number;
      if (share > 0) {
        now += share * (weighted[start + a] as number);
        error += share * (errors[start + a] as number);
      }
      if ((weighted[start + a] as number) > (weighted[start + best] as number)) best = a;
    }
    const gain = (weighted[start + best] as number) - now;
    if (!(gain > error + (errors[start + best] as number))) continue;
    rule.fill(0, start, start + actions);
    rule[start + best] = 1;
    differs = true;
  }
  if (differs) tree.setRule(i, rule);
  return differs;
}

/**
 * The worth of every action of a decision in every context under the rules in force, with errors.
 * A first bound takes the largest utilities there are; only where that cannot tell two actions
 * apart are the terms of each value added up in size.
 */
export function actionValues(tree: InfluenceTree, decision: number): ActionValues {
  const slot = tree.problem.decisions[decision] as DecisionProblem["decisions"][number];
  const actions = tree.problem.sizes[slot.variable] as number;
  const { p, u: weighted } = tree.actionTable(decision);
  const contextWeight = contextWeights(p, actions);
  const contexts = contextWeight.length;
  const factor = tree.errorFactor(decision);
  if (factor === 0) return { contextWeight, weighted, errors: new Float64Array(p.length) };
  const coarse = factor * tree.largestUtility();
  const errors = p.map((weight) => coarse * weight);
  for (let c = 0; c < contexts; c++) {
    if (!((contextWeight[c] as number) > 0)) continue;
    if (contest(weighted, errors, c * actions, actions).ties.length > 1)
      return { contextWeight, weighted, errors: tree.actionErrors(decision, weighted) };
  }
  return { contextWeight, weighted, errors };
}

/** Weight of each context: the largest of its actions' (they differ by rounding). */
export function contextWeights(p: Float64Array, actions: number): Float64Array {
  const weights = new Float64Array(p.length / actions);
  for (let c = 0; c < weights.length; c++) {
    let weight = 0;
    for (let a = 0; a < actions; a++) weight = Math.max(weight, p[c * actions + a] as number);
    weights[c] = weight;
  }
  return weights;
}

/** A best action in every possible context; impossible ones keep `fallback`'s row. */
function greedyRule(values: ActionValues, actions: number, fallback: Float64Array): Float64Array {
  const rule = fallback.slice();
  for (const [c, weight] of values.contextWeight.entries()) {
    if (!(weight > 0)) continue;
    rule.fill(0, c * actions, (c + 1) * actions);
    rule[c * actions + bestActions(values, actions, c).chosen] = 1;
  }
  return rule;
}

/** Which actions may be the best in a context that can occur; widths are weighted by its weight. */
export function bestActions(values: ActionValues, actions: number, context: number): Contest {
  return contest(values.weighted, values.errors, context * actions, actions);
}
