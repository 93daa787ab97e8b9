/**
 * Only informational: may X matter to the agent solely because its decisions learn from it?
 * Present iff every directed path from X to a utility of the agent meets one of the agent's own
 * decisions, and there is such a path (docs/theory.md T22; Everitt, Hutter, Kumar & Krakovna 2021,
 * 1908.04734, the certificate G2: then the only instrumental reason to influence X is information).
 */
import type { NodeId } from "../../graph/index.ts";
import type { AgentId } from "../../model/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import { directedPath } from "../../graph/index.ts";
import { ownDecisionMarks, reachesUtilityFreely } from "../agentView.ts";
import { NO_OWN_DECISION } from "../preconditions.ts";

const EVERY_PATH = 0;
const AVOIDING_PATH = 1;
const NO_PATH = 2;
const OWN_DECISION = 3;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "every-path-meets-own-decision",
    words: (w) =>
      `${w.node} can matter to ${w.agent} only through what its own decisions learn from it${w.along}`,
  },
  {
    kind: "absent",
    reason: "path-avoiding-own-decisions",
    words: (w) =>
      `${w.node} can matter to ${w.agent} not only as information: a path leads to its utility past all of its decisions${w.along}`,
  },
  {
    kind: "absent",
    reason: "no-path",
    words: (w) => `${w.node} does not matter to ${w.agent} at all: it cannot influence its utility`,
  },
  {
    kind: "not-applicable",
    reason: "own-decision",
    words: (w) => `${w.node} is a decision of ${w.agent}, not a source of information`,
  },
];

export const onlyInformational: Criterion = {
  id: "only-informational",
  badge: "Inf",
  predicate: "only_informational",
  title: "Only informational",
  question: "Can the node matter to the agent only through what its decisions learn from it?",
  definition:
    "Whatever reason the agent has to influence X, it is that its own decisions learn from X: X has no other way to the agent's utility.",
  about: "node",
  range: "all",
  needs: [NO_OWN_DECISION],
  theorem: "Every directed path X ⇢ U meets a decision of the agent, and there is one",
  statements: ["T22"],
  citation: "Everitt, Hutter, Kumar & Krakovna 2021 (1908.04734), section 4",
  completeness: "A certificate: present means no non-informational reason to influence the node.",
  aliases: ["informational"],
  example: {
    story:
      "The model of opinions matters to a recommender only as what it knows; the opinions matter also as what gets clicked.",
    text: `chance O "Original opinions"
chance M "Model of opinions" from O
decision P "Posts to show" sees M
chance I "Influenced opinions" from O, P
utility C "Clicks" from P, I
`,
    answers: [
      { agent: "agent", node: "M", kind: "present" },
      { agent: "agent", node: "I", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: false,
  codes: (analysis, agent) =>
    analysis.once(`only-informational ${agent}`, () => {
      const own = ownDecisionMarks(analysis, agent);
      const above = analysis.aboveUtilities(agent);
      const free = reachesUtilityFreely(analysis, agent, analysis.graph);
      const codes = new Uint8Array(above.length);
      for (let x = 0; x < codes.length; x++) {
        if (own[x] === 1) codes[x] = OWN_DECISION;
        else if (above[x] === 0) codes[x] = NO_PATH;
        else codes[x] = free[x] === 1 ? AVOIDING_PATH : EVERY_PATH;
      }
      return codes;
    }),
  witness,
};

function witness(analysis: Analysis, agent: AgentId, x: NodeId, code: number): Witness | undefined {
  const to = analysis.structure.utilitiesOf(agent);
  if (code === OWN_DECISION) return undefined;
  if (code === NO_PATH) return { kind: "no-path", from: [x], to };
  if (code === AVOIDING_PATH) {
    const own = ownDecisionMarks(analysis, agent);
    const nodes = directedPath(analysis.graph, [x], to, (v) => own[v] === 1);
    return nodes && { kind: "directed-path", nodes };
  }
  const nodes = directedPath(analysis.graph, [x], to);
  if (nodes === undefined) return undefined;
  const avoiding = analysis.structure.decisionsOf(agent);
  return {
    kind: "parts",
    parts: [
      { kind: "directed-path", nodes },
      { kind: "no-path", from: [x], to, avoiding },
    ],
  };
}
