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
export { diagramEnvironment, sample } from "./diagramEnvironment.ts";
export { LEARNERS, learnerCalled } from "./learners.ts";
export { bestAction, greedy } from "./learner.ts";
export { reinforce, softmax } from "./reinforce.ts";
export { expectedSarsa, qLearning, sarsa } from "./temporalDifference.ts";
export { mean, meanInterval, trainInModel, wilsonInterval } from "./train.ts";
