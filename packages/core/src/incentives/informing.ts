/**
 * Control past the agent's own later decision, proved: by D the agent can see to it that D′, a
 * later decision of its own, is better informed, and every optimal policy of some parametrisation
 * does.
 *
 * Construction. K is what D′ can know at best, its observations and those of every own decision in
 * K, with the observations of D added. G″ drops all arrows out of own decisions other than D′ and
 * lets D′ observe exactly the non-decisions of K. Suppose that O ∈ K lies on a path D ⇢ O that
 * meets no other own decision, and that in G″ a trail enters O from a parent and is active from O
 * to a utility U below D′, given K∖{O} and D′. Take the parametrisation in which O is worth
 * observing there (docs/theory.md T11: bits along the trail, U pays 1 iff the bit of D′ is the one
 * that O completes), and let a switch and all that D sees travel from D along the path to O, beside
 * everything else; O shows its bit iff the switch is on.
 *
 * Why it proves. With the switch on, D′ can know all of K, through reports, so the best value is
 * that of G″ and no policy has more. With the switch off, whatever D′ does, it acts without O,
 * which is worth strictly less. So every optimal policy turns the switch on at times, and setting a
 * node X of the path D ⇢ O, or of a path D′ ⇢ U, to the value it has when D leaves the switch off
 * costs the difference: an incentive by the definition, for X = D and X = D′ as well.
 *
 * Where a path without other own decisions leads from D to a utility, that utility can pay for the
 * switch more than anything else is worth. Then the trail may leave O in any way, because no
 * optimal policy has the switch off; and for X = D′ and X on a path D′ ⇢ U the same difference
 * results.
 */
import type { Digraph, NodeId } from "../graph/index.ts";
import type { Analysis } from "../structure/index.ts";
import type { Link } from "../graph/index.ts";
import type { Reading, Witness } from "./verdict.ts";
import { activeTrail, descendants, directedPath, Separation, TOUCHED } from "../graph/index.ts";
import { backDoorMarks } from "../structure/index.ts";
import { ownDecisionMarks, reachedFreely } from "./agentView.ts";
import { knownAtBest, withObservations } from "./soleDecision.ts";

export interface Informing {
  /** D′. */
  readonly informed: NodeId;
  /** O. */
  readonly observation: NodeId;
  readonly utility: NodeId;
  /** The switch is paid for by a utility of its own; proves it for D′ and beyond only. */
  readonly paid: boolean;
}

/** Per node X: a proof that every optimal policy of some parametrisation controls it by `decision`. */
export function informing(
  analysis: Analysis,
  decision: NodeId,
): readonly (Informing | undefined)[] {
  return analysis.once(`informing ${decision}`, () => {
    const { graph } = analysis;
    const own = ownDecisionMarks(analysis, analysis.structure.ownerOf(decision));
    const proofs: (Informing | undefined)[] = Array.from({ length: graph.size });
    for (const proof of allInforming(analysis, decision)) {
      const { informed, observation, utility, paid } = proof;
      proofs[informed] ??= proof;
      if (!paid) {
        const leads = leadsFreely(graph, observation, own);
        proofs[decision] ??= proof;
        mark(proofs, proof, reachedFreely(analysis, decision), leads);
      }
      mark(proofs, proof, reachedFreely(analysis, informed), leadsFreely(graph, utility, own));
    }
    return proofs;
  });
}

function mark(
  proofs: (Informing | undefined)[],
  proof: Informing,
  reached: Uint8Array,
  leads: Uint8Array,
): void {
  for (let v = 0; v < reached.length; v++) {
    if (reached[v] === 1 && leads[v] === 1) proofs[v] ??= proof;
  }
}

/** Every triple of a later own decision, what it is told, and the utility that this serves. */
export function allInforming(analysis: Analysis, decision: NodeId): readonly Informing[] {
  return analysis.once(`all informing ${decision}`, () => {
    const { structure, graph } = analysis;
    const own = ownDecisionMarks(analysis, structure.ownerOf(decision));
    const below = analysis.below(decision);
    const reached = reachedFreely(analysis, decision);
    const agent = structure.ownerOf(decision);
    const pays = structure.utilitiesOf(agent).some((u) => reached[u] === 1);
    const found: Informing[] = [];
    for (const informed of structure.decisionsOf(structure.ownerOf(decision))) {
      if (informed === decision || below[informed] === 0) continue;
      const { observed, sole } = setting(analysis, own, decision, informed);
      const candidates = new Uint8Array(graph.size);
      for (const o of observed) if (reached[o] === 1) candidates[o] = 1;
      if (!candidates.includes(1)) continue;
      const acts = descendants(sole, [informed]);
      for (const utility of structure.utilitiesOf(structure.ownerOf(decision))) {
        if (acts[utility] === 0) continue;
        const given = [...observed, informed];
        const marks = backDoorMarks(sole, [utility], given, candidates);
        const flags = pays ? new Separation(sole).sweep([utility], given) : undefined;
        for (const observation of observed) {
          if (candidates[observation] === 0) continue;
          const tells = ((flags?.[observation] ?? 0) & TOUCHED) !== 0;
          const triple = { informed, observation, utility };
          if (marks[observation] === 1) found.push({ ...triple, paid: false });
          else if (tells) found.push({ ...triple, paid: true });
        }
      }
    }
    return found;
  });
}

function setting(
  analysis: Analysis,
  own: Uint8Array,
  decision: NodeId,
  informed: NodeId,
): { readonly observed: readonly NodeId[]; readonly sole: Digraph } {
  const { graph } = analysis;
  const known = knownAtBest(graph, own, [...graph.parents(informed), ...graph.parents(decision)]);
  const observed = known.filter((v) => own[v] === 0);
  return { observed, sole: withObservations(graph, own, informed, observed) };
}

/** Marks the nodes from which a directed path leads to `end`, neither ends nor inner nodes own decisions. */
function leadsFreely(graph: Digraph, end: NodeId, own: Uint8Array): Uint8Array {
  const marks = new Uint8Array(graph.size);
  marks[end] = 1;
  const stack = [end];
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    for (const p of graph.parents(v)) {
      if (marks[p] === 1 || own[p] === 1) continue;
      marks[p] = 1;
      stack.push(p);
    }
  }
  return marks;
}

/** The way from the decision over what it tells to the utility, and the trail that makes it telling. */
export function informingWitness(
  analysis: Analysis,
  decision: NodeId,
  node: NodeId,
  proof: Informing,
): Witness | undefined {
  const { graph, structure } = analysis;
  const own = ownDecisionMarks(analysis, structure.ownerOf(decision));
  const { informed, observation, utility, paid } = proof;
  // The decision and the informed one end parts of the way; ends are not asked.
  const avoid = (v: NodeId): boolean => own[v] === 1;
  const way = (stops: readonly NodeId[]): NodeId[] | undefined => {
    const nodes: NodeId[] = [decision];
    for (const stop of stops) {
      const from = nodes[nodes.length - 1] as NodeId;
      const part =
        directedPath(graph, [from], [stop], avoid) ?? directedPath(graph, [from], [stop]);
      if (part === undefined) return undefined;
      nodes.push(...part.slice(1));
    }
    return nodes;
  };
  const told = reachedFreely(analysis, decision)[node] === 1;
  const before = !paid && told && leadsFreely(graph, observation, own)[node] === 1;
  const stops = before
    ? [node, observation, informed, utility]
    : node === decision
      ? [observation, informed, utility]
      : [observation, informed, node, utility];
  const nodes = way(stops);
  if (nodes === undefined) return undefined;
  const { observed, sole } = setting(analysis, own, decision, informed);
  const given = [...observed, informed].filter((v) => v !== observation);
  const trail = activeTrail(
    sole,
    [observation],
    [utility],
    given,
    paid ? {} : { firstStep: "into" },
  );
  if (trail === undefined) return undefined;
  const on = readingOf(graph, sole);
  return {
    kind: "parts",
    parts: [
      { kind: "directed-path", nodes },
      { kind: "trail", nodes: trail, given, on },
    ],
  };
}

function readingOf(graph: Digraph, sole: Digraph): Reading {
  const missing = (from: Digraph, there: Digraph): Link[] =>
    from.edges().filter(([a, b]) => !there.hasEdge(a, b));
  return { added: missing(sole, graph), removed: missing(graph, sole) };
}
