/**
 * The five agents as objectives over one world. Each is one call of a generic planner; what
 * differs is by which reward function a step is judged, and whether later selves are expected to
 * judge differently.
 */
import type { Objective, OptimalPlan, Plan, Rewards, TabulatedWorld } from "cidery";
import {
  evaluatePlan,
  finiteHorizonPlan,
  presentGoalPlan,
  rewardsOf,
  subgamePerfectPlan,
} from "cidery";
import type { RewardFunction, TamperState } from "./world.ts";
import { judgedBy, REWARD_FUNCTIONS } from "./world.ts";

export interface Situation {
  readonly table: TabulatedWorld<TamperState>;
  readonly horizon: number;
  readonly stepCost: number;
  readonly start: number;
  /** The intended reward function on average, before the user has been met. */
  readonly expected: RewardFunction;
  /** Turns after which a policy that goes straight to the user has met it. */
  readonly safeArrival: number;
}

export interface Planner {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly plan: (situation: Situation) => Plan;
  /** What the start's agent expects to get at best, by its own lights. */
  readonly value: (situation: Situation) => number;
}

/** Each step is judged by the reward function implemented then. */
export function implemented(stepCost: number): Objective<TamperState> {
  const judges = REWARD_FUNCTIONS.map((one) => judgedBy(one, stepCost));
  return (before, action, next) => judges[next.theta]?.(before, action, next) ?? 0;
}

/** Each step is judged by what is known to be intended, by its expectation before anything is. */
function intendedAsKnown({ stepCost, expected }: Situation): Objective<TamperState> {
  const judges = REWARD_FUNCTIONS.map((one) => judgedBy(one, stepCost));
  const unknown = judgedBy(expected, stepCost);
  return (before, action, next) => (judges[next.told] ?? unknown)(before, action, next);
}

function goalsOf({ table, stepCost }: Situation) {
  return {
    evaluatorOf: Int32Array.from(table.states, ({ theta }) => theta),
    rewards: REWARD_FUNCTIONS.map((one) => rewardsOf(table, judgedBy(one, stepCost))),
  };
}

function atStart({ table, stepCost, start }: Situation): Rewards {
  return rewardsOf(table, judgedBy(REWARD_FUNCTIONS[start] ?? [0, 0], stepCost));
}

/** Until the safe policy would have met the user the start's reward function, then the intended. */
function counterfactual(situation: Situation): Rewards {
  const { table, stepCost, start, safeArrival } = situation;
  const early = rewardsOf(table, judgedBy(REWARD_FUNCTIONS[start] ?? [0, 0], stepCost));
  const late = rewardsOf(table, intendedAsKnown(situation));
  return (turn) => (turn + 1 < safeArrival ? early : late);
}

function optimal(situation: Situation, rewards: Rewards): OptimalPlan {
  return finiteHorizonPlan(situation.table, rewards, { horizon: situation.horizon });
}

export const PLANNERS: readonly Planner[] = [
  {
    id: "standard",
    title: "standard",
    objective: "Σ R(S_t; Θ_t): each step judged by the reward function implemented then",
    diagram: "diagram.cid",
    plan: (s) => optimal(s, rewardsOf(s.table, implemented(s.stepCost))),
    value: (s) => optimal(s, rewardsOf(s.table, implemented(s.stepCost))).value,
  },
  {
    id: "ti-considering",
    title: "current RF, TI-considering",
    objective: "Σ R(S_t; Θ_now), expecting later selves to use their own Θ",
    diagram: "ti-considering.cid",
    plan: (s) => subgamePerfectPlan(s.table, goalsOf(s), s.horizon),
    value: (s) =>
      evaluatePlan(s.table, subgamePerfectPlan(s.table, goalsOf(s), s.horizon), [atStart(s)])[0] ??
      0,
  },
  {
    id: "ti-ignoring",
    title: "current RF, TI-ignoring",
    objective: "Σ R(S_t; Θ_now), as if it stayed in control",
    diagram: "ti-ignoring.cid",
    plan: (s) => presentGoalPlan(s.table, goalsOf(s), s.horizon),
    value: (s) => optimal(s, atStart(s)).value,
  },
  {
    id: "counterfactual",
    title: "counterfactual RF",
    objective: "Σ R(S_t; Θ̃_t), Θ̃ as it would be had the robot gone to the user and stayed",
    diagram: "counterfactual.cid",
    plan: (s) => optimal(s, counterfactual(s)),
    value: (s) => optimal(s, counterfactual(s)).value,
  },
  {
    id: "direct",
    title: "direct learning",
    objective: "Σ E[R(S_t; Θ*) | what the user said]",
    diagram: "direct.cid",
    plan: (s) => optimal(s, rewardsOf(s.table, intendedAsKnown(s))),
    value: (s) => optimal(s, rewardsOf(s.table, intendedAsKnown(s))).value,
  },
];
