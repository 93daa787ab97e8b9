/**
 * Exact search over deterministic policies of an insoluble problem (after Yuan, Wu & Hansen 2010).
 * A soluble relaxation with more information is solved once. Its later rules do not depend on
 * earlier ones, so with the first i rules fixed and the rest relaxed, one evaluation gives an
 * upper bound, and the bound splits over the contexts of decision i: the search walks rules in
 * order of the loss they cause there and stops at the incumbent.
 *
 * Bounds hold in exact arithmetic: the search runs on utilities raised by more than rounding can
 * take away, so that no policy is worth less there than it is; what it finds is valued as it is.
 *
 * Cost: exponential in the worst case; each step is one partial message pass on the relaxed tree.
 */
import { AbortedError } from "../../base/index.ts";
import type { DecisionProblem, DecisionSlot, Rules } from "../tables/decisionProblem.ts";
import { contextCount } from "../tables/decisionProblem.ts";
import type { TreePlan } from "./treePlan.ts";
import { InfluenceTree } from "./influenceTree.ts";
import { optimistic } from "./roundingOfTrees.ts";
import { contextMap } from "../tables/policy.ts";
import { onePass } from "./policyUpdating.ts";

export interface Incumbent {
  value: number;
  /** How far rounding may have moved the value, and its size: see `boundedUtility`. */
  error: number;
  size: number;
  rules: Rules;
}

/** The value of rules on the problem's own tree. */
export type Valued = Omit<Incumbent, "rules">;

/** A soluble problem with more information, and the share by which its utilities are raised. */
export interface Relaxation {
  readonly relaxed: DecisionProblem;
  readonly plan: TreePlan;
  readonly share: number;
}

export interface SearchLimits {
  /** Returns true when the search must stop; called at every step. */
  readonly stop: () => boolean;
  /** Called when bounds change. */
  readonly report: (lower: number, upper: number) => void;
}

/** Improves `incumbent` in place; the result is a proven upper bound on the optimum. */
export function branchAndBound(
  problem: DecisionProblem,
  { relaxed, plan, share }: Relaxation,
  incumbent: Incumbent,
  evaluate: (rules: Rules) => Valued,
  limits: SearchLimits,
): number {
  const tree = new InfluenceTree(optimistic(relaxed, share), plan);
  onePass(tree);
  const relaxedRules = problem.decisions.map((_, i) => tree.rule(i));
  const last = problem.decisions.length;
  const maps = problem.decisions.map((slot, i) => narrowing(problem, slot, relaxed.decisions[i]));
  const chosen: Float64Array[] = [];
  let stopped = false;
  /** What the incumbent itself may seem to be worth in the search. */
  const slack = (): number => 2 * share * incumbent.size + incumbent.error;

  /** Explores decision i under the rules chosen so far; returns a bound on what was left out. */
  const explore = (i: number, bound: number): number => {
    if (bound <= incumbent.value + slack()) return -Infinity;
    if (i === last) {
      const rules: Rules = new Map(
        problem.decisions.map((d, k) => [d.variable, chosen[k] as Float64Array]),
      );
      const valued = evaluate(rules);
      if (valued.value > incumbent.value) {
        Object.assign(incumbent, valued, { rules });
        limits.report(valued.value, Infinity);
      }
      // A policy whose large terms cancel may seem much better than it is: its bound stays.
      return bound <= incumbent.value + slack() ? -Infinity : bound;
    }
    if (stopped || limits.stop()) {
      stopped = true;
      return bound;
    }
    const slot = problem.decisions[i] as DecisionSlot;
    const actions = problem.sizes[slot.variable] as number;
    const contexts = contextCount(problem, slot);
    const { weights, values } = gather(tree, i, maps[i] as Int32Array, contexts, actions);
    const { order, losses, total } = rank(values, contexts, actions);
    const rule = new Float64Array(contexts * actions);
    // Contexts that cannot occur take their first action without branching.
    const open: number[] = [];
    for (let c = 0; c < contexts; c++) {
      rule[c * actions + (order[c * actions] as number)] = 1;
      if ((weights[c] as number) > 0) open.push(c);
    }
    open.sort((a, b) => spread(losses, b, actions) - spread(losses, a, actions));
    let left = -Infinity;
    /** Chooses ranks for open[k…]; loss is what has been given up so far. */
    const choose = (k: number, loss: number): void => {
      const reach = total - loss;
      if (reach <= incumbent.value + slack()) return;
      if (stopped) {
        left = Math.max(left, reach);
        return;
      }
      const c = open[k];
      if (c === undefined) {
        const own = rule.slice();
        tree.setRule(i, widen(own, maps[i] as Int32Array, actions));
        chosen[i] = own;
        left = Math.max(left, explore(i + 1, reach));
        tree.setRule(i, relaxedRules[i] as Float64Array);
        return;
      }
      for (let r = 0; r < actions; r++) {
        const here = loss + (losses[c * actions + r] as number);
        if (total - here <= incumbent.value + slack()) break;
        rule.fill(0, c * actions, (c + 1) * actions);
        rule[c * actions + (order[c * actions + r] as number)] = 1;
        choose(k + 1, here);
      }
      rule.fill(0, c * actions, (c + 1) * actions);
      rule[c * actions + (order[c * actions] as number)] = 1;
    };
    choose(0, 0);
    return left;
  };

  const root = tree.expectedUtility();
  limits.report(incumbent.value, root);
  let left = root;
  try {
    left = explore(0, root);
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
  }
  return Math.max(incumbent.value + slack(), Math.min(root, left));
}

/** Context of the narrow rule for each context of the relaxed one. */
function narrowing(
  problem: DecisionProblem,
  slot: DecisionSlot,
  wide: DecisionSlot | undefined,
): Int32Array {
  return contextMap(problem.sizes, (wide ?? slot).parents, slot.parents);
}

/** Probability of each narrow context, and weighted utility of each action in it. */
function gather(
  tree: InfluenceTree,
  i: number,
  map: Int32Array,
  contexts: number,
  actions: number,
) {
  const { p, u } = tree.actionTable(i);
  const weights = new Float64Array(contexts);
  const values = new Float64Array(contexts * actions);
  for (let w = 0; w < map.length; w++) {
    const c = map[w] as number;
    weights[c] = (weights[c] as number) + (p[w * actions] as number);
    for (let a = 0; a < actions; a++)
      values[c * actions + a] =
        (values[c * actions + a] as number) + (u[w * actions + a] as number);
  }
  return { weights, values };
}

/** Actions of each context from best to worst, what each gives up, and the total of the best. */
function rank(values: Float64Array, contexts: number, actions: number) {
  const order = new Int32Array(values.length);
  const losses = new Float64Array(values.length);
  let total = 0;
  for (let c = 0; c < contexts; c++) {
    const start = c * actions;
    const sorted = Array.from({ length: actions }, (_, a) => a).sort(
      (a, b) => (values[start + b] as number) - (values[start + a] as number) || a - b,
    );
    const best = values[start + (sorted[0] as number)] as number;
    total += best;
    for (const [r, a] of sorted.entries()) {
      order[start + r] = a;
      losses[start + r] = best - (values[start + a] as number);
    }
  }
  return { order, losses, total };
}

function spread(losses: Float64Array, c: number, actions: number): number {
  return losses[c * actions + Math.min(1, actions - 1)] as number;
}

function widen(rule: Float64Array, map: Int32Array, actions: number): Float64Array {
  const wide = new Float64Array(map.length * actions);
  for (let w = 0; w < map.length; w++)
    for (let a = 0; a < actions; a++)
      wide[w * actions + a] = rule[(map[w] as number) * actions + a] as number;
  return wide;
}
