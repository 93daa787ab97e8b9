/**
 * A solved problem in the terms of its author: rows over all parents as written, which of them
 * never occur, which actions tie, and how many deterministic policies are optimal.
 */
import type { DecisionProblem, DecisionSlot } from "../tables/decisionProblem.ts";
import { checkpoint, withSignal } from "../../base/index.ts";
import { contextCount } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import type { ProblemSolution } from "./solveProblem.ts";
import type { DecisionRule, RuleRow } from "./solution.ts";
import type { Contest } from "../tables/tolerance.ts";
import { InfluenceTree } from "./influenceTree.ts";
import { planTree } from "./treePlan.ts";
import { actionValuesBelow, bestActions, contextWeights } from "./policyUpdating.ts";
import { contextMap, contextPositions } from "../tables/policy.ts";
import { countOptimal } from "./countOptimal.ts";
import { occurrences } from "./rareContexts.ts";

export interface Description {
  readonly policies: readonly DecisionRule[];
  readonly ties: readonly { readonly decision: number; readonly context: readonly number[] }[];
  readonly countOptimal?: number;
  /** Some contexts are too rare to be judged. */
  readonly tooRare?: true;
}

/** Entries up to which the unreduced problem is compiled to see which contexts occur. */
const WIDE_LIMIT = 2 ** 22;
/** Rows that are listed: each takes some hundred bytes, and nobody reads them. */
const MOST_ROWS = 2 ** 18;
/** When time is up, rules of so many contexts, on trees so small, are still described. */
const QUICK_ROWS = 2 ** 12;
const QUICK_ENTRIES = 2 ** 20;

/**
 * What can be said in a moment, when time is up: everything but the count of a small problem, else
 * that the rows were not listed.
 */
export function describeQuickly(solved: ProblemSolution, policy: Policy): Description {
  const { problem, tree } = solved;
  const rows = problem.decisions.reduce((n, slot) => n + contextCount(problem, slot), 0);
  if (rows <= QUICK_ROWS && tree.entries <= QUICK_ENTRIES)
    return withSignal(undefined, () => describeRules({ ...solved, optimal: false }, policy));
  const policies = problem.decisions.map((slot) => unlisted(slot, contextCount(problem, slot)));
  return { policies, ties: [] };
}

function unlisted({ variable, parents }: DecisionSlot, contexts: number): DecisionRule {
  return { decision: variable, parents, rows: [], unlisted: contexts };
}

export function describeRules(solved: ProblemSolution, policy: Policy): Description {
  const { problem, reduced, tree } = solved;
  const wide = wideTree(solved, policy);
  const policies: DecisionRule[] = [];
  const ties: { decision: number; context: readonly number[] }[] = [];
  const [underThis, underAny] = [occurrences(problem, policy), occurrences(problem)];
  let unjudged = false;
  for (const [i, slot] of problem.decisions.entries()) {
    const contexts = contextCount(problem, slot);
    if (contexts > MOST_ROWS) {
      policies.push(unlisted(slot, contexts));
      continue;
    }
    const actions = problem.sizes[slot.variable] as number;
    const narrow = reduced.decisions[i] as DecisionProblem["decisions"][number];
    const reach = contextWeights(tree.actionTable(i).p, actions);
    // One pass knows what is best off the policy's path, too.
    const judged = solved.actionValues?.[i] ?? actionValuesBelow(tree, i);
    const map = contextMap(problem.sizes, slot.parents, narrow.parents);
    const weight = wide === tree ? reach : contextWeights(wide.actionTable(i).p, actions);
    const exact = wide !== tree || slot.parents.length === narrow.parents.length;
    const extents = slot.parents.map((v) => problem.sizes[v] as number);
    const rule = policy.get(slot.variable) as Float64Array;
    const every = Array.from({ length: actions }, (_, a) => a);
    const best = Array.from(judged.contextWeight, (w, c): Pick<Contest, "ties" | "within"> => {
      if (!(w > 0)) return { ties: every, within: 0 };
      const { ties: equallyGood, within } = bestActions(judged, actions, c);
      return { ties: equallyGood, within: within / w };
    });
    const hasZeros = judged.contextWeight.includes(0) || weight.includes(0);
    const reached = hasZeros ? underThis(i) : undefined;
    const brought = hasZeros ? underAny(i) : undefined;
    const rows: RuleRow[] = [];
    for (const [c, at] of map.entries()) {
      if (c % 4096 === 0) checkpoint();
      const reachable = (weight[exact ? c : at] as number) > 0 || reached?.(c) === true;
      const context = contextPositions(extents, c);
      const { ties: equallyGood, within } = best[at] as Contest;
      const distribution = [...rule.subarray(c * actions, (c + 1) * actions)];
      const isJudged = (judged.contextWeight[at] as number) > 0;
      const possible = reachable || isJudged || brought?.(c) === true;
      if (possible && !isJudged) {
        unjudged = true;
        rows.push({ context, distribution, reachable, possible, ties: every, tooRare: true });
        continue;
      }
      const width = within > 0 ? { tiedWithin: within } : {};
      rows.push({ context, distribution, reachable, possible, ties: equallyGood, ...width });
      if (reachable && equallyGood.length > 1) ties.push({ decision: slot.variable, context });
    }
    policies.push({ decision: slot.variable, parents: slot.parents, rows });
  }
  tree.activateAll();
  const count = solved.optimal && !unjudged ? countOptimal(problem) : undefined;
  return {
    policies,
    ties,
    ...(count === undefined ? {} : { countOptimal: count }),
    ...(unjudged ? { tooRare: true } : {}),
  };
}

/** The problem as written, with the policy in force; the reduced tree when that is too wide. */
function wideTree(solved: ProblemSolution, policy: Policy): InfluenceTree {
  const { problem, removed, tree } = solved;
  if (removed.length === 0) return tree;
  try {
    const wide = new InfluenceTree(problem, planTree(problem, WIDE_LIMIT));
    for (const [i, d] of problem.decisions.entries())
      wide.setRule(i, policy.get(d.variable) as Float64Array);
    return wide;
  } catch {
    return tree;
  }
}
