/**
 * Impact incentive: may an optimal policy change X compared with a baseline, wanted or not?
 *
 * One decision (docs/theory.md T9): present iff X and some utility of D's owner both lie below D
 * (Carey et al. 2020, 2001.07118v3, Definition 12 and its criterion). A side effect needs no path
 * from X to a utility: that is what sets impact apart from instrumental control.
 *
 * Several own decisions, all optimal. Absent when X, or every utility, lies below D no longer in
 * the agent's own reduction: an optimal policy that uses only requisite links does not let X answer
 * to D, or may as well follow the baseline at D. Present when both lie below D by paths that meet
 * no other own decision, or when every optimal policy uses D to inform a later own decision D′
 * (`informing.ts`) and X is freely below D or D′. Absent once more when the same paths do not
 * survive that the agent knows its own earlier choices (`structure/knownChoices.ts`). Otherwise
 * unknown.
 */
import type { NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { Informing } from "../informing.ts";
import type { Witness } from "../verdict.ts";
import { descendants, directedPath } from "../../graph/index.ts";
import { ownReduction, reductionKnowingChoices, utilitiesBelowIn } from "../../structure/index.ts";
import { isOwnDecision, ownGraph, reachedFreely, removedBy } from "../agentView.ts";
import { allInforming, informingWitness } from "../informing.ts";
import { SOME, pastOwnDecisions } from "../wording.ts";
import { NOT_THE_DECISION, ONE_AGENT, ONE_DECISION_OR_FREE_PATH } from "../preconditions.ts";

const AFFECTED = 0;
const THROUGH_DECISIONS = 1;
const NOT_BELOW = 2;
const NO_UTILITY_BELOW = 3;
const IS_THE_DECISION = 4;
const BY_INFORMING = 5;
const NONREQUISITE_LINKS = 6;
const UTILITY_NONREQUISITE = 7;
const KNOWN_CHOICES = 8;
const UTILITY_KNOWN_CHOICES = 9;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "affected",
    words: (w) =>
      `${SOME}, optimal play of ${w.agent} at ${w.decision} changes ${w.node}, wanted or as a side effect${w.along}`,
  },
  {
    kind: "unknown",
    reason: "affected-through-decisions",
    words: pastOwnDecisions(
      (w) =>
        `optimal play of ${w.agent} at ${w.decision} changes ${w.node}, wanted or as a side effect,`,
    ),
  },
  {
    kind: "absent",
    reason: "not-below-decision",
    words: (w) => `${w.decision} has no impact on ${w.node}: the decision cannot influence it`,
  },
  {
    kind: "absent",
    reason: "no-utility-below",
    words: (w) =>
      `${w.agent} has no reason to choose one way or another at ${w.decision}, which affects no utility of its own: nothing drives an impact on ${w.node}`,
  },
  {
    kind: "not-applicable",
    reason: "is-the-decision",
    words: (w) => `the question does not arise: ${w.node} is the decision itself`,
  },
  {
    kind: "present",
    reason: "by-informing-own-decision",
    words: (w) =>
      `${SOME}, optimal play of ${w.agent} at ${w.decision} changes ${w.node}, wanted or as a side effect of informing a later decision of its own${w.along}`,
  },
  {
    kind: "absent",
    reason: "only-through-nonrequisite-links",
    words: (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: the only ways to ${w.node} use observations that its decisions can ignore without loss, and some optimal policy ignores them`,
  },
  {
    kind: "absent",
    reason: "utility-only-through-nonrequisite-links",
    words: (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: the decision reaches its utility only through observations that its decisions can ignore without loss, and for some optimal policy any choice is as good`,
  },
  {
    kind: "absent",
    reason: "only-through-known-choices",
    words: (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: the only ways to ${w.node} use observations that its decisions can ignore once they know what it chose before, and some optimal policy ignores them`,
  },
  {
    kind: "absent",
    reason: "utility-only-through-known-choices",
    words: (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: the decision reaches its utility only through observations that its decisions can ignore once they know what it chose before, and for some optimal policy any choice is as good`,
  },
];

export const impact: Criterion = {
  id: "impact",
  badge: "Imp",
  predicate: "influence",
  title: "Impact",
  question:
    "Is there a parametrisation in which optimal play changes the node, wanted or as a side effect?",
  definition:
    "Under every optimal policy X is distributed otherwise than under a baseline at the decision, whether the agent gains from that or not.",
  about: "node-for-decision",
  range: "all-but-utilities-and-the-decision",
  needs: [NOT_THE_DECISION, ONE_DECISION_OR_FREE_PATH, ONE_AGENT],
  theorem:
    "X and some utility of the agent both descend from D, in the minimal reduction where the agent decides more than once",
  statements: ["T9"],
  citation:
    "Carey et al. 2020 (2001.07118v3), impact incentive criterion; several decisions: own proof",
  completeness:
    "Sound in every diagram. Complete for one decision, when both paths hold no other own decision, and when D controls what a later own decision learns.",
  aliases: ["impact-incentive", "influence", "side-effect"],
  example: {
    story:
      "A recommender that is paid for clicks changes well-being as a side effect; it does not change what opinions were before.",
    text: `chance O "Original opinions"
chance M "Model of opinions" from O
decision P "Posts to show" sees M
chance I "Influenced opinions" from O, P
chance W "Well-being" from I
utility C "Clicks" from P, I
`,
    answers: [
      { decision: "P", node: "W", kind: "present" },
      { decision: "P", node: "I", kind: "present" },
      { decision: "P", node: "O", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: true,
  codes: (analysis, decision) =>
    analysis.once(`impact ${decision}`, () => {
      const below = analysis.below(decision);
      const utilities = analysis.utilitiesBelow(decision);
      const reached = reachedFreely(analysis, decision);
      const freeUtility = utilities.some((u) => reached[u] === 1);
      const agent = analysis.structure.ownerOf(decision);
      const own = ownGraph(analysis, agent);
      const ownBelow = descendants(own, [decision]);
      const matters = utilitiesBelowIn(analysis.structure, own, decision).length > 0;
      const codes = new Uint8Array(below.length);
      for (let x = 0; x < codes.length; x++) {
        if (x === decision) codes[x] = IS_THE_DECISION;
        else if (below[x] === 0) codes[x] = NOT_BELOW;
        else if (utilities.length === 0) codes[x] = NO_UTILITY_BELOW;
        else if (freeUtility && reached[x] === 1) codes[x] = AFFECTED;
        else if (ownBelow[x] === 0) codes[x] = NONREQUISITE_LINKS;
        else if (!matters) codes[x] = UTILITY_NONREQUISITE;
        else if (proofFor(analysis, decision, x) !== undefined) codes[x] = BY_INFORMING;
        else codes[x] = withKnowledge(analysis, decision, x);
      }
      return codes;
    }),
  witness,
};

/** Whether X, and some utility, still lie below D for an agent that knows what it chose. */
function withKnowledge(analysis: Analysis, decision: NodeId, x: NodeId): number {
  const { graph } = reductionKnowingChoices(analysis, analysis.structure.ownerOf(decision));
  const below = analysis.once(`knowing below ${decision}`, () => descendants(graph, [decision]));
  if (below[x] === 0) return KNOWN_CHOICES;
  const matters = utilitiesBelowIn(analysis.structure, graph, decision).length > 0;
  return matters ? THROUGH_DECISIONS : UTILITY_KNOWN_CHOICES;
}

/** A proof that D informs a later decision, when X is freely below D or that decision. */
function proofFor(analysis: Analysis, decision: NodeId, x: NodeId): Informing | undefined {
  return allInforming(analysis, decision).find(
    ({ informed }) =>
      reachedFreely(analysis, decision)[x] === 1 || reachedFreely(analysis, informed)[x] === 1,
  );
}

function witness(
  analysis: Analysis,
  decision: NodeId,
  x: NodeId,
  code: number,
): Witness | undefined {
  const { structure } = analysis;
  const agent = structure.ownerOf(decision);
  const utilities = structure.utilitiesOf(agent);
  if (code === IS_THE_DECISION) return undefined;
  if (code === NOT_BELOW) return { kind: "no-path", from: [decision], to: [x] };
  if (code === NO_UTILITY_BELOW) return { kind: "no-path", from: [decision], to: utilities };
  const on = removedBy(ownReduction(analysis, agent));
  if (code === NONREQUISITE_LINKS) return { kind: "no-path", from: [decision], to: [x], on };
  if (code === UTILITY_NONREQUISITE)
    return { kind: "no-path", from: [decision], to: utilities, on };
  if (code === KNOWN_CHOICES || code === UTILITY_KNOWN_CHOICES) {
    const knowing = removedBy(reductionKnowingChoices(analysis, agent));
    const to = code === KNOWN_CHOICES ? [x] : utilities;
    return { kind: "no-path", from: [decision], to, on: knowing };
  }
  const avoid = (v: NodeId): boolean => v !== decision && isOwnDecision(analysis, agent, v);
  const reading = code === THROUGH_DECISIONS ? { on } : {};
  const graph = code === THROUGH_DECISIONS ? ownGraph(analysis, agent) : analysis.graph;
  const pathTo = (to: readonly NodeId[]): Witness => ({
    kind: "directed-path",
    nodes: directedPath(graph, [decision], to, avoid) ?? directedPath(graph, [decision], to) ?? [],
    ...reading,
  });
  if (code === BY_INFORMING) {
    const proof = proofFor(analysis, decision, x);
    const told =
      proof &&
      informingWitness(analysis, decision, proof.paid ? proof.informed : proof.observation, proof);
    return told && { kind: "parts", parts: [pathTo([x]), told] };
  }
  return {
    kind: "parts",
    parts: [pathTo([x]), pathTo(utilities)],
  };
}
