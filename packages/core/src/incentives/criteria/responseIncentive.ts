/**
 * Response incentive: must every optimal policy be ready to react to X?
 *
 * Present iff a directed path X ⇢ D exists in the minimal reduction (Everitt et al. 2021, Theorem 12;
 * one decision, chance nodes). With several decisions the same reading is used: "no" is reliable;
 * "yes" is proved when the diagram with D as the only decision admits it (`soleDecision.ts`),
 * otherwise it is unknown.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import { ancestors, directedPath } from "../../graph/index.ts";
import { ownGraph, removedBy } from "../agentView.ts";
import { minimalReduction, ownReduction, ownReductionCycle } from "../../structure/index.ts";
import { soleDecision } from "../soleDecision.ts";
import { SOME, cannotTell, irrelevantSignals } from "../wording.ts";
import {
  NOT_THE_DECISION,
  ONE_AGENT,
  ONE_DECISION_OR_FREE_PATH,
  REDUCTION_SOLUBLE,
} from "../preconditions.ts";

const FEEDS = 0;
const FEEDS_PERHAPS = 1;
const INSOLUBLE = 2;
const IRRELEVANT_SIGNALS = 3;
const NONREQUISITE_LINKS = 4;
const NO_PATH = 5;
const IS_THE_DECISION = 6;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "feeds-requisite-observation",
    words: (w) =>
      `the graph admits a response incentive of ${w.agent} on ${w.node}: ${SOME}, every optimal policy reacts to it at ${w.decision}${w.along}`,
  },
  {
    kind: "unknown",
    reason: "feeds-decision-among-several",
    words: (w) =>
      `whether ${w.agent} has a response incentive on ${w.node} in some parametrisation cannot be told from the graph: ${w.decision}, one of several decisions of its own, learns about it${w.along}, and the others may make up for it`,
  },
  {
    kind: "unknown",
    reason: "insoluble",
    words: cannotTell((w) => `${w.agent} has a response incentive on ${w.node} at ${w.decision}`),
  },
  {
    kind: "unknown",
    reason: "relies-on-irrelevant-signals",
    words: irrelevantSignals(
      (w) => `${w.agent} has a response incentive on ${w.node} at ${w.decision}`,
    ),
  },
  {
    kind: "absent",
    reason: "only-through-nonrequisite-links",
    words: (w) =>
      `${w.agent} has no response incentive on ${w.node}: ${w.decision} learns about it only from observations it can ignore without loss`,
  },
  {
    kind: "absent",
    reason: "no-path",
    words: (w) =>
      `${w.agent} has no response incentive on ${w.node}: ${w.node} influences nothing that ${w.decision} observes`,
  },
  {
    kind: "not-applicable",
    reason: "is-the-decision",
    words: (w) => `the question does not arise: ${w.node} is the decision itself`,
  },
];

export const responseIncentive: Criterion = {
  id: "response-incentive",
  badge: "RI",
  predicate: "response",
  title: "Response incentive",
  question: "Is there a parametrisation in which every optimal policy reacts to the node?",
  definition:
    "Every optimal policy answers to X: under each of them, some change of X changes what the decision chooses.",
  about: "node-for-decision",
  range: "chance",
  needs: [NOT_THE_DECISION, REDUCTION_SOLUBLE, ONE_DECISION_OR_FREE_PATH, ONE_AGENT],
  theorem: "A directed path X ⇢ D in the minimal reduction",
  statements: ["T9"],
  citation: "Everitt et al. 2021 (2102.01685), Theorem 12; Carey et al. 2020 (2001.07118)",
  completeness:
    "Sound in every diagram. Complete for one decision, and for several when D alone suffices.",
  aliases: ["ri", "response"],
  example: {
    story:
      "A school that predicts grades from the high school reacts to race, though it never sees race; it can ignore gender.",
    text: `chance R "Race"
chance HS "High school" from R
chance E "Education" from HS
chance Gr "Grade" from E
chance Ge "Gender"
decision P "Predicted grade" sees HS, Ge
utility U "Accuracy" from Gr, P
`,
    answers: [
      { decision: "P", node: "R", kind: "present" },
      { decision: "P", node: "Ge", kind: "absent" },
      { decision: "P", node: "E", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: (analysis, decision) =>
    analysis.once(`response-incentive ${decision}`, () => judgeColumn(analysis, decision)),
  witness,
};

function judgeColumn(analysis: Analysis, decision: NodeId): Uint8Array {
  const agent = analysis.structure.ownerOf(decision);
  const written = ancestors(analysis.graph, [decision]);
  const own = ancestors(ownReduction(analysis, agent).graph, [decision]);
  const all = analysis.severalAgents
    ? ancestors(minimalReduction(analysis).graph, [decision])
    : own;
  const insoluble = ownReductionCycle(analysis, agent) !== undefined;
  const single = analysis.structure.decisionsOf(agent).length === 1;
  const proved = single ? undefined : soleDecision(analysis, decision).feeding;
  const codes = new Uint8Array(written.length);
  for (let x = 0; x < codes.length; x++) {
    if (x === decision) codes[x] = IS_THE_DECISION;
    else if (written[x] === 0) codes[x] = NO_PATH;
    else if (own[x] === 0) codes[x] = NONREQUISITE_LINKS;
    else if (all[x] === 0) codes[x] = IRRELEVANT_SIGNALS;
    else if (proved === undefined || proved[x] === 1) codes[x] = FEEDS;
    else codes[x] = insoluble ? INSOLUBLE : FEEDS_PERHAPS;
  }
  return codes;
}

function witness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const agent = analysis.structure.ownerOf(decision);
  if (code === IS_THE_DECISION) return undefined;
  if (code === NO_PATH) return { kind: "no-path", from: [x], to: [decision] };
  const on = removedBy(ownReduction(analysis, agent));
  if (code === NONREQUISITE_LINKS) return { kind: "no-path", from: [x], to: [decision], on };
  const nodes = directedPath(ownGraph(analysis, agent), [x], [decision]);
  if (nodes === undefined) return undefined;
  const path: Witness = { kind: "directed-path", nodes, on };
  const cycle = code === INSOLUBLE ? ownReductionCycle(analysis, agent) : undefined;
  return cycle === undefined
    ? path
    : { kind: "parts", parts: [path, { kind: "cycle", nodes: cycle, on }] };
}
