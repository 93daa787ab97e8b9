/**
 * The meanings of the graph predicates, one per name in the vocabulary (`PREDICATES`). A predicate
 * about a node answers with a truth when the node is named and with a set when it is not.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { Call, ClaimContext } from "./claimContext.ts";
import type { Finding } from "./finding.ts";
import type { Criterion } from "../incentives/index.ts";
import { CRITERIA } from "../incentives/index.ts";
import { directedPath, dSeparated } from "../graph/index.ts";
import {
  components,
  lnSoluble,
  mechanismEdges,
  minimalReduction,
  perfectRecall,
  relevanceEdges,
  soluble,
  subgames,
  sufficientRecall,
  terminalEdges,
} from "../structure/index.ts";
import { agentOf, nameOf, nodeOf, nodeSetOf } from "./claimContext.ts";
import { error, truth } from "./finding.ts";
import {
  aboutDeception,
  aboutMotivation,
  aboutNode,
  aboutNodeForDecision,
  aboutOtherDecision,
  aboutPattern,
} from "./verdictPredicates.ts";

/** What most criteria mean as a predicate: they are about a node, of a decision or of an agent. */
function meaningsOf(criteria: readonly Criterion[]): Record<string, Meaning> {
  const meanings: Record<string, Meaning> = {};
  for (const { id, about, predicate } of criteria) {
    if (predicate === undefined) continue;
    if (about === "node-for-decision")
      meanings[predicate] = (context, call) => aboutNodeForDecision(context, call, id);
    if (about === "node") meanings[predicate] = (context, call) => aboutNode(context, call, id);
  }
  return meanings;
}

export type Meaning = (context: ClaimContext, call: Call) => Finding;

export const GRAPH_MEANINGS: Readonly<Record<string, Meaning>> = {
  ...meaningsOf(CRITERIA),
  relies: (context, call) => aboutOtherDecision(context, call),
  deception: aboutDeception,
  reasoning: aboutPattern,
  motivated: aboutMotivation,

  relevance: (context) => edges(relevanceEdges(context.analysis)),
  mechanism_edges: (context) => edges(mechanismEdges(context.analysis)),
  terminal_edges: (context) => edges(terminalEdges(context.analysis)),
  reduction: (context) => edges(minimalReduction(context.analysis).removed.map(({ link }) => link)),
  components: (context) => ({
    kind: "sets",
    sets: components(context.analysis),
    complete: true,
  }),
  subgames: (context) => ({ kind: "sets", ...subgames(context.analysis) }),

  soluble: (context) => {
    const { raw, cycle } = soluble(context.analysis);
    return truth(raw, raw ? "soluble" : "not soluble", circle(context, cycle));
  },
  soluble_reduced: (context) => {
    const { reduced } = soluble(context.analysis);
    return truth(reduced, reduced ? "soluble after reduction" : "not soluble after reduction");
  },
  ln_soluble: (context) => {
    const answer = lnSoluble(context.analysis);
    return truth(
      answer,
      answer ? "every decision can be extremal" : "no order of extremal decisions",
    );
  },
  sufficient_recall: (context, call) =>
    forAgents(context, call, "sufficient recall", (agent) =>
      sufficientRecall(context.analysis, agent),
    ),
  perfect_recall: (context, call) =>
    forAgents(context, call, "perfect recall", (agent) => perfectRecall(context.analysis, agent)),

  dsep: separated,
  path: pathBetween,
  edge: edgeBetween,
};

function edges(found: readonly Link[]): Finding {
  return { kind: "edges", edges: found, verdicts: [] };
}

function circle(context: ClaimContext, cycle: readonly NodeId[] | undefined): string | undefined {
  if (cycle === undefined) return undefined;
  const names = cycle.map((v) => nameOf(context, v));
  return `the decisions ${names.join(", ")} rely on each other in a circle`;
}

function forAgents(
  context: ClaimContext,
  call: Call,
  what: string,
  has: (agent: number) => boolean,
): Finding {
  const [argument] = call.arguments;
  let agents = context.diagram.agents.map((_, agent) => agent);
  if (argument !== undefined) {
    const agent = agentOf(context, argument);
    if (typeof agent !== "number") return agent;
    agents = [agent];
  }
  const without = agents.filter((agent) => !has(agent));
  if (without.length === 0) return truth(true, what);
  const names = without.map((agent) => context.diagram.agents[agent]?.name ?? String(agent));
  return truth(false, `no ${what}`, `${names.join(", ")} lacks ${what}`);
}

function separated(context: ClaimContext, call: Call): Finding {
  const from = nodeSetOf(context, call.arguments[0]);
  if (!Array.isArray(from)) return from;
  const to = nodeSetOf(context, call.arguments[1]);
  if (!Array.isArray(to)) return to;
  const given: NodeId[] = [];
  for (const part of call.given) {
    const nodes = nodeSetOf(context, part);
    if (!Array.isArray(nodes)) return nodes;
    given.push(...nodes);
  }
  const all = [...from, ...to, ...new Set(given)];
  if (new Set(all).size < all.length) {
    return error("the sets of a d-separation must have no variable in common", "sets-overlap");
  }
  const answer = dSeparated(context.diagram.graph, from, to, given);
  return truth(answer, answer ? "d-separated" : "d-connected");
}

function pathBetween(context: ClaimContext, call: Call): Finding {
  const from = nodeOf(context, call.arguments[0]);
  if (typeof from !== "number") return from;
  const to = nodeOf(context, call.arguments[1]);
  if (typeof to !== "number") return to;
  const path = directedPath(context.diagram.graph, [from], [to]);
  if (path === undefined) return truth(false, "no directed path");
  return truth(true, path.map((v) => nameOf(context, v)).join(" -> "));
}

function edgeBetween(context: ClaimContext, call: Call): Finding {
  const from = nodeOf(context, call.arguments[0]);
  const to = nodeOf(context, call.arguments[1]);
  if (typeof from !== "number") return from;
  if (typeof to !== "number") return to;
  const answer = context.diagram.graph.hasEdge(from, to);
  return truth(answer, answer ? "an arrow" : "no arrow");
}
