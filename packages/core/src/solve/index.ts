/**
 * What should the agents do, and what is it worth? Policies, games, interventions,
 * counterfactuals, and the numeric value of information and control. Every solver declares
 * what it needs and what it guarantees.
 */

// From diagrams to tables.
export type { CompiledDiagram, CompiledUtility, CompileOptions } from "./tables/compile.ts";
export type {
  ChanceTable,
  DecisionProblem,
  DecisionSlot,
  Rules,
  Table,
} from "./tables/decisionProblem.ts";
export type { Policy } from "./tables/policy.ts";
export { agentProblem } from "./policies/agentProblem.ts";
export { compileDiagram, decisionProblem } from "./tables/compile.ts";
export {
  checkPolicy,
  contextPositions,
  mergePolicies,
  pureChoices,
  pureRule,
  ruleContexts,
  uniformPolicy,
  valueCount,
} from "./tables/policy.ts";
export { SolveError } from "./tables/solveError.ts";
export { greatestWorth } from "./worth/worthBound.ts";
export { coarseSolution } from "./policies/coarseSolution.ts";

// Questions under a policy.
export type { Condition, Intervention, Interventions, Outcome } from "./tables/conditions.ts";
export type {
  Askable,
  Belief,
  Expectation,
  Explanation,
  Explanations,
  Impossible,
  JointEvidence,
  Marginals,
  Posterior,
  QueryRequest,
} from "./queries/query.ts";
export type { Beliefs } from "./queries/beliefs.ts";
export { beliefs } from "./queries/beliefs.ts";
export type { Course, Courses, CourseStep } from "./queries/coursesOfEvents.ts";
export { coursesOfEvents } from "./queries/coursesOfEvents.ts";
export { nodeCalled, resolveCondition, resolveInterventions } from "./tables/conditions.ts";
export { expectedUtility } from "./policies/expectedUtility.ts";
export { intervene, setRules } from "./tables/intervene.ts";
export type { DecidingAnew } from "./queries/decideAnew.ts";
export { decideAnew } from "./queries/decideAnew.ts";
export { withUtilityVariable } from "./tables/utilityVariable.ts";
export {
  conditionalUtility,
  expectation,
  explanations,
  jointProbability,
  marginals,
  mostProbable,
  probability,
  query,
} from "./queries/query.ts";

// Optimal policies of one agent.
export type {
  EffortOptions,
  Method,
  SolveProgress,
  StopSignal,
  UsedMethod,
} from "./tables/effort.ts";
export type { AgentProblem } from "./policies/agentProblem.ts";
export type { OthersOptions, OthersPlay, OthersWanted } from "./policies/othersPlay.ts";
export type { OptimalFamily } from "./policies/countOptimal.ts";
export type { SolveOptions } from "./policies/singleAgent.ts";
export type { DecisionRule, RuleRow, Solution } from "./policies/solution.ts";
export type { PolicySolver } from "./policies/policySolvers.ts";
export type { ProblemSolution } from "./policies/solveProblem.ts";
export { countOptimal, optimalFamilies } from "./policies/countOptimal.ts";
export { InfluenceTree } from "./policies/influenceTree.ts";
export { planTree } from "./policies/treePlan.ts";
export { othersInWords, othersPlay, othersWanted } from "./policies/othersPlay.ts";
export { optimalityTest } from "./policies/optimalityTest.ts";
export { ruleWords } from "./policies/ruleWords.ts";
export { POLICY_SOLVERS } from "./policies/policySolvers.ts";
export { reduceProblem } from "./policies/reduction.ts";
export { solveCompiled, solveSingleAgent } from "./policies/singleAgent.ts";
export { optimalValue, solveProblem } from "./policies/solveProblem.ts";
export { isSoluble } from "./policies/solubility.ts";

// Worth in utility units.
export type { JointSensitivity, MovedParameter } from "./worth/jointSensitivity.ts";
export { jointSensitivity } from "./worth/jointSensitivity.ts";
export type { CautiousPolicy } from "./worth/cautiousPolicy.ts";
export { cautiousPolicy } from "./worth/cautiousPolicy.ts";
export type { Dominance, DominanceInContext, DominatedOption } from "./worth/dominance.ts";
export { dominance } from "./worth/dominance.ts";
export type { StrategyBranch, StrategyNode } from "./worth/strategyTree.ts";
export { strategySize, strategyTree } from "./worth/strategyTree.ts";
export type { RiskAttitude, RiskProfile } from "./worth/riskProfile.ts";
export { certaintyEquivalent, riskProfile, riskQuantile } from "./worth/riskProfile.ts";
export type { OptionValues } from "./worth/optionValues.ts";
export { optionValues } from "./worth/optionValues.ts";
export type { Realised } from "./worth/realisedIncentives.ts";
export type {
  Sensitivity,
  SensitivityOptions,
  SensitivityPoint,
  StrategyRegion,
  ProbabilityTornado,
  TornadoBar,
  TornadoShare,
} from "./worth/sensitivity.ts";
export type { Meter, MeterOptions, MeterTarget, NoInfluence } from "./worth/incentiveMeter.ts";
export type { Gain, NodeReference, Worth } from "./worth/worth.ts";
export {
  instrumentalControlIncentive,
  policiesOf,
  responseIncentive,
} from "./worth/realisedIncentives.ts";
export {
  probabilityTornado,
  sensitivity,
  tornado,
  tornadoParameters,
  widestFirst,
} from "./worth/sensitivity.ts";
export type { StatedProbability } from "./worth/statedProbabilities.ts";
export { statedProbabilities, withProbability } from "./worth/statedProbabilities.ts";
export type {
  SearchProgress,
  SearchSettingsOptions,
  SettingsFound,
} from "./worth/searchSettings.ts";
export { searchSettings } from "./worth/searchSettings.ts";
export type { IncentiveSign, MeasuredIncentive } from "./worth/incentiveSign.ts";
export { incentiveSign, MEASURED_INCENTIVES } from "./worth/incentiveSign.ts";
export { incentiveMeter } from "./worth/incentiveMeter.ts";
export { valueOfControl, valueOfInformation } from "./worth/worth.ts";

// Counterfactuals.
export type { Counterfactual, CounterfactualRequest } from "./queries/counterfactual.ts";
export type {
  Causation,
  CauseRequest,
  Effect,
  Harm,
  HarmRequest,
  PathEffectRequest,
} from "./queries/effects.ts";
export type { CounterfactualWorld, TwinNetwork } from "./queries/twinNetwork.ts";
export { would } from "./queries/counterfactual.ts";
export { causation, harm, pathSpecificEffect } from "./queries/effects.ts";
export { buildTwinNetwork } from "./queries/twinNetwork.ts";

// Games.
export type {
  BehaviourProfile,
  Completeness,
  CorrelatedEquilibrium,
  CorrelatedPlay,
  DiagramEquilibria,
  DiagramEquilibrium,
  EquilibriaCoverage,
  EquilibriaOptions,
  Equilibrium,
  EquilibriumKind,
  EquilibriumSet,
  ExtensiveEquilibria,
  ExtensiveEquilibrium,
  ExtensiveSolution,
  ExtremeEquilibria,
  GameEquilibria,
  GameEquilibrium,
  GameEquilibriumKind,
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
  ZeroSumPlay,
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
  correlatedPlay,
  correlatedRegret,
  equilibria,
  equilibriaHeadline,
  equilibriaRemarks,
  expectedPayoffs,
  extensiveEquilibria,
  extremeEquilibria,
  fillFreeContexts,
  GAME_SOLVERS,
  inducedNormalForm,
  isMixedPolicy,
  lemkeHowson,
  lemkeHowsonAll,
  linearSolver,
  normalFormTree,
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
  showCount,
  solveSequenceForm,
  solveSequenceFormWith,
  solveZeroSum,
  solveZeroSumWith,
  strategyPayoffs,
  traceEquilibrium,
  treeEquilibria,
  zeroSumPlay,
  uniformBehaviour,
  uniformProfile,
} from "./games/index.ts";
