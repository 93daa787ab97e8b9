/**
 * Requisite observations: may the decision have to look at X, which it observes? X ∈ Pa(D) is
 * nonrequisite iff X ⊥ U(D) | Fa(D)∖{X} in the graph as written, without reducing it first
 * (Fagiuoli & Zaffalon 1998; Lauritzen & Nilsson 2001). For what is left when all nonrequisite links
 * are gone, see the minimal reduction.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import { activeTrail, TOUCHED } from "../../graph/index.ts";
import { family } from "../../structure/index.ts";
import { SOME } from "../wording.ts";

const REQUISITE = 0;
const SCREENED_OFF = 1;
const NO_UTILITY_BELOW = 2;
const NOT_OBSERVED = 3;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "requisite",
    words: (w) =>
      `${SOME}, ${w.decision} has to look at ${w.node}: ${w.given}, ${w.node} can still carry information about a utility that the decision affects${w.along}`,
  },
  {
    kind: "absent",
    reason: "screened-off",
    words: (w) =>
      `${w.decision} can ignore ${w.node} without loss: ${w.given}, ${w.node} carries no information about the utilities the decision affects`,
  },
  {
    kind: "absent",
    reason: "no-utility-below",
    words: (w) =>
      `${w.decision} can ignore ${w.node} without loss: the decision affects no utility of ${w.agent}`,
  },
  {
    kind: "not-applicable",
    reason: "not-observed",
    words: (w) => `${w.decision} does not observe ${w.node}`,
  },
];

export const requisite: Criterion = {
  id: "requisite",
  badge: "Req",
  predicate: "requisite",
  title: "Requisite observation",
  question: "Is there a parametrisation in which the decision has to look at this observation?",
  definition:
    "An observation is nonrequisite when, given all else that the decision observes and its choice, it is independent of every utility of the agent that the decision affects; then it can be ignored without loss.",
  about: "node-for-decision",
  range: "all",
  needs: [{ condition: "the decision observes the node", whenViolated: "not-applicable" }],
  theorem: "X is d-connected to U(D) given Fa(D) without X, in the graph as written",
  statements: ["T5"],
  citation: "Fagiuoli & Zaffalon 1998; Lauritzen & Nilsson 2001",
  completeness:
    "Sound: a nonrequisite observation can be ignored without loss. Removing one link may make others nonrequisite.",
  aliases: ["requisite-observation"],
  example: {
    story: "A heater sees yesterday's temperature and today's; comfort depends on today's only.",
    text: `chance Y "Yesterday's temperature"
chance T "Today's temperature" from Y
decision H "Heating" sees Y, T
utility C "Comfort" from T, H
`,
    answers: [
      { decision: "H", node: "T", kind: "present" },
      { decision: "H", node: "Y", kind: "absent" },
      { decision: "H", node: "C", kind: "not-applicable" },
    ],
  },
  outcomes,
  perAgent: false,
  hides: ({ graph }, decision, x) => !graph.hasEdge(x, decision),
  codes: (analysis, decision) =>
    analysis.once(`requisite ${decision}`, () => {
      const codes = new Uint8Array(analysis.graph.size).fill(NOT_OBSERVED);
      const flags = analysis.decisionSweep(decision);
      const lonely = analysis.utilitiesBelow(decision).length === 0;
      for (const x of analysis.graph.parents(decision)) {
        const touched = ((flags[x] as number) & TOUCHED) !== 0;
        codes[x] = touched ? REQUISITE : lonely ? NO_UTILITY_BELOW : SCREENED_OFF;
      }
      return codes;
    }),
  witness,
};

function witness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const { graph, structure } = analysis;
  if (code === NOT_OBSERVED) return undefined;
  if (code === NO_UTILITY_BELOW) {
    const to = structure.utilitiesOf(structure.ownerOf(decision));
    return { kind: "no-path", from: [decision], to };
  }
  const given = family(graph, decision).filter((v) => v !== x);
  const to = analysis.utilitiesBelow(decision);
  if (code === SCREENED_OFF) return { kind: "blocking-set", from: [x], to, given };
  const nodes = activeTrail(graph, [x], to, given);
  return nodes && { kind: "trail", nodes, given };
}
