/**
 * The minimal reduction: remove nonrequisite information links until none is left. A link X→D is
 * nonrequisite when X ⊥ U(D) | Fa(D)∖{X} (Fagiuoli & Zaffalon 1998; Lauritzen & Nilsson 2001). The
 * result is unique whatever the order (Nilsson & Lauritzen 2000): removing a link never makes a
 * nonrequisite link requisite, because the conditioning sets of other decisions stay, trails and
 * openers only vanish, and for the same decision d-separation has the intersection property.
 *
 * One sweep from U(D) given Fa(D) decides all links of D at once (a link is requisite iff the sweep
 * touches X: if X alone opened some collider C, the path C ⇢ X is itself an active trail). Passes in
 * reverse topological order; for one agent the second pass finds nothing, for several it may.
 */
import type { Digraph, Link, NodeId } from "../graph/index.ts";
import type { AgentId, Structure } from "../model/index.ts";
import type { Analysis } from "./analysis.ts";
import { Separation, topologicalOrder, TOUCHED } from "../graph/index.ts";
import { family, utilitiesBelowIn } from "./analysis.ts";

/** A removed information link, and the separation that shows it is not needed. */
export interface RemovedLink {
  readonly link: Link;
  /** What separated X from U(D) when the link was removed (all earlier links already gone). */
  readonly given: readonly NodeId[];
  /** U(D) at that moment. */
  readonly utilities: readonly NodeId[];
}

/**
 * A graph without the information links that no optimal policy needs, and the links taken away.
 */
export interface Reduction {
  readonly graph: Digraph;
  readonly removed: readonly RemovedLink[];
}

/** The minimal reduction of the diagram: all agents' links, to the fixpoint. */
export function minimalReduction(analysis: Analysis): Reduction {
  return analysis.once("reduction", () =>
    reduce(analysis.structure, analysis.graph, analysis.structure.decisions),
  );
}

/**
 * The reduction one agent may make for itself: only its own nonrequisite links go, because other
 * agents may respond to anything they see. The same as `minimalReduction` for a single agent.
 */
export function ownReduction(analysis: Analysis, agent: AgentId): Reduction {
  if (!analysis.severalAgents) return minimalReduction(analysis);
  return analysis.once(`reduction ${agent}`, () =>
    reduce(analysis.structure, analysis.graph, analysis.structure.decisionsOf(agent)),
  );
}

/** Removes nonrequisite links of the given decisions from `graph`, to the fixpoint. */
export function reduce(
  structure: Structure,
  graph: Digraph,
  decisions: readonly NodeId[],
): Reduction {
  const removed: RemovedLink[] = [];
  const order = lastFirst(graph, decisions);
  let current = graph;
  let separation = new Separation(current);
  const flags = new Uint8Array(graph.size);
  let unchanged = 0;
  for (let turn = 0; order.length > 0 && unchanged < order.length; turn++) {
    const decision = order[turn % order.length] as NodeId;
    const utilities = utilitiesBelowIn(structure, current, decision);
    separation.sweep(utilities, family(current, decision), flags);
    const nonrequisite = [...current.parents(decision)].filter(
      (x) => ((flags[x] as number) & TOUCHED) === 0,
    );
    if (nonrequisite.length === 0) {
      unchanged++;
      continue;
    }
    unchanged = 1;
    let given = family(current, decision);
    for (const x of nonrequisite) {
      given = given.filter((v) => v !== x);
      removed.push({ link: [x, decision], given, utilities });
    }
    current = withoutLinks(current, decision, nonrequisite);
    separation = new Separation(current);
  }
  return { graph: current, removed };
}

/** Decisions in reverse topological order; in index order when the graph has a cycle. */
function lastFirst(graph: Digraph, decisions: readonly NodeId[]): NodeId[] {
  if (decisions.length < 2) return [...decisions];
  const order = topologicalOrder(graph);
  if (order === undefined) return [...decisions];
  const position = new Int32Array(graph.size);
  order.forEach((v, at) => {
    position[v] = at;
  });
  return [...decisions].sort((a, b) => (position[b] as number) - (position[a] as number));
}

function withoutLinks(graph: Digraph, decision: NodeId, from: readonly NodeId[]): Digraph {
  const dropped = new Uint8Array(graph.edgeCount);
  const end = graph.parentOffsets[decision + 1] as number;
  for (let i = graph.parentOffsets[decision] as number; i < end; i++) {
    if (from.includes(graph.parentTargets[i] as number)) dropped[i] = 1;
  }
  return graph.withoutSlots(dropped);
}
