/**
 * The mechanised graph (docs/theory.md T6; Hammond et al. 2023; Kenton et al. 2023): every variable
 * gets a mechanism as a parent, and a decision's mechanism (its rule) responds to the mechanisms of
 * the variables that are r-reachable from it. Edges among mechanisms may form cycles.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { Analysis } from "./analysis.ts";
import { directedPath, opensTowardsParents } from "../graph/index.ts";

/** Links V → D: the rule of D responds to the mechanism of V. Ordered by decision, then V. */
export function mechanismEdges(analysis: Analysis): Link[] {
  return analysis.structure.decisions.flatMap((d) => {
    const flags = analysis.decisionSweep(d);
    const links: Link[] = [];
    for (let v = 0; v < flags.length; v++) {
      if (v !== d && opensTowardsParents(flags[v] as number)) links.push([v, d]);
    }
    return links;
  });
}

/**
 * Mechanism edges from a utility of the decision's agent to which a directed path leads that
 * avoids other utilities (Kenton et al. 2023, algorithm 3): they survive when the utility's own
 * effects are cut, and so show what the agent wants for its own sake.
 */
export function terminalEdges(analysis: Analysis): Link[] {
  const { graph, structure } = analysis;
  const isUtility = new Set<NodeId>(structure.utilities);
  return structure.decisions.flatMap((d) =>
    analysis
      .utilitiesBelow(d)
      .filter((u) => directedPath(graph, [d], [u], (v) => isUtility.has(v)) !== undefined)
      .map((u): Link => [u, d]),
  );
}

/** The mechanised graph: object nodes keep their ids 0 … n−1, the mechanism of v is n + v. */
export interface MechanisedGraph {
  readonly size: number;
  readonly objectEdges: readonly Link[];
  /** From each mechanism to its variable. */
  readonly functionEdges: readonly Link[];
  /** Among mechanisms, by mechanism ids. */
  readonly mechanismEdges: readonly Link[];
}

/**
 * The graph with a mechanism node per variable and arrows for what optimal rules respond to
 * (Hammond et al. 2023).
 */
export function mechanisedGraph(analysis: Analysis): MechanisedGraph {
  const n = analysis.graph.size;
  return {
    size: 2 * n,
    objectEdges: analysis.graph.edges(),
    functionEdges: Array.from({ length: n }, (_, v): Link => [n + v, v]),
    mechanismEdges: mechanismEdges(analysis).map(([v, d]): Link => [n + v, n + d]),
  };
}
