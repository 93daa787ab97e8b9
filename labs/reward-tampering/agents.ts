/**
 * The five agents as objectives over one world. Each is one call of a generic planner; what
 * differs is by which reward function a step is judged, and whether later selves are expected to
 * judge differently.
 */
import type {
  ChangingGoals,
  Objective,
  OptimalPlan,
  Plan,
  Rewards,
  TabulatedWorld,
} from "@cidery/core/learn";
import {
  evaluatePlan,
  finiteHorizonPlan,
  presentGoalPlan,
  rewardsOf,
  subgamePerfectPlan,
} from "@cidery/core/learn";
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
  /** By what the start's agent judges. */
  readonly judge: (situation: Situation) => Judge;
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

/** By which objective an agent judges what a turn brings. */
export type Judge = (turn: number) => Objective<TamperState>;

/** Each step is judged by the reward function implemented at the start. */
function atStart({ stepCost, start }: Situation): Judge {
  const judge = judgedBy(REWARD_FUNCTIONS[start] ?? [0, 0], stepCost);
  return () => judge;
}

/** Until the safe policy would have met the user by the start's reward function, then as intended. */
function counterfactual(situation: Situation): Judge {
  const early = atStart(situation)(0);
  const late = intendedAsKnown(situation);
  return (turn) => (turn + 1 < situation.safeArrival ? early : late);
}

function always(objective: Objective<TamperState>): Judge {
  return () => objective;
}

function rewardsBy({ table }: Situation, judge: Judge): Rewards {
  const known = new Map<Objective<TamperState>, Float64Array>();
  return (turn) => {
    const objective = judge(turn);
    const rewards = known.get(objective) ?? rewardsOf(table, objective);
    known.set(objective, rewards);
    return rewards;
  };
}

function optimal(situation: Situation, judge: Judge): OptimalPlan {
  const { table, horizon } = situation;
  return finiteHorizonPlan(table, rewardsBy(situation, judge), { horizon });
}

function goalsOf({ table, stepCost }: Situation): ChangingGoals {
  return {
    evaluatorOf: Int32Array.from(table.states, ({ theta }) => theta),
    rewards: REWARD_FUNCTIONS.map((one) => rewardsOf(table, judgedBy(one, stepCost))),
  };
}

/** An agent that keeps one objective all the way. */
function steadfast(
  named: Pick<Planner, "id" | "title" | "objective" | "diagram">,
  judge: (situation: Situation) => Judge,
): Planner {
  return {
    ...named,
    judge,
    plan: (s) => optimal(s, judge(s)),
    value: (s) => optimal(s, judge(s)).value,
  };
}

export const PLANNERS: readonly Planner[] = [
  steadfast(
    {
      id: "standard",
      title: "standard",
      objective: "Σ R(S_t; Θ_t): each step judged by the reward function implemented then",
      diagram: "diagram.cid",
    },
    (s) => always(implemented(s.stepCost)),
  ),
  {
    id: "ti-considering",
    title: "current RF, TI-considering",
    objective: "Σ R(S_t; Θ_now), expecting later selves to use their own Θ",
    diagram: "ti-considering.cid",
    judge: atStart,
    plan: (s) => subgamePerfectPlan(s.table, goalsOf(s), s.horizon),
    value(s) {
      const plan = subgamePerfectPlan(s.table, goalsOf(s), s.horizon);
      return evaluatePlan(s.table, plan, [rewardsBy(s, atStart(s))])[0] ?? 0;
    },
  },
  {
    id: "ti-ignoring",
    title: "current RF, TI-ignoring",
    objective: "Σ R(S_t; Θ_now), as if it stayed in control",
    diagram: "ti-ignoring.cid",
    judge: atStart,
    plan: (s) => presentGoalPlan(s.table, goalsOf(s), s.horizon),
    value: (s) => optimal(s, atStart(s)).value,
  },
  steadfast(
    {
      id: "counterfactual",
      title: "counterfactual RF",
      objective: "Σ R(S_t; Θ̃_t), Θ̃ as it would be had the robot gone to the user and stayed",
      diagram: "counterfactual.cid",
    },
    counterfactual,
  ),
  steadfast(
    {
      id: "direct",
      title: "direct learning",
      objective: "Σ E[R(S_t; Θ*) | what the user said]",
      diagram: "direct.cid",
    },
    (s) => always(intendedAsKnown(s)),
  ),
];
