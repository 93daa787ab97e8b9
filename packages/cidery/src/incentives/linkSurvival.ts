/**
 * For one decision D and every node X that is no descendant of D: would the link X→D survive the
 * minimal reduction of the graph with that link, and would that graph be soluble?
 */
import type { NodeId } from "../graph/index.ts";
import type { Analysis } from "./analysis.ts";
import { TOUCHED } from "../graph/index.ts";
import { reduce } from "./reduction.ts";
import { relevanceGraphOf, relianceCycle } from "./relevance.ts";

/** Marks (1) the X whose link X→D survives the reduction of the given decisions' links. */
export function survivingLinks(
  analysis: Analysis,
  decision: NodeId,
  decisions: readonly NodeId[],
): Uint8Array {
  const flags = analysis.decisionSweep(decision);
  const below = analysis.below(decision);
  const result = new Uint8Array(flags.length);
  for (let x = 0; x < flags.length; x++) {
    if (below[x] === 1 || ((flags[x] as number) & TOUCHED) === 0) continue;
    if (decisions.length === 1) {
      result[x] = 1;
      continue;
    }
    const { graph } = reduce(analysis.structure, analysis.graph.withEdge(x, decision), decisions);
    if (graph.hasEdge(x, decision)) result[x] = 1;
  }
  return result;
}

/** Marks (1) the X with which the given decisions' relevance graph is acyclic, X→D added. */
export function solubleWithLink(
  analysis: Analysis,
  decision: NodeId,
  decisions: readonly NodeId[],
): Uint8Array {
  const below = analysis.below(decision);
  const result = new Uint8Array(below.length);
  for (let x = 0; x < below.length; x++) {
    if (below[x] === 1) continue;
    const graph = analysis.graph.withEdge(x, decision);
    const relevance = relevanceGraphOf(analysis.structure, graph, decisions);
    if (relianceCycle(relevance) === undefined) result[x] = 1;
  }
  return result;
}
