/**
 * Do the claims a model makes about itself hold? Takes a model with its claims, runs the
 * criteria, solvers and learners the claims speak about, and reports for each claim whether it
 * holds, with the evidence.
 */
export type { CheckOptions } from "./checkClaims.ts";
export type {
  ClaimFamily,
  ClaimOutcome,
  ClaimResult,
  ClaimSummary,
} from "./claimResult.ts";
export type { EmpiricalEngine, EmpiricalEngineFactory, Learning } from "./empiricalEngine.ts";
export type {
  Assignment,
  CausalQuestion,
  Circumstances,
  ClaimEvent,
  EquilibriumKind,
  ExactAnswer,
  ExactEngine,
  ExactEngineFactory,
  UnknownReason,
} from "./exactEngine.ts";
export { ask } from "./ask.ts";
export { checkClaim, checkClaims, claimChecker } from "./checkClaims.ts";
export { summariseClaims } from "./claimResult.ts";
export { DEFAULT_SEEDS } from "./empiricalEngine.ts";
export type { LearnEngineOptions } from "./learnEngine.ts";
export { learnEngine } from "./learnEngine.ts";
export { familyOf } from "./evaluateClaim.ts";
export { conjunction } from "./exactEngine.ts";
export type { StepFault } from "./steps.ts";
export { faultsOfSteps, pinnedVerdict } from "./steps.ts";
export type { AnswerRow, Measured } from "./measure.ts";
export { answer, measure } from "./measure.ts";
export { solveEngine } from "./solveEngine.ts";
