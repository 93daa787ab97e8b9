/**
 * A diagram as one agent sees it: its own links reduced, other agents' decisions like chance nodes
 * with a fixed rule. Shared helpers of the criteria that are read per agent.
 */
import type { Digraph, NodeId } from "../graph/index.ts";
import type { AgentId } from "../model/index.ts";
import type { Analysis, Reduction } from "../structure/index.ts";
import type { Reading } from "./verdict.ts";
import { DECISION } from "../model/index.ts";
import { ownReduction } from "../structure/index.ts";

/** The graph after the reduction the agent may make for itself. */
export function ownGraph(analysis: Analysis, agent: AgentId): Digraph {
  return ownReduction(analysis, agent).graph;
}

/** A reading of the graph without the links a reduction removed. */
export function removedBy(reduction: Reduction): Reading {
  return { removed: reduction.removed.map(({ link }) => link) };
}

export function isOwnDecision(analysis: Analysis, agent: AgentId, v: NodeId): boolean {
  const { structure } = analysis;
  return structure.kinds[v] === DECISION && structure.ownerOf(v) === agent;
}

/** Marks the agent's own decisions. */
export function ownDecisionMarks(analysis: Analysis, agent: AgentId): Uint8Array {
  return analysis.once(`own decisions ${agent}`, () => {
    const marks = new Uint8Array(analysis.graph.size);
    for (const d of analysis.structure.decisionsOf(agent)) marks[d] = 1;
    return marks;
  });
}

/**
 * Marks the nodes from which a directed path leads to a utility of the agent and meets none of its
 * decisions, ends included, in the given graph.
 */
export function reachesUtilityFreely(
  analysis: Analysis,
  agent: AgentId,
  graph: Digraph,
): Uint8Array {
  const own = ownDecisionMarks(analysis, agent);
  const marks = new Uint8Array(graph.size);
  const stack = [...analysis.structure.utilitiesOf(agent)];
  for (const u of stack) marks[u] = 1;
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    const end = graph.parentOffsets[v + 1] as number;
    for (let i = graph.parentOffsets[v] as number; i < end; i++) {
      const w = graph.parentTargets[i] as number;
      if (marks[w] === 1 || own[w] === 1) continue;
      marks[w] = 1;
      stack.push(w);
    }
  }
  return marks;
}

/** Marks the nodes a directed path from the decision reaches without meeting another own decision. */
export function reachedFreely(analysis: Analysis, decision: NodeId): Uint8Array {
  return analysis.once(`reached freely ${decision}`, () => {
    const own = ownDecisionMarks(analysis, analysis.structure.ownerOf(decision));
    const { graph } = analysis;
    const marks = new Uint8Array(graph.size);
    marks[decision] = 1;
    const stack = [decision];
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      const end = graph.childOffsets[v + 1] as number;
      for (let i = graph.childOffsets[v] as number; i < end; i++) {
        const w = graph.childTargets[i] as number;
        if (marks[w] === 1 || own[w] === 1) continue;
        marks[w] = 1;
        stack.push(w);
      }
    }
    return marks;
  });
}
