/**
 * `@cidery/core/check`: do claims about numbers and learners hold, and do a model's steps do what they
 * are for? The engines that `checkClaims` of the front door takes, apart from it because they bring the
 * solvers and learners with them.
 */

export type {
  AnswerRow,
  EmpiricalEngine,
  EmpiricalEngineFactory,
  ExactAnswer,
  ExactEngine,
  ExactEngineFactory,
  LearnEngineOptions,
  Measured,
  StepFault,
} from "../check/index.ts";
export {
  answer,
  ask,
  claimChecker,
  DEFAULT_SEEDS,
  faultsOfSteps,
  learnEngine,
  measure,
  pinnedVerdict,
  solveEngine,
} from "../check/index.ts";
export type { AskStep, Step, StoryStep } from "../model/index.ts";
