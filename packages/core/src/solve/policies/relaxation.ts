/**
 * Relaxations for upper bounds: information links are added until the problem is soluble, because
 * more information never lowers the optimum (docs/theory.md T19). `noForgetting` lets every decision
 * remember what earlier decisions saw and did: tight, but its tables may be wide. `delayed(k)`
 * remembers k decisions back and is told the full state before that: narrow for small k. Both are
 * reduced, which leaves only what matters.
 */
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import { problemParents } from "../tables/decisionProblem.ts";
import { reduceProblem } from "./reduction.ts";

/** Every decision also sees what the decisions before it saw, and these decisions. */
export function noForgetting(problem: DecisionProblem): DecisionProblem {
  return delayed(problem, problem.decisions.length);
}

/**
 * Decision i sees what decisions i−k … i saw and did, and the boundary of the future of decision
 * i−k: all variables outside that future that something inside depends on.
 */
export function delayed(problem: DecisionProblem, k: number): DecisionProblem {
  const { decisions } = problem;
  const boundaries = k < decisions.length ? futureBoundaries(problem) : [];
  const widened = decisions.map((slot, i) => {
    const seen = new Set(slot.parents);
    for (let j = Math.max(0, i - k); j < i; j++) {
      const earlier = decisions[j] as DecisionProblem["decisions"][number];
      for (const p of earlier.parents) seen.add(p);
      seen.add(earlier.variable);
    }
    if (i - k >= 0) for (const p of boundaries[i - k] ?? []) seen.add(p);
    seen.delete(slot.variable);
    return { variable: slot.variable, parents: [...seen] };
  });
  const reduced = reduceProblem({ ...problem, decisions: widened }).problem;
  // What a decision saw to begin with stays in its rule's scope, so that rules of the problem can
  // be put into the relaxation; the relaxed rules themselves do not depend on it.
  const kept = reduced.decisions.map(({ variable, parents }, i) => ({
    variable,
    parents: [...new Set([...(problem.decisions[i]?.parents ?? []), ...parents])],
  }));
  return { ...reduced, decisions: kept };
}

/** For each decision, the variables outside its future with a child inside. */
function futureBoundaries(problem: DecisionProblem): number[][] {
  const parents = problemParents(problem);
  const children: number[][] = parents.map(() => []);
  for (const [v, list] of parents.entries()) for (const p of list) children[p]?.push(v);
  const boundaries: number[][] = [];
  const inside = new Uint8Array(parents.length);
  const edge = new Set<number>();
  for (let i = problem.decisions.length - 1; i >= 0; i--) {
    const start = problem.decisions[i]?.variable as number;
    const stack = [start];
    while (stack.length > 0) {
      const v = stack.pop() as number;
      if (inside[v] === 1) continue;
      inside[v] = 1;
      edge.delete(v);
      for (const p of parents[v] as number[]) if (inside[p] === 0) edge.add(p);
      stack.push(...(children[v] as number[]));
    }
    boundaries[i] = [...edge];
  }
  return boundaries;
}
