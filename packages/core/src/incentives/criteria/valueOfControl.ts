/**
 * Value of control: would the agent gain if it could set X as it likes, using what X may see?
 *
 * Present iff a directed path X ⇢ U leads to a utility of the agent in the minimal reduction
 * (docs/theory.md T9; Everitt et al. 2021, Theorem 16; one decision, X no decision). A path that
 * meets no decision of the agent proves it for any number of decisions (copy X along the path; U
 * pays the last copy). A path through own decisions is proved when the diagram with one of them as
 * the only decision admits it (`soleDecision.ts`); otherwise it is unknown. "No" is reliable
 * throughout.
 */
import type { NodeId } from "../../graph/index.ts";
import type { AgentId } from "../../model/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import { ancestors, directedPath } from "../../graph/index.ts";
import { ownDecisionMarks, ownGraph, reachesUtilityFreely, removedBy } from "../agentView.ts";
import { minimalReduction, ownReduction, ownReductionCycle } from "../../structure/index.ts";
import { soleDecision } from "../soleDecision.ts";
import { SOME, cannotTell, irrelevantSignals } from "../wording.ts";
import {
  NO_OWN_DECISION,
  ONE_AGENT,
  ONE_DECISION_OR_FREE_PATH,
  REDUCTION_SOLUBLE,
} from "../preconditions.ts";

const PATH = 0;
const THROUGH_DECISIONS = 1;
const AMONG_SEVERAL = 2;
const INSOLUBLE = 3;
const IRRELEVANT_SIGNALS = 4;
const NONREQUISITE_LINKS = 5;
const NO_PATH = 6;
const OWN_DECISION = 7;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "path-to-utility",
    words: (w) =>
      `${SOME}, control over ${w.node} is worth something to ${w.agent}: ${w.node} can influence its utility${w.along}`,
  },
  {
    kind: "present",
    reason: "path-through-own-decisions",
    words: (w) =>
      `${SOME}, control over ${w.node} is worth something to ${w.agent}: through what its decisions learn from it, ${w.node} can influence its utility${w.along}`,
  },
  {
    kind: "unknown",
    reason: "path-through-several-decisions",
    words: (w) =>
      `whether control over ${w.node} is worth something to ${w.agent} in some parametrisation cannot be told from the graph: only through what several decisions of its own learn from it, ${w.node} can influence its utility${w.along}`,
  },
  {
    kind: "unknown",
    reason: "insoluble",
    words: cannotTell((w) => `control over ${w.node} is worth something to ${w.agent}`),
  },
  {
    kind: "unknown",
    reason: "relies-on-irrelevant-signals",
    words: irrelevantSignals((w) => `control over ${w.node} is worth something to ${w.agent}`),
  },
  {
    kind: "absent",
    reason: "only-through-nonrequisite-links",
    words: (w) =>
      `control over ${w.node} is worth nothing to ${w.agent}: ${w.node} influences its utility only through observations it can ignore without loss`,
  },
  {
    kind: "absent",
    reason: "no-path",
    words: (w) =>
      `control over ${w.node} is worth nothing to ${w.agent}: ${w.node} cannot influence its utility`,
  },
  {
    kind: "not-applicable",
    reason: "own-decision",
    words: (w) => `${w.node} is a decision of ${w.agent} and controlled already`,
  },
];

export const valueOfControl: Criterion = {
  id: "value-of-control",
  badge: "VoC",
  predicate: "voc",
  title: "Value of control",
  question:
    "Is there a parametrisation in which the agent gains if it can set the node as it likes?",
  definition:
    "The best the agent can do when it may also choose how X is determined exceeds the best it can do as things are; the value of control is the difference.",
  about: "node",
  range: "all-but-decisions",
  needs: [NO_OWN_DECISION, REDUCTION_SOLUBLE, ONE_DECISION_OR_FREE_PATH, ONE_AGENT],
  theorem: "A directed path X ⇢ U in the minimal reduction",
  statements: ["T9"],
  citation: "Everitt et al. 2021 (2102.01685), Theorem 16",
  completeness:
    "Sound in every diagram. Complete for one decision, for paths that meet no own decision, and when one decision alone suffices.",
  aliases: ["voc", "intervention-incentive"],
  example: {
    story:
      "Better schools would make grades easier to predict; nobody gains from a change of gender.",
    text: `chance R "Race"
chance HS "High school" from R
chance E "Education" from HS
chance Gr "Grade" from E
chance Ge "Gender"
decision P "Predicted grade" sees HS, Ge
utility U "Accuracy" from Gr, P
`,
    answers: [
      { agent: "agent", node: "HS", kind: "present" },
      { agent: "agent", node: "Ge", kind: "absent" },
      { agent: "agent", node: "P", kind: "not-applicable" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: (analysis, agent) =>
    analysis.once(`value-of-control ${agent}`, () => judgeColumn(analysis, agent)),
  witness,
};

function judgeColumn(analysis: Analysis, agent: AgentId): Uint8Array {
  const utilities = analysis.structure.utilitiesOf(agent);
  const written = analysis.aboveUtilities(agent);
  const own = ancestors(ownGraph(analysis, agent), utilities);
  const all = analysis.severalAgents ? ancestors(minimalReduction(analysis).graph, utilities) : own;
  const free = reachesUtilityFreely(analysis, agent, analysis.graph);
  const insoluble = ownReductionCycle(analysis, agent) !== undefined;
  const ownDecision = ownDecisionMarks(analysis, agent);
  const proved = provedByOneDecision(analysis, agent, own);
  const codes = new Uint8Array(written.length);
  for (let x = 0; x < codes.length; x++) {
    if (ownDecision[x] === 1) codes[x] = OWN_DECISION;
    else if (written[x] === 0) codes[x] = NO_PATH;
    else if (own[x] === 0) codes[x] = NONREQUISITE_LINKS;
    else if (all[x] === 0) codes[x] = IRRELEVANT_SIGNALS;
    else if (free[x] === 1) codes[x] = PATH;
    else if (proved[x] === 1) codes[x] = THROUGH_DECISIONS;
    else codes[x] = insoluble ? INSOLUBLE : AMONG_SEVERAL;
  }
  return codes;
}

/** Marks nodes that one decision alone, the others ignored, makes worth controlling. */
function provedByOneDecision(analysis: Analysis, agent: AgentId, own: Uint8Array): Uint8Array {
  const decisions = analysis.structure.decisionsOf(agent);
  if (decisions.length === 1) return own;
  const proved = new Uint8Array(own.length);
  for (const decision of decisions) {
    soleDecision(analysis, decision).controlling.forEach((mark, v) => {
      if (mark === 1) proved[v] = 1;
    });
  }
  return proved;
}

function witness(analysis: Analysis, agent: AgentId, x: NodeId, code: number): Witness | undefined {
  const to = analysis.structure.utilitiesOf(agent);
  if (code === OWN_DECISION) return undefined;
  if (code === NO_PATH) return { kind: "no-path", from: [x], to };
  const on = removedBy(ownReduction(analysis, agent));
  if (code === NONREQUISITE_LINKS) return { kind: "no-path", from: [x], to, on };
  const own = ownDecisionMarks(analysis, agent);
  const avoid = code === PATH ? (v: NodeId): boolean => own[v] === 1 : undefined;
  const nodes = directedPath(ownGraph(analysis, agent), [x], to, avoid);
  if (nodes === undefined) return undefined;
  const path: Witness = { kind: "directed-path", nodes, on };
  const cycle = code === INSOLUBLE ? ownReductionCycle(analysis, agent) : undefined;
  return cycle === undefined
    ? path
    : { kind: "parts", parts: [path, { kind: "cycle", nodes: cycle, on }] };
}
