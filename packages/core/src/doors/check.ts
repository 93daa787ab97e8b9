/**
 * `@cidery/core/check`: do claims about numbers and learners hold? The engines that `checkClaims` of
 * the front door takes, apart from it because they bring the solvers and learners with them.
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
} from "../check/index.ts";
export { answer, ask, DEFAULT_SEEDS, learnEngine, measure, solveEngine } from "../check/index.ts";
