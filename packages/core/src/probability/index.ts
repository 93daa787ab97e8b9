/**
 * What follows from tables alone? Domains, dense factors, elimination orders, junction trees
 * and distributions to sample from. Nothing here knows what a decision is; a factor has axes,
 * not agents.
 */
export type { EliminationHeuristic } from "./greedyElimination.ts";
export type { EliminationOrder, OrderOptions } from "./eliminationOrder.ts";
export type { Evidence, Network, SoftEvidence } from "./network.ts";
export type { Factor, Maximised } from "./factor.ts";
export type { Conditioned, ConditioningOptions } from "./conditioning.ts";
export type { CompileOptions, PredictedSize } from "./junctionTree.ts";
export type { ExpectedUtility } from "./expectation.ts";
export type { Explanation } from "./explanation.ts";
export type { PosteriorDerivatives } from "./sensitivity.ts";
export type { Progress } from "./progress.ts";
export type { QueryOptions, ScaledFactor } from "./eliminate.ts";
export { AbortedError } from "../base/index.ts";
export { Calibrated, ImpossibleEvidenceError } from "./calibrated.ts";
export { checkEvidence, checkNetwork } from "./network.ts";
export { eliminate, eliminateTo, posterior } from "./eliminate.ts";
export { eliminationOrder, orderScopes } from "./eliminationOrder.ts";
export { expectationOf, expectedUtility } from "./expectation.ts";
export { maximumAPosteriori, mostProbableExplanation } from "./explanation.ts";
export {
  addFactors,
  divide,
  makeFactor,
  maxOut,
  multiply,
  normalise,
  reorder,
  restrict,
  sumOut,
  total,
  unitFactor,
} from "./factor.ts";
export { JunctionTree, predictSize } from "./junctionTree.ts";
export { marginalsWithin } from "./conditioning.ts";
export { posteriorDerivatives } from "./sensitivity.ts";
export { relevantFactors } from "./relevance.ts";
export { TooLargeError } from "./tooLargeError.ts";
