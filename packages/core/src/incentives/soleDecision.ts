/**
 * The diagram with one decision D of the agent left: what a one-decision theorem proves there holds
 * in the whole diagram, whatever the number of own decisions and whether or not it is soluble.
 *
 * Construction. Let K be what D can know at best: its observations, and with every own decision in
 * K also the observations of that decision, repeatedly. G″ drops all arrows out of other own
 * decisions and gives D exactly the non-decisions of K as observations.
 *
 * Why it transfers. Take a parametrisation of G″ and read it in G: no variable listens to another
 * own decision, and every own decision in K gets a domain wide enough to report all it sees. Then
 * D can act on all of K, never on more, and no other rule matters otherwise, so optimal values and
 * D's optimal behaviour in G are those in G″. Adding to the observations of D, or removing from them,
 * an X that no own decision in K observes keeps this correspondence. Hence a positive value of information or of control, or a response of every
 * optimal policy, that G″ admits by the complete one-decision theorems is admitted by G.
 */
import type { Digraph, NodeId } from "../graph/index.ts";
import type { Analysis } from "../structure/index.ts";
import { ancestors, descendants, Digraph as Graph, Separation, TOUCHED } from "../graph/index.ts";
import { ownDecisionMarks } from "./agentView.ts";

export interface SoleDecision {
  /** The minimal reduction of G″ (one decision: one step reaches it). */
  readonly reduced: Digraph;
  /** Marks nodes whose observation by D is worth something in G″, and that no own decision reports. */
  readonly informative: Uint8Array;
  /** Marks nodes from which a directed path leads to D in the reduction. */
  readonly feeding: Uint8Array;
  /** Marks nodes from which a directed path leads to a utility of the agent in the reduction. */
  readonly controlling: Uint8Array;
}

export function soleDecision(analysis: Analysis, decision: NodeId): SoleDecision {
  return analysis.once(`sole decision ${decision}`, () => build(analysis, decision));
}

function build(analysis: Analysis, decision: NodeId): SoleDecision {
  const { structure, graph } = analysis;
  const agent = structure.ownerOf(decision);
  const own = ownDecisionMarks(analysis, agent);
  const known = knownAtBest(graph, own, graph.parents(decision));
  const observed = known.filter((v) => own[v] === 0);
  const full = withObservations(graph, own, decision, observed);
  const utilities = structure.utilitiesOf(agent);
  const reached = descendants(full, [decision]);
  const below = analysis.below(decision);
  const targets = utilities.filter((u) => reached[u] === 1);
  const flags = new Separation(full).sweep(targets, [...observed, decision]);
  const touched = (v: NodeId): boolean => ((flags[v] as number) & TOUCHED) !== 0;
  const reduced = withObservations(graph, own, decision, observed.filter(touched));
  const informative = new Uint8Array(graph.size);
  for (let v = 0; v < graph.size; v++) {
    if (own[v] === 0 && below[v] === 0 && touched(v)) informative[v] = 1;
  }
  for (const d of known) if (own[d] === 1) for (const p of graph.parents(d)) informative[p] = 0;
  return {
    reduced,
    informative,
    feeding: ancestors(reduced, [decision]),
    controlling: ancestors(reduced, utilities),
  };
}

/** K: the given observations and, through own decisions among them, the observations of those. */
export function knownAtBest(
  graph: Digraph,
  own: Uint8Array,
  observations: Iterable<NodeId>,
): NodeId[] {
  const known = new Set<NodeId>(observations);
  for (const v of known) if (own[v] === 1) for (const p of graph.parents(v)) known.add(p);
  return [...known];
}

/** The graph without arrows out of other own decisions, D observing exactly the given nodes. */
export function withObservations(
  graph: Digraph,
  own: Uint8Array,
  decision: NodeId,
  observed: readonly NodeId[],
): Digraph {
  const offsets = new Int32Array(graph.size + 1);
  const targets = new Int32Array(graph.edgeCount + observed.length);
  let filled = 0;
  for (let v = 0; v < graph.size; v++) {
    if (v === decision) for (const p of observed) targets[filled++] = p;
    else {
      const end = graph.parentOffsets[v + 1] as number;
      for (let i = graph.parentOffsets[v] as number; i < end; i++) {
        const p = graph.parentTargets[i] as number;
        if (own[p] === 0 || p === decision) targets[filled++] = p;
      }
    }
    offsets[v + 1] = filled;
  }
  return Graph.fromCompressedParents(offsets, targets.subarray(0, filled));
}
