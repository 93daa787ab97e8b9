/** Games in normal and extensive form, and on diagrams: what may the agents do at once? */
export type { BehaviourProfile } from "./behaviourProfile.ts";
export type { EquilibriaCoverage, EquilibriumKind } from "./coverage.ts";
export type { CorrelatedEquilibrium } from "./correlatedEquilibrium.ts";
export type {
  DiagramEquilibria,
  DiagramEquilibrium,
  EquilibriaOptions,
} from "./diagramEquilibria.ts";
export type { Completeness, Equilibrium, EquilibriumSet, GameSolver } from "./equilibrium.ts";
export type { CorrelatedPlay } from "./correlatedPlay.ts";
export type { ZeroSumPlay } from "./zeroSumPlay.ts";
export type { ExtremeEquilibria } from "./extremeEquilibria.ts";
export type { ExtensiveEquilibria, ExtensiveEquilibrium } from "./extensiveEquilibria.ts";
export type { ReducedNormalForm } from "./reducedNormalForm.ts";
export type { ExtensiveSolution } from "./sequenceForm.ts";
export type { LinearSolver } from "./linearSolver.ts";
export type { MixedProfile } from "./mixedProfile.ts";
export type { QuantalResponse } from "./quantalResponse.ts";
export type { GameQuestion, RationalOutcome, RationalOutcomes } from "./rationalOutcomes.ts";
export type { TracedEquilibrium } from "./traceEquilibrium.ts";
export type { ZeroSumSolution } from "./zeroSum.ts";
export { behaviourPayoffs, perfectRecall, uniformBehaviour } from "./behaviourProfile.ts";
export { behaviourRegret, behaviourRegrets } from "./behaviourRegret.ts";
export { extensiveEquilibria } from "./extensiveEquilibria.ts";
export { behaviourOf, reducedNormalForm } from "./reducedNormalForm.ts";
export { solveSequenceForm, solveSequenceFormWith } from "./sequenceForm.ts";
export { equilibriaHeadline, equilibriaRemarks, isMixedPolicy, showCount } from "./coverage.ts";
export { GAME_SOLVERS } from "./gameSolvers.ts";
export { correlatedEquilibrium, correlatedRegret } from "./correlatedEquilibrium.ts";
export { correlatedPlay } from "./correlatedPlay.ts";
export { zeroSumPlay } from "./zeroSumPlay.ts";
export { compiledEquilibria, equilibria } from "./diagramEquilibria.ts";
export { extremeEquilibria } from "./extremeEquilibria.ts";
export { fillFreeContexts } from "./freeContexts.ts";
export type { InducedNormalForm } from "./inducedNormalForm.ts";
export { inducedNormalForm } from "./inducedNormalForm.ts";
export { lemkeHowson, lemkeHowsonAll } from "./lemkeHowson.ts";
export { linearSolver } from "./linearSolver.ts";
export { expectedPayoffs, pureProfile, strategyPayoffs, uniformProfile } from "./mixedProfile.ts";
export { policyRegret, policyRegrets } from "./policyRegret.ts";
export { pureEquilibria } from "./pureEquilibria.ts";
export { quantalResponse } from "./quantalResponse.ts";
export { rationalOutcomes } from "./rationalOutcomes.ts";
export { payoffScale, profileError, regret, regrets } from "./regret.ts";
export { traceEquilibrium } from "./traceEquilibrium.ts";
export { constantSum, solveZeroSum, solveZeroSumWith } from "./zeroSum.ts";
export type { GameEquilibria, GameEquilibrium, GameEquilibriumKind } from "./gameEquilibria.ts";
export { normalFormTree, treeEquilibria } from "./gameEquilibria.ts";
