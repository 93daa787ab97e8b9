/**
 * What do agents that learn do? Environments from models and worlds, rollouts, planners and
 * learners. Everything takes a seed; nothing knows which behaviour was predicted.
 */
export type { Behaviour, Environment, Episode, Trace, TraceStep } from "./environment.ts";
export type { DiagramEnvironment, DiagramEnvironmentOptions } from "./diagramEnvironment.ts";
export type { Learner, Trained, TrainingOptions } from "./learner.ts";
export type { TrainedSeed, TrainingPlan, TrainingReport } from "./train.ts";
export { averageReturn, rollout } from "./environment.ts";
export { contextualBandit } from "./contextualBandit.ts";
export { diagramEnvironment } from "./diagramEnvironment.ts";
export { checkpoints } from "./checkpoints.ts";
export { sample } from "./sample.ts";
export { GAME_LEARNERS, gameLearnerCalled, LEARNERS, learnerCalled } from "./learners.ts";
export type { Method } from "./planners.ts";
export { FITS, PLANNERS, SOFT_CHOICES } from "./planners.ts";
export { bestAction, greedy } from "./learner.ts";
export { reinforce, softmax } from "./reinforce.ts";
export { expectedSarsa, qLearning, sarsa } from "./temporalDifference.ts";
export { mean, meanInterval, trainInModel, wilsonInterval } from "./train.ts";

// All agents of a model learning at once.
export type { GameLearner, GamePlay, GamePlayOptions } from "./gameLearner.ts";
export type { GameTrainingPlan, GameTrainingReport, PlayedSeed } from "./trainGame.ts";
export { averageRules } from "./averageRules.ts";
export { playDistance } from "./playDistance.ts";
export { regretMatching } from "./regretMatching.ts";
export { trainInGame } from "./trainGame.ts";

// Worlds written by hand, and planners for them.
export type { Objective, Outcome, World } from "./world.ts";
export type { TabulatedWorld } from "./tabulatedWorld.ts";
export type { OptimalPlan, Plan, Rewards } from "./finiteHorizon.ts";
export type { StationaryPlan } from "./valueIteration.ts";
export type { ChangingGoals } from "./timeInconsistent.ts";
export type { Belief, BeliefBranch, BeliefNode, BeliefPlan } from "./beliefTree.ts";
export { drawOutcome, worldEnvironment } from "./world.ts";
export { rewardsOf, tabulate } from "./tabulatedWorld.ts";
export { evaluatePlan, finiteHorizonPlan, likelyPath } from "./finiteHorizon.ts";
export { valueIteration } from "./valueIteration.ts";
export { presentGoalPlan, subgamePerfectPlan } from "./timeInconsistent.ts";
export type { OwnGoalsOptions } from "./ownGoalsQLearning.ts";
export { ownGoalsQLearning } from "./ownGoalsQLearning.ts";
export { beliefTreePlan } from "./beliefTree.ts";
export type { AlphaVector } from "./beliefBounds.ts";
export type { PointBasedOptions, PointBasedPlan } from "./pointBasedValueIteration.ts";
export { pointBasedValueIteration } from "./pointBasedValueIteration.ts";

// Games of two players with opposite interests.
export type { MinimaxOptions, MinimaxResult } from "./minimax.ts";
export type { TreeSearchOptions, TreeSearchResult } from "./monteCarloTreeSearch.ts";
export type { Mover, TwoPlayerGame } from "./twoPlayerGame.ts";
export { minimax } from "./minimax.ts";
export { monteCarloTreeSearch } from "./monteCarloTreeSearch.ts";

// Choosing softly, reward models, and fitted functions.
export type { AdamOptions } from "./adam.ts";
export type { BradleyTerryOptions, Comparison } from "./bradleyTerry.ts";
export { minimiseWithAdam } from "./adam.ts";
export { fitBradleyTerry } from "./bradleyTerry.ts";
export type { LogisticModel, LogisticOptions } from "./logistic.ts";
export type { Network, NetworkOptions, NetworkShape, FitTargets } from "./network.ts";
export { fitLogistic } from "./logistic.ts";
export { fitNetwork } from "./network.ts";
export { bestOfN, bestOfNDivergence, quantiliser } from "./softOptimisation.ts";

// The lab format.
export type {
  BarsScene,
  BoardPiece,
  BoardScene,
  LabEpisode,
  LabFrame,
  LabScene,
  LabTrainingPoint,
  PublishedNumber,
} from "./labEpisode.ts";
export type {
  Lab,
  LabAgent,
  LabClaim,
  LabContext,
  LabDiagram,
  LabFinding,
  LabMeasure,
  LabParameter,
  LabRow,
  LabSummaryRow,
  LabVerdict,
  Provenance,
} from "./lab.ts";
export type { LabMap, LabSweep, MapCell, MapScale, Settings, SweepPlace } from "./labSweep.ts";
export { labMap, sweepName, sweepPlaces } from "./labSweep.ts";
export type { LabSettingsFound, SearchLabOptions } from "./searchLabSettings.ts";
export { searchLabSettings } from "./searchLabSettings.ts";
export type { SystemKind } from "./labSystem.ts";
export { systemKind } from "./labSystem.ts";
export { checkLabClaim, initialSettings, labSettings, summariseRuns } from "./lab.ts";
