/**
 * Every sentence about a verdict, in one place: one wording per criterion and reason, one per
 * caveat. A verdict is about the graph: "present" says that some parametrisation has it, never that
 * the model at hand does, and the sentences say so; what is said to be absent is so in all. Three words are kept apart on purpose: an *incentive* is a reason to do something,
 * *impact* is what optimal play may change whether wanted or not, *intent* belongs to a policy.
 */
import type { Caveat, ReasonCode, ReasoningPattern } from "../incentives/index.ts";

/** What a wording may mention; each is ready to stand in a sentence. */
export interface Words {
  readonly agent: string;
  readonly target: string;
  readonly decision: string;
  readonly node: string;
  /** `A → B → C`; empty when the verdict has no path to show. */
  readonly path: string;
  /** ` along A → B → C`, or nothing. */
  readonly along: string;
  /** `given A and B`, or `even without any observation`. */
  readonly given: string;
  /** Nodes that a witness names: a cycle, or culprits. */
  readonly culprits: string;
  /** ` about X` when the verdict is about a node, else nothing. */
  readonly about: string;
  /** ` by its direct effect …`, or nothing. */
  readonly pattern: string;
}

type Wording = (words: Words) => string;
type Wordings = Partial<Readonly<Record<ReasonCode, Wording>>>;

/** What holds in some parametrisation, which is what "present" means, is said to be possible. */
const some = "in some parametrisation of this graph";

const cannotTell =
  (what: (words: Words) => string): Wording =>
  (w) =>
    `whether ${what(w)} in some parametrisation cannot be told from the graph: it is not soluble${
      w.culprits === "" ? "" : ` (${w.culprits} rely on each other)`
    }, and in that case the criterion can only rule it out`;

const irrelevantSignals =
  (what: (words: Words) => string): Wording =>
  (w) =>
    `whether ${what(w)} in some parametrisation cannot be told from the graph: it would take other agents who respond to signals that cannot matter to them`;

/** A path is left after the reduction, and meets other decisions of the agent on its way. */
const pastOwnDecisions =
  (what: (words: Words) => string): Wording =>
  (w) =>
    `whether ${what(w)} in some parametrisation cannot be told from the graph: the only ways there pass other decisions of its own${w.along}, which may make up for it`;

const controlled = (w: Words): string =>
  `${w.agent} has an instrumental control incentive on ${w.node} by ${w.decision}`;

const control: Wordings = {
  "on-path-to-utility": (w) =>
    w.node === w.decision
      ? `the graph admits an instrumental control incentive of ${w.agent} on its own decision ${w.node}, which can influence its utility${w.along}`
      : `the graph admits an instrumental control incentive of ${w.agent} on ${w.node}: by ${w.decision} it can influence ${w.node}, which in turn can influence its utility${w.along}`,
  "by-informing-own-decision": (w) =>
    `the graph admits an instrumental control incentive of ${w.agent} on ${w.node}: by ${w.decision} it can see to it that a later decision of its own is better informed${w.along}`,
  "on-path-through-decisions": pastOwnDecisions(controlled),
  "not-below-decision": (w) =>
    `${w.agent} has no instrumental control incentive on ${w.node}: ${w.decision} cannot influence ${w.node}`,
  "utility-not-below-node": (w) =>
    `${w.agent} has no instrumental control incentive on ${w.node}: ${w.node} cannot influence its utility`,
  "only-through-nonrequisite-links": (w) =>
    `${w.agent} has no instrumental control incentive on ${w.node}: from ${w.decision} over ${w.node} to its utility lead only observations that its decisions can ignore without loss, and some optimal policy ignores them`,
  "only-through-known-choices": (w) =>
    `${w.agent} has no instrumental control incentive on ${w.node}: from ${w.decision} over ${w.node} to its utility lead only observations that its decisions can ignore once they know what it chose before, and some optimal policy ignores them`,
};

const intent: Wordings = {
  "on-path-to-utility": (w) =>
    w.node === w.decision
      ? `${some}, ${w.agent} intends its own decision ${w.node}, which influences its utility${w.along}`
      : `${some}, by ${w.decision}, ${w.agent} intends to influence ${w.node}: the decision can reach its utility through ${w.node}${w.along}`,
  "by-informing-own-decision": (w) =>
    `${some}, by ${w.decision}, ${w.agent} intends to influence ${w.node}, so that a later decision of its own is better informed${w.along}`,
  "on-path-through-decisions": pastOwnDecisions(
    (w) => `by ${w.decision}, ${w.agent} intends to influence ${w.node}`,
  ),
  "not-below-decision": (w) =>
    `by ${w.decision}, ${w.agent} cannot intend to influence ${w.node}: the decision does not reach it`,
  "utility-not-below-node": (w) =>
    `by ${w.decision}, ${w.agent} has nothing to gain through ${w.node} and so cannot intend to influence it: ${w.node} does not reach its utility`,
  "only-through-nonrequisite-links": (w) =>
    `by ${w.decision}, ${w.agent} need not intend to influence ${w.node}: over ${w.node} to its utility lead only observations that its decisions can ignore without loss, and some optimal policy ignores them`,
  "only-through-known-choices": (w) =>
    `by ${w.decision}, ${w.agent} need not intend to influence ${w.node}: over ${w.node} to its utility lead only observations that its decisions can ignore once they know what it chose before, and some optimal policy ignores them`,
};

const WORDINGS: Readonly<Record<string, Wordings>> = {
  "value-of-information": {
    informative: (w) =>
      `${some}, ${w.agent} does better if ${w.decision} observes ${w.node}: ${w.node} can tell something about a utility that the decision affects${w.along}`,
    "informative-alone": (w) =>
      `${some}, ${w.agent} does better if ${w.decision} observes ${w.node}, even if all its other decisions are fixed: ${w.node} can tell something about a utility that the decision affects${w.along}`,
    "screened-off": (w) =>
      `observing ${w.node} is worth nothing to ${w.decision}: ${w.given}, it tells nothing about the utilities the decision affects`,
    "reduced-away": (w) =>
      `observing ${w.node} is worth nothing to ${w.decision}: it would matter only to decisions that look at something they can safely ignore`,
    "no-utility-below": (w) =>
      `observing ${w.node} is worth nothing to ${w.decision}: the decision affects no utility of ${w.agent}`,
    "insoluble-with-link": cannotTell(
      (w) => `${w.agent} does better if ${w.decision} observes ${w.node}`,
    ),
    "completeness-for-chance-only": (w) =>
      `whether ${w.agent} does better if ${w.decision} observes ${w.node} in some parametrisation cannot be told from the graph: ${w.node} is itself a decision of ${w.agent}, and the criterion is complete for chance nodes only`,
    "relies-on-irrelevant-signals": irrelevantSignals(
      (w) => `${w.agent} does better if ${w.decision} observes ${w.node}`,
    ),
    "is-the-decision": (w) =>
      `the value of observing ${w.node} is not asked about ${w.decision}: it is the decision itself`,
    "after-decision": (w) =>
      `${w.decision} cannot observe ${w.node}: ${w.node} comes after the decision`,
  },
  requisite: {
    requisite: (w) =>
      `${some}, ${w.decision} has to look at ${w.node}: ${w.given}, ${w.node} can still tell something about a utility that the decision affects${w.along}`,
    "screened-off": (w) =>
      `${w.decision} can ignore ${w.node} without loss: ${w.given}, ${w.node} tells nothing about the utilities the decision affects`,
    "no-utility-below": (w) =>
      `${w.decision} can ignore ${w.node} without loss: the decision affects no utility of ${w.agent}`,
    "not-observed": (w) => `${w.decision} does not observe ${w.node}`,
  },
  "response-incentive": {
    "feeds-requisite-observation": (w) =>
      `the graph admits a response incentive of ${w.agent} on ${w.node}: ${some}, every optimal policy reacts to it at ${w.decision}${w.along}`,
    "feeds-decision-among-several": (w) =>
      `whether ${w.agent} has a response incentive on ${w.node} in some parametrisation cannot be told from the graph: ${w.decision}, one of several decisions of its own, learns about it${w.along}, and the others may make up for it`,
    insoluble: cannotTell(
      (w) => `${w.agent} has a response incentive on ${w.node} at ${w.decision}`,
    ),
    "relies-on-irrelevant-signals": irrelevantSignals(
      (w) => `${w.agent} has a response incentive on ${w.node} at ${w.decision}`,
    ),
    "only-through-nonrequisite-links": (w) =>
      `${w.agent} has no response incentive on ${w.node}: ${w.decision} learns about it only from observations it can ignore without loss`,
    "no-path": (w) =>
      `${w.agent} has no response incentive on ${w.node}: ${w.node} influences nothing that ${w.decision} observes`,
    "is-the-decision": (w) => `a response of ${w.decision} to itself is not a question`,
  },
  "value-of-control": {
    "path-to-utility": (w) =>
      `${some}, control over ${w.node} is worth something to ${w.agent}: ${w.node} can influence its utility${w.along}`,
    "path-through-own-decisions": (w) =>
      `${some}, control over ${w.node} is worth something to ${w.agent}: through what its decisions learn from it, ${w.node} can influence its utility${w.along}`,
    "path-through-several-decisions": (w) =>
      `whether control over ${w.node} is worth something to ${w.agent} in some parametrisation cannot be told from the graph: only through what several decisions of its own learn from it, ${w.node} can influence its utility${w.along}`,
    insoluble: cannotTell((w) => `control over ${w.node} is worth something to ${w.agent}`),
    "relies-on-irrelevant-signals": irrelevantSignals(
      (w) => `control over ${w.node} is worth something to ${w.agent}`,
    ),
    "only-through-nonrequisite-links": (w) =>
      `control over ${w.node} is worth nothing to ${w.agent}: ${w.node} influences its utility only through observations it can ignore without loss`,
    "no-path": (w) =>
      `control over ${w.node} is worth nothing to ${w.agent}: ${w.node} cannot influence its utility`,
    "own-decision": (w) => `${w.node} is a decision of ${w.agent} and controlled already`,
  },
  "direct-value-of-control": {
    "path-avoiding-own-decisions": (w) =>
      `${some}, control over ${w.node} is worth something to ${w.agent} even if none of its decisions respond: ${w.node} can influence its utility directly${w.along}`,
    "relies-on-irrelevant-signals": irrelevantSignals(
      (w) =>
        `control over ${w.node} is worth something to ${w.agent} without a response of its own`,
    ),
    "only-through-own-decisions": (w) =>
      `control over ${w.node} is worth nothing to ${w.agent} unless its decisions respond: every path from ${w.node} to its utility passes one of them`,
    "no-path": (w) =>
      `control over ${w.node} is worth nothing to ${w.agent}: ${w.node} cannot influence its utility`,
    "own-decision": (w) => `${w.node} is a decision of ${w.agent} and controlled already`,
  },
  "indirect-value-of-control": {
    "better-information": (w) =>
      `${some}, control over ${w.node} is worth something to ${w.agent} because ${w.decision} is better informed${w.along}`,
    "path-through-several-decisions": (w) =>
      `whether control over ${w.node} is worth something to ${w.agent} by informing ${w.decision} in some parametrisation cannot be told from the graph: other decisions of its own may make up for it${w.along}`,
    insoluble: cannotTell(
      (w) => `control over ${w.node} is worth something to ${w.agent} by informing ${w.decision}`,
    ),
    "relies-on-irrelevant-signals": irrelevantSignals(
      (w) => `control over ${w.node} is worth something to ${w.agent} by informing ${w.decision}`,
    ),
    "no-path-through-decision": (w) =>
      `control over ${w.node} would not inform ${w.decision} better: ${w.node} reaches no observation that the decision needs`,
    "no-back-door": (w) =>
      `control over ${w.node} would not inform ${w.decision} better: behind ${w.node} stands nothing that both it and a utility depend on, given what the decision sees`,
    "no-utility-below": (w) =>
      `control over ${w.node} would not inform ${w.decision} better: the decision affects no utility of ${w.agent}`,
    "own-decision": (w) => `${w.node} is a decision of ${w.agent} and controlled already`,
  },
  "instrumental-control-incentive": control,
  intent,
  impact: {
    affected: (w) =>
      `${some}, optimal play of ${w.agent} at ${w.decision} changes ${w.node}, wanted or as a side effect${w.along}`,
    "by-informing-own-decision": (w) =>
      `${some}, optimal play of ${w.agent} at ${w.decision} changes ${w.node}, wanted or as a side effect of informing a later decision of its own${w.along}`,
    "affected-through-decisions": pastOwnDecisions(
      (w) =>
        `optimal play of ${w.agent} at ${w.decision} changes ${w.node}, wanted or as a side effect,`,
    ),
    "not-below-decision": (w) =>
      `${w.decision} has no impact on ${w.node}: the decision cannot influence it`,
    "no-utility-below": (w) =>
      `${w.agent} has no reason to choose one way or another at ${w.decision}, which affects no utility of its own: nothing drives an impact on ${w.node}`,
    "only-through-nonrequisite-links": (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: to ${w.node} lead only observations that its decisions can ignore without loss, and some optimal policy ignores them`,
    "utility-only-through-nonrequisite-links": (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: the decision reaches its utility only through observations that its decisions can ignore without loss, and for some optimal policy any choice is as good`,
    "only-through-known-choices": (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: to ${w.node} lead only observations that its decisions can ignore once they know what it chose before, and some optimal policy ignores them`,
    "utility-only-through-known-choices": (w) =>
      `optimal play of ${w.agent} at ${w.decision} need not change ${w.node}: the decision reaches its utility only through observations that its decisions can ignore once they know what it chose before, and for some optimal policy any choice is as good`,
    "is-the-decision": (w) => `the impact of ${w.decision} on itself is not a question`,
  },
  "only-informational": {
    "every-path-meets-own-decision": (w) =>
      `${w.node} can matter to ${w.agent} only through what its own decisions learn from it${w.along}`,
    "path-avoiding-own-decisions": (w) =>
      `${w.node} can matter to ${w.agent} not only as information: a path leads to its utility past all of its decisions${w.along}`,
    "no-path": (w) =>
      `${w.node} does not matter to ${w.agent} at all: it cannot influence its utility`,
    "own-decision": (w) => `${w.node} is a decision of ${w.agent}, not a source of information`,
  },
  "s-reachable": {
    "relies-on": (w) =>
      `${some}, the best choice at ${w.decision} depends on the rule at ${w.node}${w.along}`,
    "no-reliance": (w) =>
      `${w.decision} can be settled without knowing the rule at ${w.node}: ${w.given}, that rule tells nothing about the utilities the decision affects`,
    "no-utility-below": (w) =>
      `${w.decision} can be settled without knowing the rule at ${w.node}: the decision affects no utility of ${w.agent}`,
    "is-the-decision": (w) => `reliance of ${w.decision} on itself is not a question`,
    "not-a-decision": (w) =>
      `${w.node} is no decision, so ${w.decision} cannot rely on a rule there`,
  },
  "r-reachable": {
    "relies-on": (w) =>
      `${some}, the best choice at ${w.decision} depends on how ${w.node} comes about${w.along}`,
    "no-reliance": (w) =>
      `${w.decision} can be settled without knowing how ${w.node} comes about: ${w.given}, that tells nothing about the utilities the decision affects`,
    "no-utility-below": (w) =>
      `${w.decision} can be settled without knowing how ${w.node} comes about: the decision affects no utility of ${w.agent}`,
    "is-the-decision": (w) => `reliance of ${w.decision} on itself is not a question`,
  },
  deception: {
    "deception-pattern": (w) =>
      `the graph leaves room for ${w.agent} to deceive ${w.target}${w.about}${w.along}`,
    "on-path-through-decisions": (w) =>
      `whether the graph leaves room for ${w.agent} to deceive ${w.target}${w.about} cannot be told from it: the only ways there pass other decisions of its own${w.along}`,
    "only-through-nonrequisite-links": (w) =>
      `${w.agent} has no use for deceiving ${w.target}${w.about}: between them and its utility lie only observations that its own decisions can ignore without loss`,
    "target-out-of-reach": (w) =>
      `${w.agent} cannot deceive ${w.target}${w.about}: no decision of ${w.target} is within its influence`,
    "target-does-not-matter": (w) =>
      `${w.agent} has no use for deceiving ${w.target}${w.about}: what ${w.target} does cannot influence its utility`,
    "target-sees-it": (w) =>
      `${w.agent} cannot deceive ${w.target}${w.about}: ${w.target} sees what it could be deceived about`,
    "no-decision": (w) =>
      `deception of ${w.target} by ${w.agent} is not a question: one of them decides nothing`,
    "same-agent": (w) => `deception of ${w.agent} by itself is not a question`,
  },
  "reasoning-pattern": {
    "pattern-holds": (w) => `the graph allows ${w.decision} to be motivated${w.pattern}${w.along}`,
    "pattern-missing": (w) => `${w.decision} is not motivated${w.pattern}`,
    unmotivated: (w) =>
      `${w.decision} is not motivated${w.pattern}: nothing gives ${w.agent} a reason to prefer one choice to another`,
    "search-budget-spent": (w) =>
      `whether the graph allows ${w.decision} to be motivated${w.pattern} was not settled: the search for a suitable trail was given up`,
  },
};

/** The wording for a criterion and a reason, or undefined when none is known. */
export function wordingOf(criterion: string, reason: ReasonCode): Wording | undefined {
  return WORDINGS[criterion]?.[reason];
}

export const CAVEAT_WORDS: Readonly<Record<Caveat, string>> = {
  "other-agents-fixed":
    "The other agents' rules are held fixed, whatever they are; nothing is said about how they would adapt.",
  "necessary-condition":
    "The condition is necessary and some numbers realise it, but it does not suffice on its own.",
};

export const PATTERN_WORDS: Readonly<Record<ReasoningPattern, string>> = {
  "direct-effect": " by its direct effect on its owner's utility",
  manipulation: " by manipulation, that is by changing what another agent wants to do",
  signaling: " by signalling, that is by letting another agent infer what it cannot see",
  "revealing-denying": " by revealing or denying, that is by changing what another agent can learn",
};
