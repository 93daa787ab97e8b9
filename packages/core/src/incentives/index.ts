/**
 * What does the structure allow an agent to want? Graphical criteria, one per file, each a
 * declaration with preconditions, verdict and witness. They need no numbers and stay
 * synchronous.
 */
export type {
  Criterion,
  CriterionExample,
  CriterionSubject,
  ExampleAnswer,
  Judgement,
  Outcome,
  Precondition,
  Question,
  SetRange,
} from "./criterion.ts";
export type { AllVerdictsOptions } from "./run.ts";
export type {
  Caveat,
  Reading,
  ReasonCode,
  ReasoningPattern,
  Verdict,
  VerdictKind,
  Witness,
} from "./verdict.ts";
export type { Wording, Words } from "./wording.ts";
export { motivatedDecisions, REASONING_PATTERNS } from "./criteria/reasoningPattern.ts";
export { CRITERIA, criterionNamed, namesOf } from "./registry.ts";
export { allVerdicts, judge, subjects, sweep } from "./run.ts";
