/**
 * What should the agents do, and what is it worth? Policies, games, interventions,
 * counterfactuals, and the numeric value of information and control. Every solver declares
 * what it needs and what it guarantees.
 */

// From diagrams to tables.
export type { CompiledDiagram, CompiledUtility, CompileOptions } from "./compile.ts";
export type {
  ChanceTable,
  DecisionProblem,
  DecisionSlot,
  Rules,
  Table,
} from "./decisionProblem.ts";
export type { Policy } from "./policy.ts";
export { agentProblem } from "./agentProblem.ts";
export { compileDiagram, decisionProblem } from "./compile.ts";
export {
  checkPolicy,
  contextPositions,
  mergePolicies,
  pureChoices,
  pureRule,
  ruleContexts,
  uniformPolicy,
  valueCount,
} from "./policy.ts";
export { SolveError } from "./solveError.ts";

// Questions under a policy.
export type { Condition, Intervention, Interventions, Outcome } from "./conditions.ts";
export type {
  Askable,
  Expectation,
  Explanation,
  Impossible,
  Marginals,
  Posterior,
  QueryRequest,
} from "./query.ts";
export { nodeCalled, resolveCondition, resolveInterventions } from "./conditions.ts";
export { expectedUtility } from "./expectedUtility.ts";
export { intervene } from "./intervene.ts";
export {
  conditionalUtility,
  expectation,
  marginals,
  mostProbable,
  probability,
  query,
} from "./query.ts";

// Optimal policies of one agent.
export type { EffortOptions, Method, SolveProgress, StopSignal, UsedMethod } from "./effort.ts";
export type { OptimalFamily } from "./countOptimal.ts";
export type { SolveOptions } from "./singleAgent.ts";
export type { DecisionRule, RuleRow, Solution } from "./solution.ts";
export type { PolicySolver } from "./policySolvers.ts";
export type { ProblemSolution } from "./solveProblem.ts";
export { countOptimal, optimalFamilies } from "./countOptimal.ts";
export { InfluenceTree, planTree } from "./influenceTree.ts";
export { POLICY_SOLVERS } from "./policySolvers.ts";
export { reduceProblem } from "./reduction.ts";
export { solveCompiled, solveSingleAgent } from "./singleAgent.ts";
export { optimalValue, solveProblem } from "./solveProblem.ts";
export { isSoluble } from "./solubility.ts";

// Worth in utility units.
export type { Realised } from "./realisedIncentives.ts";
export type {
  Sensitivity,
  SensitivityOptions,
  SensitivityPoint,
  StrategyRegion,
  TornadoBar,
} from "./sensitivity.ts";
export type { Meter, MeterOptions, MeterTarget, NoInfluence } from "./incentiveMeter.ts";
export type { NodeReference, Worth } from "./worth.ts";
export {
  instrumentalControlIncentive,
  policiesOf,
  responseIncentive,
} from "./realisedIncentives.ts";
export { jointSensitivity, sensitivity, tornado } from "./sensitivity.ts";
export type { SearchProgress, SearchSettingsOptions, SettingsFound } from "./searchSettings.ts";
export { searchSettings } from "./searchSettings.ts";
export { incentiveMeter } from "./incentiveMeter.ts";
export { valueOfControl, valueOfInformation } from "./worth.ts";

// Counterfactuals.
export type { Counterfactual, CounterfactualRequest } from "./counterfactual.ts";
export type {
  Causation,
  CauseRequest,
  Effect,
  Harm,
  HarmRequest,
  PathEffectRequest,
} from "./effects.ts";
export type { World, WorldNetwork } from "./worlds.ts";
export { would } from "./counterfactual.ts";
export { causation, harm, pathSpecificEffect } from "./effects.ts";
export { buildWorlds } from "./worlds.ts";

// Games.
export type { RelevanceGraph } from "./relevance.ts";
export {
  hasPerfectRecall,
  hasSufficientRecall,
  relevanceGraph,
  subgameDecisionSets,
  utilitiesOfDecision,
} from "./relevance.ts";
export type {
  BehaviourProfile,
  Completeness,
  CorrelatedEquilibrium,
  DiagramEquilibria,
  DiagramEquilibrium,
  EquilibriaOptions,
  Equilibrium,
  EquilibriumKind,
  EquilibriumSet,
  ExtensiveEquilibria,
  ExtensiveEquilibrium,
  ExtensiveSolution,
  ExtremeEquilibria,
  GameQuestion,
  GameSolver,
  InducedNormalForm,
  LinearSolver,
  MixedProfile,
  QuantalResponse,
  RationalOutcome,
  RationalOutcomes,
  ReducedNormalForm,
  TracedEquilibrium,
  ZeroSumSolution,
} from "./games/index.ts";
export {
  behaviourOf,
  behaviourPayoffs,
  behaviourRegret,
  behaviourRegrets,
  compiledEquilibria,
  constantSum,
  correlatedEquilibrium,
  correlatedRegret,
  equilibria,
  expectedPayoffs,
  extensiveEquilibria,
  extremeEquilibria,
  fillFreeContexts,
  GAME_SOLVERS,
  inducedNormalForm,
  lemkeHowson,
  lemkeHowsonAll,
  linearSolver,
  payoffScale,
  perfectRecall,
  policyRegret,
  policyRegrets,
  profileError,
  pureEquilibria,
  pureProfile,
  quantalResponse,
  rationalOutcomes,
  reducedNormalForm,
  regret,
  regrets,
  solveSequenceForm,
  solveSequenceFormWith,
  solveZeroSum,
  solveZeroSumWith,
  strategyPayoffs,
  traceEquilibrium,
  uniformBehaviour,
  uniformProfile,
} from "./games/index.ts";
