/**
 * Reliance as criteria: which mechanisms (r-reachable) and which other decisions' rules
 * (s-reachable, "strategic relevance") does an optimal rule for D depend on? V counts iff its
 * mechanism is d-connected to U(D) given Fa(D) in the independent mechanised graph (Koller & Milch
 * 2003; Hammond et al. 2023, Proposition 1).
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import { activeTrail, Digraph, opensTowardsParents } from "../../graph/index.ts";
import { DECISION } from "../../model/index.ts";
import { family } from "../../structure/index.ts";
import { SOME } from "../wording.ts";
import { NOT_THE_DECISION } from "../preconditions.ts";

const RELIES = 0;
const NO_RELIANCE = 1;
const NO_UTILITY_BELOW = 2;
const IS_THE_DECISION = 3;
const NOT_A_DECISION = 4;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "relies-on",
    words: (w) =>
      `${SOME}, the best choice at ${w.decision} depends on how ${w.node} is determined${w.along}`,
  },
  {
    kind: "absent",
    reason: "no-reliance",
    words: (w) =>
      `${w.decision} can be settled without knowing how ${w.node} is determined: ${w.given}, that carries no information about the utilities the decision affects`,
  },
  {
    kind: "absent",
    reason: "no-utility-below",
    words: (w) =>
      `${w.decision} can be settled without knowing how ${w.node} is determined: the decision affects no utility of ${w.agent}`,
  },
  {
    kind: "not-applicable",
    reason: "is-the-decision",
    words: (w) => `the question does not arise: ${w.node} is the decision itself`,
  },
];

const outcomesBetweenDecisions: readonly Outcome[] = [
  {
    kind: "present",
    reason: "relies-on",
    words: (w) =>
      `${SOME}, the best choice at ${w.decision} depends on the rule at ${w.node}${w.along}`,
  },
  {
    kind: "absent",
    reason: "no-reliance",
    words: (w) =>
      `${w.decision} can be settled without knowing the rule at ${w.node}: ${w.given}, that rule carries no information about the utilities the decision affects`,
  },
  {
    kind: "absent",
    reason: "no-utility-below",
    words: (w) =>
      `${w.decision} can be settled without knowing the rule at ${w.node}: the decision affects no utility of ${w.agent}`,
  },
  {
    kind: "not-applicable",
    reason: "is-the-decision",
    words: (w) => `the question does not arise: ${w.node} is the decision itself`,
  },
  {
    kind: "not-applicable",
    reason: "not-a-decision",
    words: (w) => `${w.node} is not a decision, so ${w.decision} cannot rely on a rule there`,
  },
];

export const rReachable: Criterion = {
  id: "r-reachable",
  badge: "RelM",
  predicate: "reachable",
  title: "Reliance on a mechanism",
  question:
    "Is there a parametrisation in which the best rule for the decision depends on how this node gets its value?",
  definition:
    "Which rules of the decision are best, in contexts that occur, changes with the mechanism of this node alone: with its table if it is chance or utility, with its rule if it is a decision.",
  about: "node-for-decision",
  range: "all",
  needs: [NOT_THE_DECISION],
  theorem: "The node's mechanism is d-connected to U(D) given Fa(D)",
  statements: ["T3"],
  citation: "Koller & Milch 2003; Hammond et al. 2023 (2301.02324), Proposition 1",
  completeness: "Sound and complete: some parametrisation has true reliance.",
  aliases: ["reachable"],
  example: {
    story:
      "What a firm should offer depends on how common talent is, and not on how names are given.",
    text: `agent worker
agent firm
chance X "Talent"
chance N "Name"
decision S "Studies" by worker sees X
decision O "Offer" by firm sees S, N
utility W "Worker's gain" for worker from X, S, O
utility F "Firm's gain" for firm from X, O
`,
    answers: [
      { decision: "O", node: "X", kind: "present" },
      { decision: "O", node: "N", kind: "absent" },
      { decision: "S", node: "X", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: false,
  codes: (analysis, decision) =>
    analysis.once(`r-reachable ${decision}`, () => column(analysis, decision)),
  witness,
};

export const sReachable: Criterion = {
  ...rReachable,
  id: "s-reachable",
  badge: "Rel",
  predicate: "relies",
  title: "Reliance on another decision",
  question:
    "Is there a parametrisation in which the best rule for the decision depends on the other decision's rule?",
  definition:
    "Which rules of the decision are best, in contexts that occur, changes with the rule of the other decision alone.",
  about: "decision-pair",
  range: "other-decisions",
  statements: ["T3", "T4"],
  aliases: ["relies", "strategic-relevance", "relevant"],
  example: {
    story:
      "Who moves first must guess what the second will do; the second has seen what the first did.",
    text: `agent first
agent second
decision A by first
decision B by second sees A
utility UA for first from A, B
utility UB for second from A, B
`,
    answers: [
      { decision: "A", node: "B", kind: "present" },
      { decision: "B", node: "A", kind: "absent" },
    ],
  },
  outcomes: outcomesBetweenDecisions,
  codes: (analysis, decision) =>
    analysis.once(`s-reachable ${decision}`, () =>
      column(analysis, decision).map((code, v) =>
        analysis.structure.kinds[v] === DECISION ? code : NOT_A_DECISION,
      ),
    ),
};

function column(analysis: Analysis, decision: NodeId): Uint8Array {
  const flags = analysis.decisionSweep(decision);
  const lonely = analysis.utilitiesBelow(decision).length === 0;
  const codes = flags.map((flag) =>
    opensTowardsParents(flag) ? RELIES : lonely ? NO_UTILITY_BELOW : NO_RELIANCE,
  );
  codes[decision] = IS_THE_DECISION;
  return codes;
}

function witness(
  analysis: Analysis,
  decision: NodeId,
  v: NodeId,
  code: number,
): Witness | undefined {
  const { graph, structure } = analysis;
  if (code === IS_THE_DECISION || code === NOT_A_DECISION) return undefined;
  if (code === NO_UTILITY_BELOW) {
    const to = structure.utilitiesOf(structure.ownerOf(decision));
    return { kind: "no-path", from: [decision], to };
  }
  const given = family(graph, decision);
  const to = analysis.utilitiesBelow(decision);
  if (code === NO_RELIANCE) {
    return { kind: "blocking-set", from: [v], to, given, mechanism: true };
  }
  // The trail from the mechanism, a new parent of v, without its first node.
  const mechanism = graph.size;
  const offsets = new Int32Array(graph.size + 2);
  offsets.set(graph.parentOffsets);
  offsets[graph.size + 1] = graph.edgeCount;
  const extended = Digraph.fromCompressedParents(offsets, graph.parentTargets).withEdge(
    mechanism,
    v,
  );
  const nodes = activeTrail(extended, [mechanism], to, given);
  return nodes && { kind: "mechanism-trail", nodes: nodes.slice(1), given };
}
