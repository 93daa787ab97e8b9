/**
 * Recall: what an agent that decides several times knows about its past. Perfect recall implies
 * sufficient recall, not conversely (Hammond et al. 2023, Proposition 7). Solubility in the sense
 * of Lauritzen and Nilsson (2001) implies an acyclic relevance graph, not conversely
 * (docs/theory.md T4).
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId } from "../model/index.ts";
import type { Analysis } from "./analysis.ts";
import { Digraph, findCycle, TOUCHED } from "../graph/index.ts";
import { family } from "./analysis.ts";

/**
 * True when the agent's decisions can be ordered so that each sees all that earlier ones saw and
 * did: Fa(D_j) ⊆ Pa(D_k) for j < k. The number of own parents gives the only possible order.
 */
export function perfectRecall(analysis: Analysis, agent: AgentId): boolean {
  const { graph, structure } = analysis;
  const families = structure.decisionsOf(agent).map((d) => ({ d, parents: graph.parents(d) }));
  families.sort((a, b) => a.parents.length - b.parents.length || a.d - b.d);
  for (let k = 1; k < families.length; k++) {
    const known = new Set(families[k]?.parents);
    const earlier = families[k - 1];
    if (earlier === undefined) continue;
    if (!known.has(earlier.d) || !earlier.parents.every((p) => known.has(p))) return false;
  }
  return true;
}

/**
 * Soluble in the sense of Lauritzen and Nilsson: again and again some decision d is extremal, that
 * is U(d) ⊥ (⋃ fa(d') ∖ fa(d)) | fa(d) over the decisions d' left, and becomes a chance node. The
 * graph does not change on the way, so d has to wait exactly for the d' whose family its own sweep
 * touches outside fa(d); soluble iff that waiting relation is acyclic. One sweep per decision.
 */
export function lnSoluble(analysis: Analysis): boolean {
  return analysis.once("ln-soluble", () => {
    const { graph, structure } = analysis;
    const { decisions } = structure;
    const waits: [number, number][] = [];
    decisions.forEach((d, i) => {
      const flags = analysis.decisionSweep(d);
      const own = new Set<NodeId>(family(graph, d));
      decisions.forEach((other, j) => {
        if (i === j) return;
        const touches = family(graph, other).some(
          (v) => !own.has(v) && ((flags[v] as number) & TOUCHED) !== 0,
        );
        if (touches) waits.push([i, j]);
      });
    });
    return findCycle(Digraph.fromEdges(decisions.length, waits)) === undefined;
  });
}
