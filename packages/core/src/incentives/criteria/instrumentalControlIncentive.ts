/**
 * Instrumental control incentive: may the agent want the decision to influence X as a means to its
 * utility?
 *
 * Present iff D ⇢ X ⇢ U in the graph as written, for a utility U of D's owner (Everitt et al. 2021,
 * Theorem 18). Paths may have length 0: it holds for X = D and for X = U. "No" is reliable for any
 * number of decisions. "Yes" is proved when some such path meets no other decision of the agent: let
 * every node on it copy its predecessor, U pay the last copy, and nothing listen to anything else;
 * then every optimal policy sets D = 1, and holding X at its value under D = 0 costs 1, in every
 * context. Otherwise "yes" carries a caveat (THEORY 2.5).
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Caveat, Witness } from "../verdict.ts";
import { directedPath } from "../../graph/index.ts";
import { isOwnDecision, reachedFreely, reachesUtilityFreely } from "../agentView.ts";
import { NO_CAVEATS } from "../criterion.ts";

const ON_PATH = 0;
const THROUGH_DECISIONS = 1;
const NOT_BELOW = 2;
const UTILITY_NOT_BELOW = 3;

const THROUGH_CAVEATS: readonly Caveat[] = ["completeness-multi-decision"];

export const CONTROL_OUTCOMES: readonly Outcome[] = [
  { verdict: "present", reason: "on-path-to-utility" },
  { verdict: "present", reason: "on-path-through-decisions" },
  { verdict: "absent", reason: "not-below-decision" },
  { verdict: "absent", reason: "utility-not-below-node" },
];

export const instrumentalControlIncentive: Criterion = {
  id: "instrumental-control-incentive",
  title: "Instrumental control incentive",
  question: "May the agent want to influence the node as a means to its utility?",
  about: "node-for-decision",
  needs: [
    { condition: "one-decision-or-decision-free-path", whenViolated: "caveat" },
    { condition: "one-agent", whenViolated: "caveat" },
  ],
  theorem: "A directed path D ⇢ X ⇢ U in the graph as written",
  citation: "Everitt et al. 2021 (2102.01685), Theorem 18",
  completeness: "Sound in every diagram. Complete when some such path meets no other own decision.",
  aliases: ["ici", "feasible-control-incentive", "control"],
  outcomes: CONTROL_OUTCOMES,
  perAgent: true,
  codes: controlCodes,
  witness: controlWitness,
  caveats: controlCaveats,
};

/** The judge, shared with `intent`, whose graphical part is the same. */
export function controlCodes(analysis: Analysis, decision: NodeId): Uint8Array {
  return analysis.once(`control ${decision}`, () => {
    const agent = analysis.structure.ownerOf(decision);
    const below = analysis.below(decision);
    const above = analysis.aboveUtilities(agent);
    const reached = reachedFreely(analysis, decision);
    const reaches = analysis.once(`reaches freely ${agent}`, () =>
      reachesUtilityFreely(analysis, agent, analysis.graph),
    );
    const freeFromDecision = [...analysis.graph.children(decision)].some((v) => reaches[v] === 1);
    const codes = new Uint8Array(below.length);
    for (let x = 0; x < codes.length; x++) {
      if (below[x] === 0) codes[x] = NOT_BELOW;
      else if (above[x] === 0) codes[x] = UTILITY_NOT_BELOW;
      else {
        const free = x === decision ? freeFromDecision : reached[x] === 1 && reaches[x] === 1;
        codes[x] = free ? ON_PATH : THROUGH_DECISIONS;
      }
    }
    return codes;
  });
}

export function controlCaveats(
  _analysis: Analysis,
  _decision: NodeId,
  _node: NodeId,
  code: number,
): readonly Caveat[] {
  return code === THROUGH_DECISIONS ? THROUGH_CAVEATS : NO_CAVEATS;
}

export function controlWitness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const { graph, structure } = analysis;
  const agent = structure.ownerOf(decision);
  const utilities = structure.utilitiesOf(agent);
  if (code === NOT_BELOW) return { kind: "no-path", from: [decision], to: [x] };
  if (code === UTILITY_NOT_BELOW) return { kind: "no-path", from: [x], to: utilities };
  const avoid = (v: NodeId): boolean => v !== decision && isOwnDecision(analysis, agent, v);
  const first = directedPath(graph, [decision], [x], avoid) ?? directedPath(graph, [decision], [x]);
  const second = directedPath(graph, [x], utilities, avoid) ?? directedPath(graph, [x], utilities);
  if (first === undefined || second === undefined) return undefined;
  return { kind: "directed-path", nodes: [...first, ...second.slice(1)] };
}
