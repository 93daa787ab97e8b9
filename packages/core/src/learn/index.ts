/**
 * What do agents that learn do? Environments from models and worlds, rollouts, planners and
 * learners. Everything takes a seed; nothing knows which behaviour was predicted.
 */
export type {
  Behaviour,
  Environment,
  Episode,
  Observation,
  Trace,
  TraceStep,
  View,
} from "./environments/environment.ts";
export type {
  DiagramEnvironment,
  DiagramEnvironmentOptions,
} from "./environments/diagramEnvironment.ts";
export type { Learner, Trained, TrainingOptions } from "./learners/learner.ts";
export type { TrainedSeed, TrainingPlan, TrainingReport } from "./learners/train.ts";
export type { VectorSpace } from "./environments/vectorSpace.ts";
export { boundsOf, cellOf, checkedSpace, sizeOf } from "./environments/vectorSpace.ts";
export { cartPole } from "./environments/cartPole.ts";
export { averageReturn, rollout } from "./environments/environment.ts";
export { contextualBandit } from "./learners/contextualBandit.ts";
export { diagramEnvironment } from "./environments/diagramEnvironment.ts";
export { checkpoints } from "./learners/checkpoints.ts";
export { sample } from "./environments/sample.ts";
export { GAME_LEARNERS, gameLearnerCalled, LEARNERS, learnerCalled } from "./learners/learners.ts";
export type { Method } from "./plan/planners.ts";
export { FITS, FROM_EXAMPLES, PLANNERS, SOFT_CHOICES } from "./plan/planners.ts";
export { bestAction, discountOf, greedy } from "./learners/learner.ts";
export type { ClippedActorCriticSettings } from "./learners/clippedActorCritic.ts";
export type { CrossEntropySettings } from "./learners/crossEntropy.ts";
export type { DeepQSettings } from "./learners/deepQ.ts";
export type { GroupRelativeSettings } from "./learners/groupRelative.ts";
export { clippedActorCritic, ppo } from "./learners/clippedActorCritic.ts";
export { cem, crossEntropy } from "./learners/crossEntropy.ts";
export { deepQ, dqn } from "./learners/deepQ.ts";
export { groupRelative, grpo } from "./learners/groupRelative.ts";
export { reinforce, softmax } from "./learners/reinforce.ts";
export { expectedSarsa, qLearning, sarsa } from "./learners/temporalDifference.ts";
export { mean, meanInterval, shareInterval, trialsFor } from "./intervals.ts";
export { joinTraining, trainInModel } from "./learners/train.ts";

// All agents of a model learning at once.
export type {
  GameLearner,
  GamePlay,
  GamePlayOptions,
  TreeLearner,
  TreePlay,
  TreePlayOptions,
} from "./learners/gameLearner.ts";
export type { PlayTree } from "./environments/playTree.ts";
export { counterfactualRegret } from "./learners/counterfactualRegret.ts";
export { playTree } from "./environments/playTree.ts";
export type { GameTrainingPlan, GameTrainingReport, PlayedSeed } from "./learners/trainGame.ts";
export { averageRules } from "./learners/averageRules.ts";
export { playDistance } from "./learners/playDistance.ts";
export { regretMatching } from "./learners/regretMatching.ts";
export { joinGameTraining, trainInGame } from "./learners/trainGame.ts";

// Worlds written by hand, and planners for them.
export type { LabWorld, Objective, Outcome } from "./environments/labWorld.ts";
export type { TabulatedWorld } from "./environments/tabulatedWorld.ts";
export type { OptimalPlan, Plan, Rewards } from "./plan/finiteHorizon.ts";
export type { StationaryPlan } from "./plan/valueIteration.ts";
export type { ChangingGoals } from "./plan/timeInconsistent.ts";
export type { Belief, BeliefBranch, BeliefNode, BeliefPlan } from "./plan/beliefTree.ts";
export { drawOutcome, worldEnvironment } from "./environments/labWorld.ts";
export type { TableView } from "./environments/tableEnvironment.ts";
export { tableEnvironment } from "./environments/tableEnvironment.ts";
export { rewardsOf, tabulate } from "./environments/tabulatedWorld.ts";
export { evaluatePlan, finiteHorizonPlan, likelyPath } from "./plan/finiteHorizon.ts";
export type { SoftPlan, SoftPlanOptions } from "./plan/softValueIteration.ts";
export { outcomeCounts, softValueIteration } from "./plan/softValueIteration.ts";
export { valueIteration } from "./plan/valueIteration.ts";
export { presentGoalPlan, subgamePerfectPlan } from "./plan/timeInconsistent.ts";
export { beliefTreePlan } from "./plan/beliefTree.ts";
export type { AlphaVector } from "./plan/beliefBounds.ts";
export type { PointBasedOptions, PointBasedPlan } from "./plan/pointBasedValueIteration.ts";
export { pointBasedValueIteration } from "./plan/pointBasedValueIteration.ts";

// Games of two players with opposite interests.
export type { MinimaxOptions, MinimaxResult } from "./plan/minimax.ts";
export type { TreeSearchOptions, TreeSearchResult } from "./plan/monteCarloTreeSearch.ts";
export type { Mover, TwoPlayerGame } from "./plan/twoPlayerGame.ts";
export { minimax } from "./plan/minimax.ts";
export { monteCarloTreeSearch } from "./plan/monteCarloTreeSearch.ts";

// Choosing softly, reward models, and fitted functions.
export type { AdamOptions } from "./fit/adam.ts";
export type { BradleyTerryOptions, Comparison } from "./fit/bradleyTerry.ts";
export { minimiseWithAdam } from "./fit/adam.ts";
export { fitBradleyTerry } from "./fit/bradleyTerry.ts";
export type { LogisticModel, LogisticOptions } from "./fit/logistic.ts";
export type { LayerShape } from "./fit/layers.ts";
export type { Network, NetworkOptions, FitTargets } from "./fit/network.ts";
export type {
  RewardEnsemble,
  RewardNetwork,
  RewardNetworkOptions,
  Segment,
  SegmentComparison,
} from "./fit/rewardNetwork.ts";
export { fitRewardEnsemble, fitRewardNetwork } from "./fit/rewardNetwork.ts";
export { fitLogistic } from "./fit/logistic.ts";
export { fitNetwork } from "./fit/network.ts";
export { bestOfN, bestOfNDivergence, quantiliser } from "./plan/softOptimisation.ts";

// Learning from demonstrations, and by playing against oneself.
export type { ClonedBehaviour, CloningOptions } from "./imitate/behaviouralCloning.ts";
export type { InverseOptions, LearntReward } from "./imitate/inverseReinforcement.ts";
export type { SelfPlayOptions, SelfPlayResult } from "./learners/selfPlay.ts";
export { cloneBehaviour } from "./imitate/behaviouralCloning.ts";
export { collected, inverseReinforcement } from "./imitate/inverseReinforcement.ts";
export { selfPlay } from "./learners/selfPlay.ts";
