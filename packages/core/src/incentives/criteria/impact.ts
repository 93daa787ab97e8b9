/**
 * Impact incentive: may an optimal policy change X compared with a baseline, wanted or not?
 *
 * Present iff X and some utility of D's owner both lie below D (Carey et al. 2020, 2001.07118v3,
 * Definition 12 and its criterion; one decision). A side effect needs no path from X to a utility:
 * that is what sets impact apart from instrumental control.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Caveat, Witness } from "../verdict.ts";
import { directedPath } from "../../graph/index.ts";
import { isOwnDecision, reachedFreely } from "../agentView.ts";
import { NO_CAVEATS } from "../criterion.ts";

const AFFECTED = 0;
const THROUGH_DECISIONS = 1;
const NOT_BELOW = 2;
const NO_UTILITY_BELOW = 3;
const IS_THE_DECISION = 4;

const THROUGH_CAVEATS: readonly Caveat[] = ["completeness-multi-decision"];

const outcomes: readonly Outcome[] = [
  { verdict: "present", reason: "affected" },
  { verdict: "present", reason: "affected-through-decisions" },
  { verdict: "absent", reason: "not-below-decision" },
  { verdict: "absent", reason: "no-utility-below" },
  { verdict: "not-applicable", reason: "is-the-decision" },
];

export const impact: Criterion = {
  id: "impact",
  title: "Impact",
  question: "May optimal play change the node, wanted or as a side effect?",
  about: "node-for-decision",
  needs: [
    { condition: "node-is-not-the-decision", whenViolated: "not-applicable" },
    { condition: "one-decision-or-decision-free-path", whenViolated: "caveat" },
    { condition: "one-agent", whenViolated: "caveat" },
  ],
  theorem: "X and some utility of the agent both descend from D",
  citation: "Carey et al. 2020 (2001.07118v3), impact incentive criterion",
  completeness:
    "Sound in every diagram. Complete when both paths hold no other decision of the agent.",
  aliases: ["impact-incentive", "influence", "side-effect"],
  outcomes,
  perAgent: true,
  codes: (analysis, decision) =>
    analysis.once(`impact ${decision}`, () => {
      const below = analysis.below(decision);
      const utilities = analysis.utilitiesBelow(decision);
      const reached = reachedFreely(analysis, decision);
      const freeUtility = utilities.some((u) => reached[u] === 1);
      const codes = new Uint8Array(below.length);
      for (let x = 0; x < codes.length; x++) {
        if (x === decision) codes[x] = IS_THE_DECISION;
        else if (below[x] === 0) codes[x] = NOT_BELOW;
        else if (utilities.length === 0) codes[x] = NO_UTILITY_BELOW;
        else codes[x] = freeUtility && reached[x] === 1 ? AFFECTED : THROUGH_DECISIONS;
      }
      return codes;
    }),
  witness,
  caveats: (_analysis, _decision, _node, code) =>
    code === THROUGH_DECISIONS ? THROUGH_CAVEATS : NO_CAVEATS,
};

function witness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const { graph, structure } = analysis;
  const agent = structure.ownerOf(decision);
  const utilities = structure.utilitiesOf(agent);
  if (code === IS_THE_DECISION) return undefined;
  if (code === NOT_BELOW) return { kind: "no-path", from: [decision], to: [x] };
  if (code === NO_UTILITY_BELOW) return { kind: "no-path", from: [decision], to: utilities };
  const avoid = (v: NodeId): boolean => v !== decision && isOwnDecision(analysis, agent, v);
  const pathTo = (to: readonly NodeId[]): NodeId[] =>
    directedPath(graph, [decision], to, avoid) ?? directedPath(graph, [decision], to) ?? [];
  return {
    kind: "parts",
    parts: [
      { kind: "directed-path", nodes: pathTo([x]) },
      { kind: "directed-path", nodes: pathTo(utilities) },
    ],
  };
}
