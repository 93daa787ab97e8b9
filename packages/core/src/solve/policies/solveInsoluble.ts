/**
 * Problems that one pass does not solve: policy updating with restarts for a good policy, a
 * relaxation for an upper bound, and for the proof by turns sets of tables (multiple policy
 * updating) and branch and bound, each with small limits first. Anytime: whatever stops it, the
 * best policy so far comes back between proven bounds.
 */
import type { Incumbent, Relaxation, SearchLimits, Valued } from "./branchAndBound.ts";
import type { DecisionProblem, DecisionSlot, Rules } from "../tables/decisionProblem.ts";
import type { EffortOptions, UsedMethod } from "../tables/effort.ts";
import type { InfluenceTree } from "./influenceTree.ts";
import type { TreePlan } from "./treePlan.ts";
import { AbortedError, isStopped, Random, stopAfter, withSignal } from "../../base/index.ts";
import { branchAndBound } from "./branchAndBound.ts";
import { contextCount, tableSize } from "../tables/decisionProblem.ts";
import { planTree } from "./treePlan.ts";
import type { SetLimits } from "./multiplePolicyUpdating.ts";
import { multiplePolicyUpdating } from "./multiplePolicyUpdating.ts";
import { sharpen, updateToLocalOptimum } from "./policyUpdating.ts";
import { optimistic, ruledErrorFactor, sumsExactly } from "./roundingOfTrees.ts";
import { Sum } from "../tables/tolerance.ts";
import { delayed, noForgetting } from "./relaxation.ts";
import { SolveError } from "../tables/solveError.ts";

export interface Found {
  readonly rules: Rules;
  readonly value: number;
  /** No policy is worth more; rounding is counted in. */
  readonly upper: number;
  readonly optimal: boolean;
  /** The most by which another policy may be better, rounding counted in. */
  readonly shortfall: number;
  readonly method: UsedMethod;
}

/** Widest relaxation that is tried, in table entries. */
const MAX_RELAXED_ENTRIES = 2 ** 24;
/** Table entries a search may touch when no time limit is given, and before sets are tried. */
const DEFAULT_WORK = 1e9;
const QUICK_WORK = 3e7;
/** Set sizes of multiple policy updating: at first, and without and with a time limit. */
const SMALL_SETS = { combined: 1000, kept: 64, operations: 1e7 };
const QUICK_SETS = { combined: 6000, kept: 400, operations: 5e8 };
const LARGE_SETS = { combined: 60_000, kept: 2000, operations: 1e12 };
const RESTARTS = 8;
/** Of a tree that is evaluated in a moment, even when time is up. */
const QUICK_ENTRIES = 2 ** 22;

/** Leaves the rules found in the tree. */
export function solveInsoluble(
  problem: DecisionProblem,
  tree: InfluenceTree,
  options: EffortOptions,
): Found {
  const { method = "auto", signal, clock, timeLimit, onProgress } = options;
  const deadline =
    clock !== undefined && timeLimit !== undefined ? clock() + timeLimit : Number.POSITIVE_INFINITY;
  const late = (): boolean =>
    isStopped() || signal?.aborted === true || (clock !== undefined && clock() >= deadline);
  const evaluate = (rules: Rules): Valued => {
    setRules(problem, tree, rules);
    tree.activateAll();
    return tree.boundedUtility();
  };
  unlessStopped(() => void updateToLocalOptimum(tree, late));
  // There is a policy even when time is up: that of the rules in force, if its worth is quickly known.
  const incumbent = withSignal(
    tree.entries > QUICK_ENTRIES ? stopAfter(undefined, undefined) : undefined,
    (): Incumbent => {
      sharpen(tree);
      return { ...tree.boundedUtility(), rules: tree.rules() };
    },
  );
  const closed = (): boolean => upper - incumbent.value <= roundingGap(incumbent, share);
  const report = (lower: number, upper: number): void =>
    onProgress?.({ fraction: Number.NaN, lower, upper });
  let upper = trivialBound(problem);
  let share = 0;
  let used: UsedMethod = "policy-updating";
  let candidates: ReturnType<typeof relaxations> | undefined;
  const search = (workLimit: number): void => {
    if (closed() || late()) return;
    candidates ??= relaxations(problem, method);
    for (const candidate of candidates) {
      const { plan } = candidate;
      share = Math.max(share, candidate.share);
      let work = 0;
      const stop = (): boolean => {
        work += plan.tree.totalEntries;
        return late() || work > workLimit;
      };
      const limits: SearchLimits = { stop, report };
      upper = Math.min(upper, branchAndBound(problem, candidate, incumbent, evaluate, limits));
      used = method === "enumerate" ? "enumerate" : "branch-and-bound";
    }
  };
  let narrow: TreePlan | undefined;
  const sweep = (limits: SetLimits): void => {
    if (closed() || late()) return;
    narrow ??= planTree(problem, undefined, true);
    // Half of the time that is left; the other half belongs to branch and bound.
    const now = clock?.() ?? 0;
    const until = now + (deadline - now) / 2;
    const stop = (): boolean => late() || (clock !== undefined && clock() >= until);
    const merging = 4 * ruledErrorFactor(problem, narrow.tree);
    // Tables are merged once in each cluster; what that and rounding lose is raised beforehand.
    const raised = 2 * merging * (narrow.tree.clusters.length + 2);
    share = Math.max(share, raised);
    const found = multiplePolicyUpdating(
      optimistic(problem, raised),
      narrow,
      merging,
      limits,
      stop,
    );
    if (found === undefined) return;
    // The bound is the raised one; the policy counts, evaluated like any other.
    const valued = evaluate(found.rules);
    if (valued.value > incumbent.value) Object.assign(incumbent, valued, { rules: found.rules });
    upper = Math.min(upper, found.value);
    used = "multiple-policy-updating";
  };
  const patient = deadline < Infinity;
  unlessStopped(() => {
    if (method !== "auto") restarts(problem, tree, incumbent, options, late);
    if (method === "multiple-policy-updating") sweep(LARGE_SETS);
    else if (method === "branch-and-bound" || method === "enumerate")
      search(patient ? Infinity : DEFAULT_WORK);
    else if (method === "auto") {
      sweep(SMALL_SETS);
      search(QUICK_WORK);
      if (!closed()) restarts(problem, tree, incumbent, options, late);
      sweep(patient ? LARGE_SETS : QUICK_SETS);
      search(patient ? Infinity : DEFAULT_WORK);
    }
  });
  return {
    rules: incumbent.rules,
    value: incumbent.value,
    upper: Math.max(upper, incumbent.value),
    optimal: closed(),
    shortfall: Math.max(0, upper - incumbent.value + incumbent.error),
    method: used,
  };
}

/** Does what it can until time is up: the best so far stays where the work left it. */
function unlessStopped(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
  }
}

function setRules(problem: DecisionProblem, tree: InfluenceTree, rules: Rules): void {
  for (const [i, slot] of problem.decisions.entries())
    tree.setRule(i, rules.get(slot.variable) as Float64Array);
}

/** A gap that rounding explains: what raising the utilities adds to the incumbent, and its error. */
function roundingGap({ size, error }: Incumbent, share: number): number {
  return 4 * share * size + 4 * error;
}

/** Policy updating from random policies. */
function restarts(
  problem: DecisionProblem,
  tree: InfluenceTree,
  incumbent: Incumbent,
  options: EffortOptions,
  stop: () => boolean,
): void {
  const random = Random.seeded(options.seed ?? 1);
  const count = options.restarts ?? RESTARTS;
  for (let k = 0; k < count && !stop(); k++) {
    for (const [i, slot] of problem.decisions.entries())
      tree.setRule(i, randomRule(problem, slot, random));
    if (!(updateToLocalOptimum(tree, stop) > incumbent.value)) continue;
    sharpen(tree);
    Object.assign(incumbent, tree.boundedUtility(), { rules: tree.rules() });
  }
}

/** The tightest relaxation whose tables fit, or the problem itself for plain enumeration. */
function relaxations(problem: DecisionProblem, method: EffortOptions["method"]): Relaxation[] {
  if (method === "enumerate") {
    const count = problem.decisions.reduce(
      (n, d) => n * (problem.sizes[d.variable] as number) ** contextCount(problem, d),
      1,
    );
    if (count > 1e7)
      throw new SolveError(
        "too-many-policies",
        `there are ${count.toPrecision(3)} deterministic policies, too many to enumerate`,
        "use the method auto or branch-and-bound",
      );
  }
  const depths = [problem.decisions.length, 8, 6, 4, 3, 2, 1, 0];
  for (const [at, depth] of depths.entries()) {
    if (at > 0 && depth >= problem.decisions.length) continue;
    const relaxed = at === 0 ? noForgetting(problem) : delayed(problem, depth);
    const widest = relaxed.decisions.reduce(
      (n, d) => Math.max(n, tableSize(problem.sizes, [...d.parents, d.variable])),
      1,
    );
    if (widest > MAX_RELAXED_ENTRIES) continue;
    try {
      const plan = planTree(relaxed, MAX_RELAXED_ENTRIES);
      // A choice between ties may lose a few roundings at each decision of the pass.
      const share = (8 * relaxed.decisions.length + 4) * ruledErrorFactor(relaxed, plan.tree);
      return [{ relaxed, plan, share }];
    } catch (error) {
      if (!(error instanceof SolveError)) throw error;
    }
  }
  return [];
}

/** The best every utility could do on its own. */
function trivialBound(problem: DecisionProblem): number {
  const best = new Sum();
  for (const { values } of problem.utilities) best.add(values.reduce((a, b) => Math.max(a, b)));
  const { value, error } = best.bounded();
  return sumsExactly(problem) ? value : value + error;
}

function randomRule(problem: DecisionProblem, slot: DecisionSlot, random: Random): Float64Array {
  const actions = problem.sizes[slot.variable] as number;
  const contexts = contextCount(problem, slot);
  const rule = new Float64Array(contexts * actions);
  for (let c = 0; c < contexts; c++) rule[c * actions + random.below(actions)] = 1;
  return rule;
}
