/**
 * Strategic relevance: which decisions must be settled before which. D relies on D′ when the rule
 * of D′ is s-reachable from D: a new parent of D′ is d-connected to a utility of D's owner below
 * D, given D and its parents (Koller and Milch 2003; THEORY 1.4). Sound, and complete in that some
 * numbers on the same graph make D really depend on D′.
 *
 * Cost: one sweep per decision, O(decisions · (nodes + edges)).
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, Structure } from "../model/index.ts";
import {
  descendants,
  Digraph,
  opensTowardsParents,
  Separation,
  stronglyConnectedComponents,
} from "../graph/index.ts";

export interface RelevanceGraph {
  /** Nodes of the diagram, in the order in which `graph` numbers them. */
  readonly decisions: readonly NodeId[];
  /** An edge i → j: decision i relies on decision j. */
  readonly graph: Digraph;
  /** Strongly connected components as diagram nodes, relied-upon components first. */
  readonly components: readonly (readonly NodeId[])[];
}

export function relevanceGraph(
  structure: Structure,
  decisions: readonly NodeId[] = structure.decisions,
): RelevanceGraph {
  const separation = new Separation(structure.graph);
  const flags = new Uint8Array(structure.graph.size);
  const edges: [number, number][] = [];
  for (const [i, d] of decisions.entries()) {
    const targets = utilitiesOfDecision(structure, d);
    if (targets.length === 0) continue;
    separation.sweep(targets, [d, ...structure.graph.parents(d)], flags);
    for (const [j, other] of decisions.entries()) {
      if (j !== i && opensTowardsParents(flags[other] as number)) edges.push([i, j]);
    }
  }
  const graph = Digraph.fromEdges(decisions.length, edges);
  const components = stronglyConnectedComponents(graph).map((list) =>
    list.map((i) => decisions[i] as NodeId),
  );
  return { decisions, graph, components };
}

/** U(D): the utilities of the decision's owner that it can influence. */
export function utilitiesOfDecision(structure: Structure, decision: NodeId): NodeId[] {
  const below = descendants(structure.graph, [decision]);
  return structure.utilitiesOf(structure.ownerOf(decision)).filter((u) => below[u] === 1);
}

/** Sufficient recall: the relevance graph restricted to the agent's decisions has no cycle. */
export function hasSufficientRecall(structure: Structure, agent: AgentId): boolean {
  const own = relevanceGraph(structure, structure.decisionsOf(agent));
  return own.components.every((component) => component.length === 1);
}

/** Perfect recall: the agent's decisions can be ordered so that each sees what the ones before saw and did. */
export function hasPerfectRecall(structure: Structure, agent: AgentId): boolean {
  const own = structure.decisionsOf(agent);
  const parents = new Map(own.map((d) => [d, new Set(structure.graph.parents(d))]));
  const remembers = (later: NodeId, earlier: NodeId): boolean => {
    const seen = parents.get(later) as Set<NodeId>;
    return (
      seen.has(earlier) && [...(parents.get(earlier) as Set<NodeId>)].every((p) => seen.has(p))
    );
  };
  const ordered = [...own].sort(
    (a, b) => (parents.get(a) as Set<NodeId>).size - (parents.get(b) as Set<NodeId>).size,
  );
  return ordered.every((later, j) =>
    ordered.slice(0, j).every((earlier) => remembers(later, earlier)),
  );
}

/**
 * The decision sets of the diagram's subgames: non-empty sets that contain with a decision all it
 * relies on (THEORY 5.8). There can be exponentially many; the list ends at `limit`.
 */
export function subgameDecisionSets(
  structure: Structure,
  limit: number = 10_000,
): { readonly sets: readonly (readonly NodeId[])[]; readonly complete: boolean } {
  const { decisions, graph, components } = relevanceGraph(structure);
  const position = new Map(decisions.map((d, i) => [d, i]));
  const homeOf = new Map(components.flatMap((list, k) => list.map((d) => [d, k] as const)));
  const needs = components.map(
    (list) =>
      new Set(
        list.flatMap((d) =>
          Array.from(
            graph.children(position.get(d) as number),
            (j) => homeOf.get(decisions[j] as NodeId) as number,
          ),
        ),
      ),
  );
  let complete = true;
  let sets: number[][] = [[]];
  for (const k of components.keys()) {
    const grown = sets
      .filter((set) =>
        [...(needs[k] as Set<number>)].every((other) => other === k || set.includes(other)),
      )
      .map((set) => [...set, k]);
    sets = [...sets, ...grown];
    if (sets.length > limit + 1) {
      sets = sets.slice(0, limit + 1);
      complete = false;
    }
  }
  const asNodes = sets
    .filter((set) => set.length > 0)
    .map((set) => set.flatMap((k) => components[k] ?? []).sort((a, b) => a - b));
  return { sets: asNodes, complete };
}
