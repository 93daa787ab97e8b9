/**
 * Direct value of control: the agent would gain from setting X even if its own decisions did not
 * respond, because a directed path X ⇢ U meets none of them (Everitt, Ortega, Barnes & Legg 2019,
 * 1902.09980, Theorem 14, direct case). Such a path holds no link of the agent, so its own reduction
 * leaves it intact.
 */
import type { NodeId } from "../../graph/index.ts";
import type { AgentId } from "../../model/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import { directedPath } from "../../graph/index.ts";
import { ownDecisionMarks, reachesUtilityFreely } from "../agentView.ts";
import { minimalReduction } from "../../structure/index.ts";
import { SOME, irrelevantSignals } from "../wording.ts";
import { NO_OWN_DECISION, ONE_AGENT } from "../preconditions.ts";

const PATH = 0;
const IRRELEVANT_SIGNALS = 1;
const ONLY_THROUGH_DECISIONS = 2;
const NO_PATH = 3;
const OWN_DECISION = 4;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "path-avoiding-own-decisions",
    words: (w) =>
      `${SOME}, control over ${w.node} is worth something to ${w.agent} even if none of its decisions respond: ${w.node} can influence its utility directly${w.along}`,
  },
  {
    kind: "unknown",
    reason: "relies-on-irrelevant-signals",
    words: irrelevantSignals(
      (w) =>
        `control over ${w.node} is worth something to ${w.agent} without a response of its own`,
    ),
  },
  {
    kind: "absent",
    reason: "only-through-own-decisions",
    words: (w) =>
      `control over ${w.node} is worth nothing to ${w.agent} unless its decisions respond: every path from ${w.node} to its utility passes one of them`,
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

export const directValueOfControl: Criterion = {
  id: "direct-value-of-control",
  badge: "VoCd",
  predicate: "direct_voc",
  title: "Direct value of control",
  question:
    "Is there a parametrisation in which the agent gains from setting the node even if its decisions do not respond?",
  definition:
    "The agent gains from choosing how X is determined although its own decisions go on by rules that take no notice of the change.",
  about: "node",
  range: "all-but-decisions",
  needs: [NO_OWN_DECISION, ONE_AGENT],
  theorem: "A directed path X ⇢ U that meets no decision of the agent",
  statements: ["T9"],
  citation: "Everitt, Ortega, Barnes & Legg 2019 (1902.09980), Theorem 14",
  completeness: "Sound and complete for any number of own decisions.",
  aliases: ["direct-voc"],
  example: {
    story:
      "A recommender would gain from changed opinions as they are; from a changed model of them only by showing other posts.",
    text: `chance O "Original opinions"
chance M "Model of opinions" from O
decision P "Posts to show" sees M
chance I "Influenced opinions" from O, P
utility C "Clicks" from P, I
`,
    answers: [
      { agent: "agent", node: "I", kind: "present" },
      { agent: "agent", node: "M", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: (analysis, agent) =>
    analysis.once(`direct-value-of-control ${agent}`, () => {
      const own = ownDecisionMarks(analysis, agent);
      const above = analysis.aboveUtilities(agent);
      const free = reachesUtilityFreely(analysis, agent, analysis.graph);
      const freeForAll = analysis.severalAgents
        ? reachesUtilityFreely(analysis, agent, minimalReduction(analysis).graph)
        : free;
      const codes = new Uint8Array(above.length);
      for (let x = 0; x < codes.length; x++) {
        if (own[x] === 1) codes[x] = OWN_DECISION;
        else if (above[x] === 0) codes[x] = NO_PATH;
        else if (free[x] === 0) codes[x] = ONLY_THROUGH_DECISIONS;
        else codes[x] = freeForAll[x] === 1 ? PATH : IRRELEVANT_SIGNALS;
      }
      return codes;
    }),
  witness,
};

function witness(analysis: Analysis, agent: AgentId, x: NodeId, code: number): Witness | undefined {
  const to = analysis.structure.utilitiesOf(agent);
  if (code === OWN_DECISION) return undefined;
  if (code === NO_PATH) return { kind: "no-path", from: [x], to };
  if (code === ONLY_THROUGH_DECISIONS) {
    const avoiding = analysis.structure.decisionsOf(agent);
    return { kind: "no-path", from: [x], to, avoiding };
  }
  const own = ownDecisionMarks(analysis, agent);
  const nodes = directedPath(analysis.graph, [x], to, (v) => own[v] === 1);
  return nodes && { kind: "directed-path", nodes };
}
