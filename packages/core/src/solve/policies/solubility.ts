/**
 * Can the decisions be solved one after another? A single agent's problem is soluble when its
 * relevance graph is acyclic (docs/theory.md T4); then any order with later decisions first works
 * (lemma in 1.5), which is the order the problem's decisions are listed in.
 *
 * The test is: no decision relies on one that is not strictly later. For long replicated models a
 * quick sufficient test comes first (`quicklySoluble`); the exact one costs a sweep per decision.
 */
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import { graphOf } from "./reduction.ts";

export function isSoluble(problem: DecisionProblem): boolean {
  if (problem.decisions.length <= 1) return true;
  if (problem.decisions.length > 50 && quicklySoluble(problem)) return true;
  const graph = graphOf(problem);
  const all = new Set(problem.decisions.map((d) => d.variable));
  const done = new Set<number>();
  for (let i = problem.decisions.length - 1; i >= 0; i--) {
    const slot = problem.decisions[i];
    if (slot === undefined) continue;
    done.add(slot.variable);
    if (graph.reliance(slot, all).some((other) => !done.has(other))) return false;
  }
  return true;
}

/**
 * Sound, incomplete, linear: walks back from the utilities below each decision, latest decision
 * first, never revisiting a state an earlier walk has seen. Conditioning is relaxed to the current
 * decision's family, so the set walked contains every exact one.
 */
function quicklySoluble(problem: DecisionProblem): boolean {
  const graph = graphOf(problem);
  const firstUtility = problem.sizes.length;
  const seen = new Uint8Array(2 * graph.size);
  const below = new Uint8Array(graph.size);
  const given = new Int32Array(graph.size).fill(-1);
  const isDecision = new Uint8Array(graph.size);
  for (const d of problem.decisions) isDecision[d.variable] = 1;
  let waiting: number[] = []; // states stopped at the previous decision's family
  for (let i = problem.decisions.length - 1; i >= 0; i--) {
    const slot = problem.decisions[i];
    if (slot === undefined) continue;
    isDecision[slot.variable] = 0;
    given[slot.variable] = i;
    for (const p of slot.parents) given[p] = i;
    const stack: number[] = [];
    const stopped: number[] = [];
    const push = (state: number): void => {
      if (seen[state] === 1) return;
      seen[state] = 1;
      stack.push(state);
    };
    const down = [slot.variable];
    for (let v = down.pop(); v !== undefined; v = down.pop())
      for (const c of graph.children(v)) {
        if (below[c] === 1) continue;
        below[c] = 1;
        down.push(c);
        if (c >= firstUtility) push(2 * c);
      }
    stack.push(...waiting);
    for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
      const v = state >> 1;
      const up = (state & 1) === 0;
      if (given[v] === i) {
        stopped.push(state);
        // A collider inside the family opens its parents.
        if (!up) {
          if (isDecision[v] === 1) return false;
          for (const p of graph.parents(v)) push(2 * p);
        }
        continue;
      }
      // Coming down, the walk may also turn up again: it does so for safety, whether or not the
      // collider is open.
      if (isDecision[v] === 1) return false;
      for (const p of graph.parents(v)) push(2 * p);
      for (const c of graph.children(v)) push(2 * c + 1);
    }
    waiting = stopped;
  }
  return true;
}
