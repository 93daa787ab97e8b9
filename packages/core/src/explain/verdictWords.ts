/** What is said of every verdict, whatever its criterion: caveats and reasoning patterns in words. */
import type { Caveat, ReasoningPattern } from "../incentives/index.ts";

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
