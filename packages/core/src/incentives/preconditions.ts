/** Preconditions that several criteria share; one that a single criterion has stands in its own file. */
import type { Precondition } from "./criterion.ts";

export const NOT_THE_DECISION: Precondition = {
  condition: "the node is not the decision itself",
  whenViolated: "not-applicable",
};

export const NO_OWN_DECISION: Precondition = {
  condition: "the node is not a decision of the agent",
  whenViolated: "not-applicable",
};

export const REDUCTION_SOLUBLE: Precondition = {
  condition: "the minimal reduction is soluble",
  whenViolated: "yes-becomes-unknown",
};

export const ONE_DECISION_OR_FREE_PATH: Precondition = {
  condition:
    "the agent makes one decision, or the path passes through no other decision of its own",
  whenViolated: "yes-becomes-unknown",
};

export const ONE_AGENT: Precondition = {
  condition: "there is only one agent",
  whenViolated: "caveat",
};
