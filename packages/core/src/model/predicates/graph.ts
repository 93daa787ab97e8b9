/** Predicates that the arrows decide; what they mean is in `check/graphPredicates.ts`. */
import type { PredicateSignature } from "../claim.ts";

export const GRAPH_PREDICATES: readonly PredicateSignature[] = [
  {
    name: "info",
    aliases: ["voi", "value_of_information"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits positive value of information: in some parametrisation the agent does better if this decision observes X.",
  },
  {
    name: "requisite",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The observation X of the decision is requisite on the graph as written (without reducing it first).",
  },
  {
    name: "response",
    aliases: ["ri", "response_incentive"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits a response incentive: every optimal policy may have to react to X.",
  },
  {
    name: "voc",
    aliases: ["value_of_control"],
    family: "graph",
    arguments: [{ kind: "node", name: "X", optional: true }],
    result: "truth",
    meaning:
      "The diagram admits positive value of control over X (read in the minimal reduction); voc(agent, X) for one agent of several.",
  },
  {
    name: "direct_voc",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "node", name: "X", optional: true }],
    result: "truth",
    meaning: "Value of control along a path to a utility that meets no decision of the agent.",
  },
  {
    name: "indirect_voc",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning: "Value of control only by giving the decision better information.",
  },
  {
    name: "control",
    aliases: ["ici", "feasible_control"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits an instrumental control incentive: a directed path decision → X → utility of the same agent; where it decides more than once, one that survives its own reduction. control(D1, X) holding D2 holds the rule of D2 instead.",
  },
  {
    name: "influence",
    aliases: ["impact"],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "The diagram admits an impact incentive: X and some utility of the agent both lie below the decision, read as for control.",
  },
  {
    name: "intent",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning: "The agent may intend to influence X (graphical part: as instrumental control).",
  },
  {
    name: "only_informational",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent", name: "agent" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning:
      "Every directed path from X to a utility of the agent passes a decision of that agent, and there is one.",
  },
  {
    name: "deception",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "signaller" },
      { kind: "agent-or-decision", name: "target" },
      { kind: "node", name: "about", optional: true },
    ],
    result: "truth",
    meaning:
      "Graph part of the deception criterion: signaller's decision ⇢ target's decision ⇢ signaller's utility, about something the target does not see.",
  },
  {
    name: "reasoning",
    aliases: ["reasoning_pattern"],
    family: "graph",
    arguments: [
      { kind: "decision", name: "decision" },
      { kind: "word", name: "pattern", optional: true },
    ],
    result: "truth",
    meaning:
      "The decision is motivated by the pattern direct, manipulation, signaling or revealing.",
  },
  {
    name: "motivated",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "decision", name: "decision", optional: true }],
    result: "truth",
    meaning: "Some reasoning pattern motivates the decision (at the fixpoint).",
  },
  {
    name: "relies",
    aliases: ["relevant"],
    family: "graph",
    arguments: [
      { kind: "decision", name: "D" },
      { kind: "decision", name: "other", optional: true },
    ],
    result: "truth",
    meaning: "D relies on the other decision (it is s-reachable from D).",
  },
  {
    name: "reachable",
    aliases: ["r_reachable"],
    family: "graph",
    arguments: [
      { kind: "decision", name: "D" },
      { kind: "node", name: "V", optional: true },
    ],
    result: "truth",
    meaning: "V's mechanism is r-reachable from D.",
  },
  {
    name: "relevance",
    aliases: ["relevance_graph"],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning: "All edges D -> E of the relevance graph: D relies on E.",
  },
  {
    name: "components",
    aliases: ["sccs"],
    family: "graph",
    arguments: [],
    result: "sets",
    meaning: "Strongly connected components of the relevance graph, relied-upon first.",
  },
  {
    name: "subgames",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "sets",
    meaning: "Decision sets of the subgames; compare a number with count(subgames).",
  },
  {
    name: "soluble",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "truth",
    meaning: "The relevance graph is acyclic (graph as written).",
  },
  {
    name: "soluble_reduced",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "truth",
    meaning: "The relevance graph of the minimal reduction is acyclic.",
  },
  {
    name: "ln_soluble",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "truth",
    meaning: "Soluble in the stricter sense of Lauritzen and Nilsson (extremal decisions).",
  },
  {
    name: "sufficient_recall",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "agent", name: "agent", optional: true }],
    result: "truth",
    meaning: "The relevance graph among the agent's own decisions is acyclic.",
  },
  {
    name: "perfect_recall",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "agent", name: "agent", optional: true }],
    result: "truth",
    meaning:
      "The agent remembers all it saw and did: the families of its decisions are nested in some order.",
  },
  {
    name: "reduction",
    aliases: ["minimal_reduction"],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning: "The information links that the minimal reduction removes.",
  },
  {
    name: "dsep",
    aliases: ["d_separated"],
    family: "graph",
    arguments: [
      { kind: "node-set", name: "X" },
      { kind: "node-set", name: "Y" },
    ],
    given: "node-set",
    result: "truth",
    meaning: "X and Y are d-separated given Z: dsep(X, Y | Z).",
  },
  {
    name: "path",
    aliases: ["directed_path"],
    family: "graph",
    arguments: [
      { kind: "node", name: "from" },
      { kind: "node", name: "to" },
    ],
    result: "truth",
    meaning: "There is a directed path.",
  },
  {
    name: "edge",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "node", name: "from" },
      { kind: "node", name: "to" },
    ],
    result: "truth",
    meaning: "There is an arrow from the one to the other.",
  },
  {
    name: "mechanism_edges",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning:
      "Edges among mechanisms implied by r-reachability: X -> D says D's rule responds to X's mechanism.",
  },
  {
    name: "terminal_edges",
    aliases: [],
    family: "graph",
    arguments: [],
    result: "edges",
    meaning:
      "Mechanism edges from a utility to a decision of its agent along a path avoiding other utilities.",
  },
];
