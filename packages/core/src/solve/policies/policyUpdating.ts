/**
 * Single policy updating (Lauritzen & Nilsson 2001; THEORY 6.1): in each context of a decision
 * take the action of highest expected utility, all other rules staying as they are. From the
 * uniform policy, latest decision first, one pass is exact when the problem is soluble; otherwise
 * passes are repeated to a local optimum, where no single rule can be improved.
 */
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import type { InfluenceTree, Pair } from "./influenceTree.ts";
import { graphOf } from "./reduction.ts";

/** What is known about one decision once it has been optimised. */
export interface ActionValues {
  /** Probability of each context under the policy at the time. */
  readonly contextWeight: Float64Array;
  /** Expected utility of each action in each context, weighted by the context's probability. */
  readonly weighted: Float64Array;
}

/** Relative difference below which two actions count as equally good. */
export const TIE_TOLERANCE = 1e-9;

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
    values[i] = rowsOf(tree.actionTable(i), actions);
    tree.setRule(i, greedyRule(values[i] as ActionValues, actions, tree.rule(i)));
    visit(problem.decisions.length - i);
  }
  tree.activateAll();
  return values;
}

/**
 * Repeated passes from the rules in force until no rule changes for the better; returns the
 * expected utility. Deterministic given the rules it starts from.
 */
export function updateToLocalOptimum(
  tree: InfluenceTree,
  stop: () => boolean = () => false,
): number {
  const { problem } = tree;
  tree.activateAll();
  for (let changed = true; changed && !stop(); ) {
    changed = false;
    for (let i = problem.decisions.length - 1; i >= 0; i--) {
      if (improve(tree, i)) changed = true;
    }
  }
  return tree.expectedUtility();
}

/** Makes one decision's rule greedy; true when that gained more than rounding. */
function improve(tree: InfluenceTree, i: number): boolean {
  const slot = tree.problem.decisions[i] as DecisionProblem["decisions"][number];
  const actions = tree.problem.sizes[slot.variable] as number;
  const { p, u } = tree.actionTable(i);
  const current = tree.rule(i);
  const rule = current.slice();
  let gained = 0;
  let scale = 0;
  let differs = false;
  for (let start = 0; start < u.length; start += actions) {
    let now = 0;
    let best = 0;
    let weight = 0;
    for (let a = 0; a < actions; a++) {
      now += (current[start + a] as number) * (u[start + a] as number);
      if ((u[start + a] as number) > (u[start + best] as number)) best = a;
      weight += p[start + a] as number;
    }
    scale += Math.abs(u[start + best] as number);
    if (!(weight > 0)) continue;
    const gain = (u[start + best] as number) - now;
    if (gain > 1e-12 * Math.abs(u[start + best] as number)) {
      gained += gain;
      rule.fill(0, start, start + actions);
      rule[start + best] = 1;
      differs = true;
    }
  }
  if (!differs || !(gained > 1e-12 * Math.max(scale, 1e-300))) return false;
  tree.setRule(i, rule);
  return true;
}

/** An action table by context. */
export function rowsOf({ p, u }: Pair, actions: number): ActionValues {
  const contexts = p.length / actions;
  const contextWeight = new Float64Array(contexts);
  for (let c = 0; c < contexts; c++) {
    let weight = 0;
    for (let a = 0; a < actions; a++) weight = Math.max(weight, p[c * actions + a] as number);
    contextWeight[c] = weight;
  }
  return { contextWeight, weighted: u };
}

/** The first best action in every possible context; impossible ones keep `fallback`'s row. */
export function greedyRule(
  values: ActionValues,
  actions: number,
  fallback: Float64Array,
): Float64Array {
  const rule = fallback.slice();
  for (const [c, weight] of values.contextWeight.entries()) {
    if (!(weight > 0)) continue;
    const ties = bestActions(values, actions, c);
    rule.fill(0, c * actions, (c + 1) * actions);
    rule[c * actions + (ties[0] as number)] = 1;
  }
  return rule;
}

/** Actions within the tie tolerance of the best, ascending. */
export function bestActions(values: ActionValues, actions: number, context: number): number[] {
  const weight = values.contextWeight[context] as number;
  let best = -Infinity;
  let scale = 0;
  for (let a = 0; a < actions; a++) {
    const value = (values.weighted[context * actions + a] as number) / weight;
    best = Math.max(best, value);
    scale = Math.max(scale, Math.abs(value));
  }
  const bound = best - TIE_TOLERANCE * Math.max(1, scale);
  const ties: number[] = [];
  for (let a = 0; a < actions; a++)
    if ((values.weighted[context * actions + a] as number) / weight >= bound) ties.push(a);
  return ties;
}
