/** The registries of learners: adding one is one file and one line here. */
import type { GameLearner, TreeLearner } from "./gameLearner.ts";
import type { Learner } from "./learner.ts";
import { Register } from "../../base/index.ts";
import { counterfactualRegret } from "./counterfactualRegret.ts";
import { ppo } from "./clippedActorCritic.ts";
import { contextualBandit } from "./contextualBandit.ts";
import { cem } from "./crossEntropy.ts";
import { dqn } from "./deepQ.ts";
import { grpo } from "./groupRelative.ts";
import { regretMatching } from "./regretMatching.ts";
import { reinforce } from "./reinforce.ts";
import { expectedSarsa, qLearning, sarsa } from "./temporalDifference.ts";

/**
 * Every learner of one agent, with what it needs and guarantees. docs/solvers.md is made from it.
 */
export const LEARNERS: readonly Learner[] = [
  qLearning,
  sarsa,
  expectedSarsa,
  reinforce,
  contextualBandit,
  dqn,
  ppo,
  grpo,
  cem,
];

/** The learner of one agent with this id or name, if there is one. */
export function learnerCalled(id: string): Learner | undefined {
  const found = BY_ID.called(id);
  return LEARNERS.find((learner) => learner === found);
}

/** Learners for models in which all agents learn at once. */
export const GAME_LEARNERS: readonly (GameLearner | TreeLearner)[] = [
  regretMatching,
  counterfactualRegret,
];

/** The learner for all agents with this id or name, if there is one. */
export function gameLearnerCalled(id: string): GameLearner | TreeLearner | undefined {
  const found = BY_ID.called(id);
  return GAME_LEARNERS.find((learner) => learner === found);
}

/** `--learner` takes either kind, so they share their names. */
const BY_ID = new Register<Learner | GameLearner | TreeLearner>(
  "learner",
  [...LEARNERS, ...GAME_LEARNERS],
  ({ id }) => [id],
);
