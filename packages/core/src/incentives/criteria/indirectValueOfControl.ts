/**
 * Indirect value of control: controlling X would help because decision D would be better informed.
 *
 * Present iff the minimal reduction has a directed path X ⇢ D ⇢ U and a back-door trail from X to U
 * that is active given Fa(D)∖{X} (Everitt, Ortega, Barnes & Legg 2019, 1902.09980, Theorem 14,
 * indirect case; one decision). With several own decisions "yes" is proved when the diagram with D
 * as the only decision admits it (`soleDecision.ts`), otherwise it is unknown.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import { activeTrail, ancestors, directedPath } from "../../graph/index.ts";
import { ownDecisionMarks, ownGraph, removedBy } from "../agentView.ts";
import {
  backDoorMarks,
  family,
  minimalReduction,
  ownReduction,
  ownReductionCycle,
  utilitiesBelowIn,
} from "../../structure/index.ts";
import { soleDecision } from "../soleDecision.ts";
import { SOME, cannotTell, irrelevantSignals } from "../wording.ts";
import {
  NO_OWN_DECISION,
  ONE_AGENT,
  ONE_DECISION_OR_FREE_PATH,
  REDUCTION_SOLUBLE,
} from "../preconditions.ts";

const BETTER_INFORMATION = 0;
const INSOLUBLE = 1;
const IRRELEVANT_SIGNALS = 2;
const NO_BACK_DOOR = 3;
const NO_PATH_THROUGH = 4;
const NO_UTILITY_BELOW = 5;
const OWN_DECISION = 6;
const AMONG_SEVERAL = 7;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "better-information",
    words: (w) =>
      `${SOME}, control over ${w.node} is worth something to ${w.agent} because ${w.decision} is better informed${w.along}`,
  },
  {
    kind: "unknown",
    reason: "insoluble",
    words: cannotTell(
      (w) => `control over ${w.node} is worth something to ${w.agent} by informing ${w.decision}`,
    ),
  },
  {
    kind: "unknown",
    reason: "relies-on-irrelevant-signals",
    words: irrelevantSignals(
      (w) => `control over ${w.node} is worth something to ${w.agent} by informing ${w.decision}`,
    ),
  },
  {
    kind: "absent",
    reason: "no-back-door",
    words: (w) =>
      `control over ${w.node} would not inform ${w.decision} better: given what the decision sees, no back-door trail connects ${w.node} with a utility`,
  },
  {
    kind: "absent",
    reason: "no-path-through-decision",
    words: (w) =>
      `control over ${w.node} would not inform ${w.decision} better: ${w.node} reaches no observation that the decision needs`,
  },
  {
    kind: "absent",
    reason: "no-utility-below",
    words: (w) =>
      `control over ${w.node} would not inform ${w.decision} better: the decision affects no utility of ${w.agent}`,
  },
  {
    kind: "not-applicable",
    reason: "own-decision",
    words: (w) => `${w.node} is a decision of ${w.agent} and controlled already`,
  },
  {
    kind: "unknown",
    reason: "path-through-several-decisions",
    words: (w) =>
      `whether control over ${w.node} is worth something to ${w.agent} by informing ${w.decision} in some parametrisation cannot be told from the graph: other decisions of its own may make up for it${w.along}`,
  },
];

export const indirectValueOfControl: Criterion = {
  id: "indirect-value-of-control",
  badge: "VoCi",
  predicate: "indirect_voc",
  title: "Indirect value of control",
  question:
    "Is there a parametrisation in which setting the node helps because the decision is better informed?",
  definition:
    "The agent gains from choosing how X is determined because the decision then knows more about what its utility depends on.",
  about: "node-for-decision",
  range: "all-but-decisions",
  needs: [NO_OWN_DECISION, REDUCTION_SOLUBLE, ONE_DECISION_OR_FREE_PATH, ONE_AGENT],
  theorem:
    "In the minimal reduction, X ⇢ D ⇢ U and a back-door trail from X to U active given Fa(D) without X",
  statements: ["T9"],
  citation: "Everitt, Ortega, Barnes & Legg 2019 (1902.09980), Theorem 14",
  completeness:
    "Sound in every diagram. Complete for one decision, and for several when D alone suffices.",
  aliases: ["indirect-voc"],
  example: {
    story: "A recommender gains from a better model of opinions, by the posts that it then shows.",
    text: `chance O "Original opinions"
chance M "Model of opinions" from O
decision P "Posts to show" sees M
chance I "Influenced opinions" from O, P
utility C "Clicks" from P, I
`,
    answers: [
      { decision: "P", node: "M", kind: "present" },
      { decision: "P", node: "I", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: (analysis, decision) =>
    analysis.once(`indirect-value-of-control ${decision}`, () => judgeColumn(analysis, decision)),
  witness,
};

function judgeColumn(analysis: Analysis, decision: NodeId): Uint8Array {
  const { structure } = analysis;
  const agent = structure.ownerOf(decision);
  const graph = ownGraph(analysis, agent);
  const utilities = utilitiesBelowIn(structure, graph, decision);
  const leads = ancestors(graph, [decision]);
  const leadsForAll = analysis.severalAgents
    ? ancestors(minimalReduction(analysis).graph, [decision])
    : leads;
  const own = ownDecisionMarks(analysis, agent);
  const insoluble = ownReductionCycle(analysis, agent) !== undefined;
  const backDoor = backDoorMarks(graph, utilities, family(graph, decision), leads);
  const single = structure.decisionsOf(agent).length === 1;
  const proved = single ? undefined : provedAlone(analysis, decision);
  const codes = new Uint8Array(graph.size);
  for (let x = 0; x < codes.length; x++) {
    if (own[x] === 1) codes[x] = OWN_DECISION;
    else if (utilities.length === 0) codes[x] = NO_UTILITY_BELOW;
    else if (leads[x] === 0) codes[x] = NO_PATH_THROUGH;
    else if (backDoor[x] === 0) codes[x] = NO_BACK_DOOR;
    else if (leadsForAll[x] === 0) codes[x] = IRRELEVANT_SIGNALS;
    else if (proved === undefined || proved[x] === 1) codes[x] = BETTER_INFORMATION;
    else codes[x] = insoluble ? INSOLUBLE : AMONG_SEVERAL;
  }
  return codes;
}

/** Marks nodes for which the diagram with this decision alone proves it. */
function provedAlone(analysis: Analysis, decision: NodeId): Uint8Array {
  const { reduced, feeding } = soleDecision(analysis, decision);
  const utilities = utilitiesBelowIn(analysis.structure, reduced, decision);
  return backDoorMarks(reduced, utilities, family(reduced, decision), feeding);
}

function witness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const { structure } = analysis;
  const agent = structure.ownerOf(decision);
  if (code === OWN_DECISION) return undefined;
  const on = removedBy(ownReduction(analysis, agent));
  if (code === NO_UTILITY_BELOW) {
    return { kind: "no-path", from: [decision], to: structure.utilitiesOf(agent), on };
  }
  if (code === NO_PATH_THROUGH) return { kind: "no-path", from: [x], to: [decision], on };
  const graph = ownGraph(analysis, agent);
  const utilities = utilitiesBelowIn(structure, graph, decision);
  const given = family(graph, decision).filter((v) => v !== x);
  if (code === NO_BACK_DOOR) {
    return { kind: "blocking-set", from: [x], to: utilities, given, backDoor: true, on };
  }
  const nodes = activeTrail(graph, [x], utilities, given, { firstStep: "into" });
  const first = directedPath(graph, [x], [decision]);
  const last = nodes?.[nodes.length - 1];
  if (nodes === undefined || first === undefined || last === undefined) return undefined;
  const second = directedPath(graph, [decision], [last]) ?? [];
  const parts: Witness[] = [
    { kind: "directed-path", nodes: [...first, ...second.slice(1)], on },
    { kind: "trail", nodes, given, on },
  ];
  const cycle = code === INSOLUBLE ? ownReductionCycle(analysis, agent) : undefined;
  if (cycle !== undefined) parts.push({ kind: "cycle", nodes: cycle, on });
  return { kind: "parts", parts };
}
