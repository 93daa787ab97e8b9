/**
 * Value of information: could the agent do better if decision D observed X?
 *
 * X that is not a descendant of D admits positive value of information iff the link X→D survives the
 * minimal reduction of the graph with that link. One decision (docs/theory.md T8): Everitt et al.
 * 2021, Theorem 9 (X is d-connected to U(D) given Fa(D)∖{X}); several: van Merwijk et al. 2022,
 * Theorem 7, for chance nodes when the graph with the link is soluble. "No" is reliable in every
 * diagram. Without solubility "yes" is proved when the diagram with D as the only decision admits
 * it (`soleDecision.ts`), and otherwise unknown; so it is for an own decision X. With several
 * agents only the agent's own links are reduced away; a value that exists only when others respond
 * to signals that cannot matter to them is unknown too.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Reading, Witness } from "../verdict.ts";
import { activeTrail, TOUCHED } from "../../graph/index.ts";
import { ownDecisionMarks } from "../agentView.ts";
import {
  family,
  reduce,
  relevanceGraphOf,
  relianceCycle,
  solubleWithLink,
  survivingLinks,
  utilitiesBelowIn,
} from "../../structure/index.ts";
import { soleDecision } from "../soleDecision.ts";
import { SOME, cannotTell, irrelevantSignals } from "../wording.ts";
import { NOT_THE_DECISION, ONE_AGENT } from "../preconditions.ts";

const INFORMATIVE = 0;
const SCREENED_OFF = 1;
const REDUCED_AWAY = 2;
const NO_UTILITY_BELOW = 3;
const INSOLUBLE_WITH_LINK = 4;
const CHANCE_ONLY = 5;
const IRRELEVANT_SIGNALS = 6;
const IS_THE_DECISION = 7;
const AFTER_DECISION = 8;
const INFORMATIVE_ALONE = 9;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "informative",
    words: (w) =>
      `${SOME}, ${w.agent} does better if ${w.decision} observes ${w.node}: ${w.node} can carry information about a utility that the decision affects${w.along}`,
  },
  {
    kind: "absent",
    reason: "screened-off",
    words: (w) =>
      `observing ${w.node} is worth nothing to ${w.decision}: ${w.given}, it carries no information about the utilities the decision affects`,
  },
  {
    kind: "absent",
    reason: "reduced-away",
    words: (w) =>
      `observing ${w.node} is worth nothing to ${w.decision}: it would matter only to decisions that look at something they can safely ignore`,
  },
  {
    kind: "absent",
    reason: "no-utility-below",
    words: (w) =>
      `observing ${w.node} is worth nothing to ${w.decision}: the decision affects no utility of ${w.agent}`,
  },
  {
    kind: "unknown",
    reason: "insoluble-with-link",
    words: cannotTell((w) => `${w.agent} does better if ${w.decision} observes ${w.node}`),
  },
  {
    kind: "unknown",
    reason: "completeness-for-chance-only",
    words: (w) =>
      `whether ${w.agent} does better if ${w.decision} observes ${w.node} in some parametrisation cannot be told from the graph: ${w.node} is itself a decision of ${w.agent}, and the criterion is complete for chance nodes only`,
  },
  {
    kind: "unknown",
    reason: "relies-on-irrelevant-signals",
    words: irrelevantSignals((w) => `${w.agent} does better if ${w.decision} observes ${w.node}`),
  },
  {
    kind: "not-applicable",
    reason: "is-the-decision",
    words: (w) =>
      `the value of observing ${w.node} is not asked about ${w.decision}: it is the decision itself`,
  },
  {
    kind: "not-applicable",
    reason: "after-decision",
    words: (w) => `${w.decision} cannot observe ${w.node}: ${w.node} comes after the decision`,
  },
  {
    kind: "present",
    reason: "informative-alone",
    words: (w) =>
      `${SOME}, ${w.agent} does better if ${w.decision} observes ${w.node}, even if all its other decisions are fixed: ${w.node} can carry information about a utility that the decision affects${w.along}`,
  },
];

export const valueOfInformation: Criterion = {
  id: "value-of-information",
  badge: "VoI",
  predicate: "info",
  title: "Value of information",
  question:
    "Is there a parametrisation in which the agent does better if the decision observes the node?",
  definition:
    "The best the agent can do when the decision also observes X exceeds the best it can do when the decision does not; the value of information is the difference.",
  about: "node-for-decision",
  range: "chance",
  needs: [
    NOT_THE_DECISION,
    { condition: "the node does not come after the decision", whenViolated: "not-applicable" },
    { condition: "the diagram with the link is soluble", whenViolated: "yes-becomes-unknown" },
    { condition: "the node is a chance node or a utility", whenViolated: "yes-becomes-unknown" },
    ONE_AGENT,
  ],
  theorem:
    "X→D survives the minimal reduction of the graph with X→D; for one decision: X is d-connected to U(D) given Fa(D) without X",
  statements: ["T5", "T8"],
  citation:
    "Everitt et al. 2021 (2102.01685), Theorem 9; van Merwijk et al. 2022 (2202.11629), Theorem 7",
  completeness:
    "Sound in every diagram. Complete for chance nodes when the graph with the link is soluble, and otherwise when D alone suffices.",
  aliases: ["voi", "info", "observation-incentive"],
  example: {
    story:
      "A school predicts grades; race and gender do not affect the grade but by the high school.",
    text: `chance R "Race"
chance HS "High school" from R
chance E "Education" from HS
chance Gr "Grade" from E
chance Ge "Gender"
decision P "Predicted grade" sees HS, Ge
utility U "Accuracy" from Gr, P
`,
    answers: [
      { decision: "P", node: "E", kind: "present" },
      { decision: "P", node: "HS", kind: "present" },
      { decision: "P", node: "Ge", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: (analysis, decision) =>
    analysis.once(`value-of-information ${decision}`, () => judgeColumn(analysis, decision)),
  witness,
};

function judgeColumn(analysis: Analysis, decision: NodeId): Uint8Array {
  const { structure } = analysis;
  const codes = new Uint8Array(analysis.graph.size);
  const below = analysis.below(decision);
  const lonely = analysis.utilitiesBelow(decision).length === 0;
  const flags = analysis.decisionSweep(decision);
  const own = structure.decisionsOf(structure.ownerOf(decision));
  const survives = survivingLinks(analysis, decision, own);
  const survivesAll =
    own.length === structure.decisions.length
      ? survives
      : survivingLinks(analysis, decision, structure.decisions);
  const soluble = own.length > 1 ? solubleWithLink(analysis, decision, own) : undefined;
  const ownDecision = ownDecisionMarks(analysis, structure.ownerOf(decision));
  const sole = own.length > 1 ? soleDecision(analysis, decision) : undefined;
  for (let x = 0; x < codes.length; x++) {
    if (x === decision) codes[x] = IS_THE_DECISION;
    else if (below[x] === 1) codes[x] = AFTER_DECISION;
    else if (lonely) codes[x] = NO_UTILITY_BELOW;
    else if (((flags[x] as number) & TOUCHED) === 0) codes[x] = SCREENED_OFF;
    else if (survives[x] === 0) codes[x] = REDUCED_AWAY;
    else if (survivesAll[x] === 0) codes[x] = IRRELEVANT_SIGNALS;
    else if (soluble === undefined) codes[x] = INFORMATIVE;
    else if (soluble[x] === 0) {
      codes[x] = sole?.informative[x] === 1 ? INFORMATIVE_ALONE : INSOLUBLE_WITH_LINK;
    } else if (ownDecision[x] === 1) codes[x] = CHANCE_ONLY;
    else codes[x] = INFORMATIVE;
  }
  return codes;
}

function witness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const { structure, graph } = analysis;
  if (code === IS_THE_DECISION || code === AFTER_DECISION) return undefined;
  if (code === NO_UTILITY_BELOW) {
    const utilities = structure.utilitiesOf(structure.ownerOf(decision));
    return { kind: "no-path", from: [decision], to: utilities };
  }
  const linked = graph.withEdge(x, decision);
  const added: Reading = linked === graph ? {} : { added: [[x, decision]] };
  if (code === SCREENED_OFF) {
    const given = family(linked, decision).filter((v) => v !== x);
    const to = analysis.utilitiesBelow(decision);
    return { kind: "blocking-set", from: [x], to, given, on: added };
  }
  const own = structure.decisionsOf(structure.ownerOf(decision));
  const { graph: reduced, removed } = reduce(structure, linked, own);
  if (code === REDUCED_AWAY) {
    const last = removed.findIndex(({ link }) => link[0] === x && link[1] === decision);
    const on = { ...added, removed: removed.slice(0, last).map(({ link }) => link) };
    const step = removed[last];
    if (step === undefined) return undefined;
    return { kind: "blocking-set", from: [x], to: step.utilities, given: step.given, on };
  }
  const on = { ...added, removed: removed.map(({ link }) => link) };
  const given = family(reduced, decision).filter((v) => v !== x);
  const nodes = activeTrail(reduced, [x], utilitiesBelowIn(structure, reduced, decision), given);
  if (nodes === undefined) return undefined;
  const trail: Witness = { kind: "trail", nodes, given, on };
  if (code !== INSOLUBLE_WITH_LINK && code !== INFORMATIVE_ALONE) return trail;
  const cycle = relianceCycle(relevanceGraphOf(structure, linked, own));
  if (cycle === undefined) return trail;
  return { kind: "parts", parts: [trail, { kind: "cycle", nodes: cycle, on: added }] };
}
