/**
 * A reduction past the minimal one, for an agent that knows what it chose: some optimal policy is
 * deterministic, and under it an earlier own choice is a function of what that choice saw. A decision
 * that observes all of it knows the choice too, so a link X→D can go when X ⊥ U(D) given what is known
 * without X: Fa(D)∖{X} and, again and again, every own decision whose parents are all known. (D-separation
 * with determined nodes: Geiger, Verma & Pearl 1990.)
 *
 * Each step keeps an optimal deterministic policy: the rule of D takes, for what is left of its
 * observations, an action that was optimal there, and every other rule stays. So in the end some
 * optimal policy uses none of the removed links, in every parametrisation. Links go one at a time;
 * the result may depend on the order and need not be the smallest. Unlike the minimal reduction it
 * does not hold against a change of the agent's own rules, and is no ground for values of information.
 *
 * Cost: one sweep for each link and round.
 */
import type { Digraph, NodeId } from "../graph/index.ts";
import type { AgentId } from "../model/index.ts";
import type { Analysis } from "./analysis.ts";
import type { Reduction, RemovedLink } from "./reduction.ts";
import { Separation, TOUCHED } from "../graph/index.ts";
import { utilitiesBelowIn } from "./analysis.ts";
import { ownReduction } from "./reduction.ts";

export function reductionKnowingChoices(analysis: Analysis, agent: AgentId): Reduction {
  return analysis.once(`known choices ${agent}`, () => {
    const { structure } = analysis;
    const own = structure.decisionsOf(agent);
    const { graph: start, removed: before } = ownReduction(analysis, agent);
    let graph = start;
    const removed: RemovedLink[] = [...before];
    for (let changed = true; changed; ) {
      changed = false;
      for (const d of own) {
        for (const x of graph.parents(d)) {
          const utilities = utilitiesBelowIn(structure, graph, d);
          const known = knownWithout(graph, own, d, x);
          const given = [...known, d].filter((v) => v !== x);
          const flags = new Separation(graph).sweep(utilities, given);
          const tells = ((flags[x] as number) & TOUCHED) !== 0;
          if (tells && !known.has(x)) continue;
          removed.push({ link: [x, d], given, utilities });
          graph = graph.withEdges({ remove: [[x, d]] });
          changed = true;
        }
      }
    }
    return { graph, removed };
  });
}

/** What D observes but for X, and every own decision that this determines. */
function knownWithout(
  graph: Digraph,
  own: readonly NodeId[],
  d: NodeId,
  x: NodeId,
): ReadonlySet<NodeId> {
  const known = new Set([...graph.parents(d)].filter((v) => v !== x));
  for (let size = -1; size !== known.size; ) {
    size = known.size;
    for (const e of own) {
      if (e !== d && [...graph.parents(e)].every((p) => known.has(p))) known.add(e);
    }
  }
  return known;
}
