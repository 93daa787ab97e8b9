/**
 * Reliance (docs/theory.md T3; Koller & Milch 2003; Hammond et al. 2023, Proposition 1): V is
 * r-reachable from a decision D iff its mechanism M_V, a new parent of V, is d-connected to U(D)
 * given Fa(D). For a decision V this is s-reachability: D relies on V, drawn D → V here (V must be
 * solved first). Sound, and complete in the sense that some parametrisation has true reliance.
 *
 * No mechanism nodes are built: the sweep from U(D) reaches M_V iff it may leave V towards a
 * parent. One sweep per decision, O(decisions · (nodes + edges)).
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { AgentId, Structure } from "../model/index.ts";
import type { Analysis } from "./analysis.ts";
import {
  Digraph,
  findCycle,
  opensTowardsParents,
  Separation,
  stronglyConnectedComponents,
} from "../graph/index.ts";
import { family, utilitiesBelowIn } from "./analysis.ts";
import { minimalReduction, ownReduction } from "./reduction.ts";

/** Reliance among some decisions, as a graph whose nodes are positions in `decisions`. */
export interface RelevanceGraph {
  readonly decisions: readonly NodeId[];
  readonly graph: Digraph;
}

/** All decisions of all agents; an edge D → D' says that D relies on D'. */
export function relevanceGraph(analysis: Analysis): RelevanceGraph {
  return analysis.once("relevance", () => {
    const { decisions } = analysis.structure;
    return fromReliance(decisions, (d) => analysis.decisionSweep(d));
  });
}

/** The relevance graph of another graph over the same nodes, among the given decisions. */
export function relevanceGraphOf(
  structure: Structure,
  graph: Digraph,
  decisions: readonly NodeId[],
): RelevanceGraph {
  const separation = new Separation(graph);
  return fromReliance(decisions, (d) =>
    separation.sweep(utilitiesBelowIn(structure, graph, d), family(graph, d)),
  );
}

/** Edges of the relevance graph by node id, ordered. */
export function relevanceEdges(analysis: Analysis): Link[] {
  const { decisions, graph } = relevanceGraph(analysis);
  const links: Link[] = [];
  for (let i = 0; i < decisions.length; i++) {
    for (const j of graph.children(i)) links.push([decisions[i] as NodeId, decisions[j] as NodeId]);
  }
  return links;
}

/** Strongly connected components of the relevance graph, relied-upon components first. */
export function components(analysis: Analysis): NodeId[][] {
  const { decisions, graph } = relevanceGraph(analysis);
  return stronglyConnectedComponents(graph).map((one) => one.map((i) => decisions[i] as NodeId));
}

/**
 * Whether relevance has no cycle, in the graph as drawn and in the reduced one; else a cycle.
 */
export interface Solubility {
  /** The relevance graph of the graph as written is acyclic. */
  readonly raw: boolean;
  /** The relevance graph of the minimal reduction is acyclic. */
  readonly reduced: boolean;
  /** Decisions in a circle of reliance, when `raw` is false. */
  readonly cycle?: readonly NodeId[];
}

/** Soluble (van Merwijk et al. 2022): some order lets every decision be solved by itself. */
export function soluble(analysis: Analysis): Solubility {
  return analysis.once("soluble", () => {
    const cycle = relianceCycle(relevanceGraph(analysis));
    if (cycle === undefined) return { raw: true, reduced: true };
    const { structure } = analysis;
    const reduced = relevanceGraphOf(
      structure,
      minimalReduction(analysis).graph,
      structure.decisions,
    );
    return { raw: false, reduced: relianceCycle(reduced) === undefined, cycle };
  });
}

/** Sufficient recall: the relevance graph among the agent's own decisions is acyclic. */
export function sufficientRecall(analysis: Analysis, agent: AgentId): boolean {
  return ownCycle(analysis, agent) === undefined;
}

/** A circle of reliance among the agent's own decisions in the graph as written. */
export function ownCycle(analysis: Analysis, agent: AgentId): readonly NodeId[] | undefined {
  return analysis.once(`own cycle ${agent}`, () => {
    const { decisions, graph } = relevanceGraph(analysis);
    const own = decisions.flatMap((d, i) => (analysis.structure.ownerOf(d) === agent ? [i] : []));
    const position = new Map(own.map((i, at) => [i, at]));
    const inner = Digraph.fromEdges(
      own.length,
      graph.edges().flatMap(([a, b]) => {
        const from = position.get(a);
        const to = position.get(b);
        return from === undefined || to === undefined ? [] : [[from, to] as const];
      }),
    );
    return relianceCycle({ decisions: own.map((i) => decisions[i] as NodeId), graph: inner });
  });
}

/** Is the agent's problem soluble in the reduction it may make for itself? */
export function ownReductionCycle(
  analysis: Analysis,
  agent: AgentId,
): readonly NodeId[] | undefined {
  return analysis.once(`reduced cycle ${agent}`, () => {
    if (ownCycle(analysis, agent) === undefined) return undefined;
    const { structure } = analysis;
    const { graph } = ownReduction(analysis, agent);
    return relianceCycle(relevanceGraphOf(structure, graph, structure.decisionsOf(agent)));
  });
}

/** Decisions in a circle of reliance, or undefined when there is none. */
export function relianceCycle(relevance: RelevanceGraph): NodeId[] | undefined {
  return findCycle(relevance.graph)?.map((i) => relevance.decisions[i] as NodeId);
}

function fromReliance(
  decisions: readonly NodeId[],
  sweep: (decision: NodeId) => Uint8Array,
): RelevanceGraph {
  const edges: [number, number][] = [];
  decisions.forEach((d, i) => {
    const flags = sweep(d);
    decisions.forEach((other, j) => {
      if (i !== j && opensTowardsParents(flags[other] as number)) edges.push([i, j]);
    });
  });
  return { decisions, graph: Digraph.fromEdges(decisions.length, edges) };
}
