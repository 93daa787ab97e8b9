/**
 * The minimal reduction of a single agent's problem: information links whose source is
 * nonrequisite are removed until none is left (Fagiuoli & Zaffalon 1998; Nilsson & Lauritzen
 * 2000; docs/theory.md T5). The optimal value is unchanged, soluble or not; some optimal rule ignores
 * what was removed.
 */
import type { DecisionProblem, DecisionSlot } from "../tables/decisionProblem.ts";
import { ProblemGraph } from "./problemGraph.ts";

export interface RemovedLink {
  readonly from: number;
  readonly decision: number;
}

export interface Reduction {
  readonly problem: DecisionProblem;
  readonly removed: readonly RemovedLink[];
}

/** Cost O(L²(V+E)) for L information links at worst; near linear in replicated models. */
export function reduceProblem(problem: DecisionProblem): Reduction {
  const graph = new ProblemGraph(problem);
  const removed: RemovedLink[] = [];
  const slots = problem.decisions.map((d) => ({ ...d }));
  for (let changed = true; changed; ) {
    changed = false;
    // Later decisions first: for one agent a single such pass is enough (docs/theory.md T5 b).
    for (let i = slots.length - 1; i >= 0; i--) {
      const slot = slots[i] as DecisionSlot;
      const idle = slot.parents.filter((x) => !graph.isRequisite(slot, x));
      if (idle.length === 0) continue;
      // All at once is safe for one decision (docs/theory.md T2, intersection property).
      for (const from of idle) {
        removed.push({ from, decision: slot.variable });
        graph.removeLink(from, slot.variable);
      }
      const parents = slot.parents.filter((x) => !idle.includes(x));
      slots[i] = { variable: slot.variable, parents };
      changed = true;
    }
  }
  if (removed.length === 0) return { problem, removed };
  return { problem: { ...problem, decisions: slots }, removed };
}

const GRAPHS = new WeakMap<DecisionProblem, ProblemGraph>();

/** The problem's graph, built once; do not change it. */
export function graphOf(problem: DecisionProblem): ProblemGraph {
  let graph = GRAPHS.get(problem);
  if (graph === undefined) GRAPHS.set(problem, (graph = new ProblemGraph(problem)));
  return graph;
}

const BELOW = new WeakMap<DecisionProblem, Map<number, Uint8Array>>();

/** 1 for each utility table below a decision, worked out once. */
export function utilitiesBelow(problem: DecisionProblem, decision: number): Uint8Array {
  let known = BELOW.get(problem);
  if (known === undefined) BELOW.set(problem, (known = new Map()));
  let marks = known.get(decision);
  if (marks === undefined) {
    marks = utilitiesUnder(problem, [problem.decisions[decision] as DecisionSlot]);
    known.set(decision, marks);
  }
  return marks;
}

/** 1 for each utility table that some of the decisions can change, 0 for the others. */
export function utilitiesUnder(
  problem: DecisionProblem,
  decisions: readonly DecisionSlot[],
): Uint8Array {
  const graph = graphOf(problem);
  const marks = new Uint8Array(problem.utilities.length);
  const seen = new Uint8Array(graph.size);
  const stack = decisions.map((d) => d.variable);
  for (let v = stack.pop(); v !== undefined; v = stack.pop())
    for (const c of graph.children(v)) {
      if (seen[c] === 1) continue;
      seen[c] = 1;
      if (c >= problem.sizes.length) marks[c - problem.sizes.length] = 1;
      else stack.push(c);
    }
  return marks;
}
