/**
 * Instrumental control incentive: may the agent want the decision to influence X as a means to its
 * utility? The incentive is there when every optimal policy, all own decisions optimal, makes the
 * utility depend on X by way of D (Everitt et al. 2021, Definition 17).
 *
 * One decision: present iff D ⇢ X ⇢ U in the graph as written (Theorem 18). Paths may have length 0:
 * it holds for X = D and for X = U.
 *
 * Several own decisions. Absent when no path D ⇢ X ⇢ U survives the agent's own reduction: some
 * optimal policy uses none of the links that reduction removes, in every parametrisation, and under
 * it neither X nor the utility answers. Present when such a path meets no other own decision: let
 * every node on it copy its predecessor, U pay the last copy, and nothing listen to anything else;
 * then every optimal policy sets D = 1, and holding X at its value under D = 0 costs 1, in every
 * context. Present, too, when by way of X the decision controls how well a later one is informed
 * (`informing.ts`). Absent once more when no path survives that the agent knows its own earlier
 * choices (`structure/knownChoices.ts`). Otherwise unknown.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Witness } from "../verdict.ts";
import type { Words } from "../wording.ts";
import { ancestors, descendants, directedPath } from "../../graph/index.ts";
import { ownReduction, reductionKnowingChoices } from "../../structure/index.ts";
import {
  isOwnDecision,
  ownGraph,
  reachedFreely,
  reachesUtilityFreely,
  removedBy,
} from "../agentView.ts";
import { informing, informingWitness } from "../informing.ts";
import { pastOwnDecisions } from "../wording.ts";
import { ONE_AGENT, ONE_DECISION_OR_FREE_PATH } from "../preconditions.ts";

const ON_PATH = 0;
const THROUGH_DECISIONS = 1;
const NOT_BELOW = 2;
const UTILITY_NOT_BELOW = 3;
const BY_INFORMING = 4;
const NONREQUISITE_LINKS = 5;
const KNOWN_CHOICES = 6;

const controlled = (w: Words): string =>
  `${w.agent} has an instrumental control incentive on ${w.node} by ${w.decision}`;

/** In the order of the codes above, which `intent` shares. */
const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "on-path-to-utility",
    words: (w) =>
      w.node === w.decision
        ? `the graph admits an instrumental control incentive of ${w.agent} on its own decision ${w.node}, which can influence its utility${w.along}`
        : `the graph admits an instrumental control incentive of ${w.agent} on ${w.node}: by ${w.decision} it can influence ${w.node}, which in turn can influence its utility${w.along}`,
  },
  {
    kind: "unknown",
    reason: "on-path-through-decisions",
    words: pastOwnDecisions(controlled),
  },
  {
    kind: "absent",
    reason: "not-below-decision",
    words: (w) =>
      `${w.agent} has no instrumental control incentive on ${w.node}: ${w.decision} cannot influence ${w.node}`,
  },
  {
    kind: "absent",
    reason: "utility-not-below-node",
    words: (w) =>
      `${w.agent} has no instrumental control incentive on ${w.node}: ${w.node} cannot influence its utility`,
  },
  {
    kind: "present",
    reason: "by-informing-own-decision",
    words: (w) =>
      `the graph admits an instrumental control incentive of ${w.agent} on ${w.node}: by ${w.decision} it can see to it that a later decision of its own is better informed${w.along}`,
  },
  {
    kind: "absent",
    reason: "only-through-nonrequisite-links",
    words: (w) =>
      `${w.agent} has no instrumental control incentive on ${w.node}: the only ways from ${w.decision} through ${w.node} to its utility use observations that its decisions can ignore without loss, and some optimal policy ignores them`,
  },
  {
    kind: "absent",
    reason: "only-through-known-choices",
    words: (w) =>
      `${w.agent} has no instrumental control incentive on ${w.node}: the only ways from ${w.decision} through ${w.node} to its utility use observations that its decisions can ignore once they know what it chose before, and some optimal policy ignores them`,
  },
];

export const CONTROL_THEOREM =
  "A directed path D ⇢ X ⇢ U, in the minimal reduction where the agent decides more than once";
export const CONTROL_COMPLETENESS =
  "Sound in every diagram. Complete for one decision, for paths that meet no other own decision, and when D controls what a later own decision learns.";

export const instrumentalControlIncentive: Criterion = {
  id: "instrumental-control-incentive",
  badge: "ICI",
  predicate: "control",
  title: "Instrumental control incentive",
  question:
    "Is there a parametrisation in which the agent wants to influence the node as a means to its utility?",
  definition:
    "Under every optimal policy the agent's utility depends on the decision by way of X: were X what it would have been under another choice, all else as it is, the agent would expect another utility.",
  about: "node-for-decision",
  range: "all-but-utilities-and-the-decision",
  needs: [ONE_DECISION_OR_FREE_PATH, ONE_AGENT],
  theorem: CONTROL_THEOREM,
  statements: ["T9"],
  citation: "Everitt et al. 2021 (2102.01685), Theorem 18; several decisions: own proof",
  completeness: CONTROL_COMPLETENESS,
  aliases: ["ici", "feasible-control-incentive", "control"],
  example: {
    story:
      "A recommender that is paid for clicks can change opinions so that more is clicked; it has no way to change what opinions were before.",
    text: `chance O "Original opinions"
chance M "Model of opinions" from O
decision P "Posts to show" sees M
chance I "Influenced opinions" from O, P
utility C "Clicks" from P, I
`,
    answers: [
      { decision: "P", node: "I", kind: "present" },
      { decision: "P", node: "M", kind: "absent" },
      { decision: "P", node: "O", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: controlCodes,
  witness: controlWitness,
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
    const own = ownGraph(analysis, agent);
    const ownBelow = descendants(own, [decision]);
    const ownAbove = ancestors(own, analysis.structure.utilitiesOf(agent));
    const codes = new Uint8Array(below.length);
    for (let x = 0; x < codes.length; x++) {
      if (below[x] === 0) codes[x] = NOT_BELOW;
      else if (above[x] === 0) codes[x] = UTILITY_NOT_BELOW;
      else {
        const free = x === decision ? freeFromDecision : reached[x] === 1 && reaches[x] === 1;
        if (free) codes[x] = ON_PATH;
        else if (ownBelow[x] === 0 || ownAbove[x] === 0) codes[x] = NONREQUISITE_LINKS;
        else if (informing(analysis, decision)[x]) codes[x] = BY_INFORMING;
        else
          codes[x] = survivesKnowledge(analysis, decision, x) ? THROUGH_DECISIONS : KNOWN_CHOICES;
      }
    }
    return codes;
  });
}

/** Does a path D ⇢ X ⇢ U survive that the agent knows what it chose? */
function survivesKnowledge(analysis: Analysis, decision: NodeId, x: NodeId): boolean {
  const agent = analysis.structure.ownerOf(decision);
  const { graph } = reductionKnowingChoices(analysis, agent);
  const utilities = analysis.structure.utilitiesOf(agent);
  const above = analysis.once(`knowing above ${agent}`, () => ancestors(graph, utilities));
  const below = analysis.once(`knowing below ${decision}`, () => descendants(graph, [decision]));
  return below[x] === 1 && above[x] === 1;
}

export function controlWitness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const { structure } = analysis;
  const agent = structure.ownerOf(decision);
  const utilities = structure.utilitiesOf(agent);
  if (code === NOT_BELOW) return { kind: "no-path", from: [decision], to: [x] };
  if (code === UTILITY_NOT_BELOW) return { kind: "no-path", from: [x], to: utilities };
  if (code === NONREQUISITE_LINKS || code === KNOWN_CHOICES) {
    const reduction =
      code === KNOWN_CHOICES
        ? reductionKnowingChoices(analysis, agent)
        : ownReduction(analysis, agent);
    const on = removedBy(reduction);
    const reached = descendants(reduction.graph, [decision])[x] === 1;
    return reached
      ? { kind: "no-path", from: [x], to: utilities, on }
      : { kind: "no-path", from: [decision], to: [x], on };
  }
  if (code === BY_INFORMING) {
    const proof = informing(analysis, decision)[x];
    return proof && informingWitness(analysis, decision, x, proof);
  }
  const avoid = (v: NodeId): boolean => v !== decision && isOwnDecision(analysis, agent, v);
  // A path that stays unproved is one of the reduction: links that may be ignored prove nothing.
  const on = code === THROUGH_DECISIONS ? removedBy(ownReduction(analysis, agent)) : undefined;
  const graph = on === undefined ? analysis.graph : ownGraph(analysis, agent);
  const path = (from: NodeId, to: readonly NodeId[]): NodeId[] | undefined =>
    directedPath(graph, [from], to, avoid) ?? directedPath(graph, [from], to);
  const first = path(decision, [x]);
  const second = path(x, utilities);
  if (first === undefined || second === undefined) return undefined;
  const nodes = [...first, ...second.slice(1)];
  return { kind: "directed-path", nodes, ...(on === undefined ? {} : { on }) };
}
