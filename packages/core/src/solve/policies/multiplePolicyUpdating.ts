/**
 * Multiple policy updating (Mauá, de Campos & Zaffalon 2012): messages on the cluster tree are
 * sets of (probability, utility) tables, one for each way to fix the rules behind them; tables no
 * continuation could prefer are dropped, here by the upper hull instead of the Pareto front. Exact.
 *
 * Good where separators are small (pig breeding, chains), hopeless where sets explode: then it
 * gives up early. A table enters the final value as α·u + β·p with α ≥ 0 and β ≥ −α·S, where −S is
 * the least that the utilities elsewhere can add up to: that is all that dropping may assume.
 * Tables that differ by a given share of their entries count as equal (`merging`); the caller raises
 * the utilities so far that the result is a bound all the same.
 */
import type { DecisionProblem, Rules, Table } from "../tables/decisionProblem.ts";
import type { TreePlan } from "./treePlan.ts";
import type { Dominance } from "./paretoHull.ts";
import { contextCount } from "../tables/decisionProblem.ts";
import { smallestCluster } from "./eliminationTree.ts";
import { pureRule } from "../tables/policy.ts";
import { paretoHull } from "./paretoHull.ts";

interface Valuation {
  readonly p: Float64Array;
  readonly u: Float64Array;
  /** Choices made in the cluster, and the valuations it took from its children. */
  readonly rules: readonly { readonly decision: number; readonly choices: Int32Array }[];
  readonly below: readonly Valuation[];
}

interface Node {
  readonly variables: readonly number[];
  readonly size: number;
  readonly near: number[];
  readonly chance: Table[];
  readonly utilities: Table[];
  readonly decisions: number[];
}

export interface Sweep {
  readonly value: number;
  readonly rules: Rules;
}

/** Most tables in one set, before and after dropping. */
export interface SetLimits {
  readonly combined: number;
  readonly kept: number;
  /** Arithmetic operations in all. */
  readonly operations: number;
}

/**
 * The optimum of the problem as given, rules that reach it, or undefined when a set grows too
 * large or `stop` says so. `merging`: share of an entry below which differences do not count.
 */
export function multiplePolicyUpdating(
  problem: DecisionProblem,
  plan: TreePlan,
  merging: number,
  limits: SetLimits,
  stop: () => boolean,
): Sweep | undefined {
  if (
    problem.decisions.some(
      (d) => (problem.sizes[d.variable] as number) ** contextCount(problem, d) > 4096,
    )
  )
    return undefined;
  const nodes = buildNodes(problem, plan);
  const root = earliest(problem, nodes);
  const least = problem.utilities.reduce((sum, u) => sum - Math.min(0, minimum(u.values)), 0);
  let spent = 0;
  const spend = (operations: number): boolean => {
    spent += operations;
    return spent <= limits.operations && !stop();
  };
  const order = preOrder(nodes, root);
  const messages = new Map<number, readonly Valuation[]>();
  for (let k = order.length - 1; k >= 0; k--) {
    const { at, up } = order[k] as { at: number; up: number };
    const node = nodes[at] as Node;
    const above = up < 0 ? [] : (nodes[up] as Node).variables;
    const kept = node.variables.filter((v) => above.includes(v));
    const inputs = node.near
      .filter((n) => n !== up)
      .map((n) => ({ from: n, set: messages.get(n) as readonly Valuation[] }));
    const set = combine(problem, plan, nodes, node, inputs, kept, limits, spend);
    if (set === undefined) return undefined;
    for (const { from } of inputs) messages.delete(from);
    const pruned = prune(set, { least, merging, spend });
    if (pruned === undefined || pruned.length > limits.kept) return undefined;
    messages.set(at, pruned);
  }
  const best = (messages.get(root) ?? []).reduce((a, b) =>
    (b.u[0] as number) > (a.u[0] as number) ? b : a,
  );
  return { value: best.u[0] as number, rules: collectRules(problem, best) };
}

function buildNodes(problem: DecisionProblem, plan: TreePlan): Node[] {
  const { sizes } = problem;
  const nodes = plan.tree.clusters.map((variables): Node => {
    const size = variables.reduce((n, v) => n * (sizes[v] as number), 1);
    return { variables, size, near: [], chance: [], utilities: [], decisions: [] };
  });
  for (const [k, up] of plan.tree.parent.entries()) {
    if (up < 0) continue;
    nodes[k]?.near.push(up);
    nodes[up]?.near.push(k);
  }
  const home = smallestCluster(nodes);
  for (const t of problem.chance) nodes[home(t.variables)]?.chance.push(t);
  for (const t of problem.utilities) nodes[home(t.variables)]?.utilities.push(t);
  for (const [i, d] of problem.decisions.entries())
    nodes[home([...d.parents, d.variable])]?.decisions.push(i);
  return nodes;
}

/** A cluster that holds the first variable of the causal order, so that messages come from later. */
function earliest(problem: DecisionProblem, nodes: readonly Node[]): number {
  const first = problem.chance.find((t) => t.variables.length === 1)?.variable;
  const start = first ?? problem.decisions[0]?.variable ?? 0;
  return Math.max(
    0,
    nodes.findIndex((n) => n.variables.includes(start)),
  );
}

function preOrder(nodes: readonly Node[], root: number): { at: number; up: number }[] {
  const order: { at: number; up: number }[] = [];
  const stack = [{ at: root, up: -1 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    order.push(next);
    for (const n of (nodes[next.at] as Node).near)
      if (n !== next.up) stack.push({ at: n, up: next.at });
  }
  return order;
}

/** All combinations of the children's tables and the cluster's rules, summed out to `kept`. */
function combine(
  problem: DecisionProblem,
  plan: TreePlan,
  nodes: readonly Node[],
  node: Node,
  inputs: readonly { readonly from: number; readonly set: readonly Valuation[] }[],
  kept: readonly number[],
  limits: SetLimits,
  spend: (operations: number) => boolean,
): Valuation[] | undefined {
  const { sizes } = problem;
  const count = inputs.reduce((n, { set }) => n * set.length, 1);
  const ruleSets = node.decisions.map((i) => pureRules(problem, i));
  const total = ruleSets.reduce((n, set) => n * set.length, count);
  if (total > limits.combined || total * node.size > 5e7) return undefined;
  if (!spend(total * node.size * (inputs.length + 2 * ruleSets.length + 1))) return undefined;
  const { maps } = plan;
  let partial: Valuation[] = [ownTables(problem, plan, node)];
  for (const { from, set } of inputs) {
    const shared = node.variables.filter((v) => (nodes[from] as Node).variables.includes(v));
    const map = maps.of(sizes, node.variables, shared);
    partial = partial.flatMap((a) => set.map((b) => times(a, b, map)));
  }
  const keptMap = maps.of(sizes, node.variables, kept);
  const keptSize = kept.reduce((n, v) => n * (sizes[v] as number), 1);
  const result: Valuation[] = [];
  const choose = (valuation: Valuation, k: number): boolean => {
    if (!spend(0)) return false;
    const decision = node.decisions[k];
    if (decision === undefined) {
      result.push(sumOut(valuation, keptMap, keptSize));
      return true;
    }
    const slot = problem.decisions[decision] as DecisionProblem["decisions"][number];
    const map = maps.of(sizes, node.variables, [...slot.parents, slot.variable]);
    return (ruleSets[k] as readonly { choices: Int32Array; rule: Float64Array }[]).every(
      ({ choices, rule }) => {
        const ruled = weigh(valuation, rule, map);
        return choose({ ...ruled, rules: [...valuation.rules, { decision, choices }] }, k + 1);
      },
    );
  };
  return partial.every((valuation) => choose(valuation, 0)) ? result : undefined;
}

function ownTables(problem: DecisionProblem, plan: TreePlan, node: Node): Valuation {
  const p = new Float64Array(node.size).fill(1);
  const u = new Float64Array(node.size);
  for (const t of node.chance) {
    const map = plan.maps.of(problem.sizes, node.variables, t.variables);
    for (let e = 0; e < node.size; e++)
      p[e] = (p[e] as number) * (t.values[map[e] as number] as number);
  }
  for (const t of node.utilities) {
    const map = plan.maps.of(problem.sizes, node.variables, t.variables);
    for (let e = 0; e < node.size; e++)
      u[e] = (u[e] as number) + (t.values[map[e] as number] as number);
  }
  for (let e = 0; e < node.size; e++) u[e] = (u[e] as number) * (p[e] as number);
  return { p, u, rules: [], below: [] };
}

function times(a: Valuation, b: Valuation, map: Int32Array): Valuation {
  const size = a.p.length;
  const p = new Float64Array(size);
  const u = new Float64Array(size);
  for (let e = 0; e < size; e++) {
    const j = map[e] as number;
    const weight = b.p[j] as number;
    u[e] = (a.u[e] as number) * weight + (a.p[e] as number) * (b.u[j] as number);
    p[e] = (a.p[e] as number) * weight;
  }
  return { p, u, rules: a.rules, below: [...a.below, b] };
}

function weigh(a: Valuation, rule: Float64Array, map: Int32Array): Valuation {
  const size = a.p.length;
  const p = new Float64Array(size);
  const u = new Float64Array(size);
  for (let e = 0; e < size; e++) {
    const weight = rule[map[e] as number] as number;
    p[e] = (a.p[e] as number) * weight;
    u[e] = (a.u[e] as number) * weight;
  }
  return { ...a, p, u };
}

function sumOut(a: Valuation, map: Int32Array, size: number): Valuation {
  const p = new Float64Array(size);
  const u = new Float64Array(size);
  for (let e = 0; e < map.length; e++) {
    const j = map[e] as number;
    p[j] = (p[j] as number) + (a.p[e] as number);
    u[j] = (u[j] as number) + (a.u[e] as number);
  }
  return { ...a, p, u };
}

/** Drops what no continuation can prefer; probabilities count only when they differ. */
function prune(set: readonly Valuation[], dominance: Dominance): Valuation[] | undefined {
  const [first] = set;
  if (first === undefined) return [];
  const near = (x: number, y: number): boolean => Math.abs(x - y) <= dominance.merging * x;
  const same = set.every(({ p }) => p.every((x, i) => near(first.p[i] as number, x)));
  const vectors = set.map((v) => (same ? { u: v.u } : { u: v.u, p: v.p }));
  return paretoHull(vectors, dominance)?.map((i) => set[i] as Valuation);
}

function pureRules(problem: DecisionProblem, i: number) {
  const slot = problem.decisions[i] as DecisionProblem["decisions"][number];
  const actions = problem.sizes[slot.variable] as number;
  const contexts = contextCount(problem, slot);
  const rules: { choices: Int32Array; rule: Float64Array }[] = [];
  for (let code = 0; code < actions ** contexts; code++) {
    const choices = new Int32Array(contexts);
    let left = code;
    for (let c = 0; c < contexts; c++) {
      choices[c] = left % actions;
      left = Math.floor(left / actions);
    }
    rules.push({ choices, rule: pureRule(actions, choices) });
  }
  return rules;
}

function collectRules(problem: DecisionProblem, best: Valuation): Rules {
  const rules = new Map<number, Float64Array>();
  const stack = [best];
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    for (const { decision, choices } of v.rules) {
      const { variable } = problem.decisions[decision] as DecisionProblem["decisions"][number];
      rules.set(variable, pureRule(problem.sizes[variable] as number, choices));
    }
    stack.push(...v.below);
  }
  return rules;
}

function minimum(values: Float64Array): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}
