/** Who walks the house: planned, and learnt by learners that know nothing of the house. They differ in what judges their plans. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import type {
  Behaviour,
  ChangingGoals,
  Learner,
  Objective,
  Plan,
  TabulatedWorld,
} from "@cidery/core/learn";
import { Random } from "@cidery/core";
import {
  evaluatePlan,
  finiteHorizonPlan,
  presentGoalPlan,
  qLearning,
  rewardsOf,
  sarsa,
  subgamePerfectPlan,
  tableEnvironment,
  tabulate,
} from "@cidery/core/learn";
import { asPlan } from "../src/asPlan.ts";
import { houseOf } from "./parameters.ts";
import type { HouseOptions, HouseState } from "./world.ts";
import {
  asItComes,
  awakeIn,
  BOTTLE,
  byAll,
  FRIEND,
  houseWorld,
  judgedBy,
  SWEETS,
  tileOf,
  WORK,
} from "./world.ts";

export type House = TabulatedWorld<HouseState>;

/** What judges a plan that is made at the start. */
type Judge = (options: HouseOptions) => Objective<HouseState>;

export interface Self {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly judge: Judge;
  readonly plan?: Planning;
  /** Whether it expects later selves to judge by what is awake then. */
  readonly foresees?: boolean;
  readonly learner?: Learner;
}

type Planning = (house: House, options: HouseOptions) => Plan;

/** The value awake at the start. */
const awakeFirst: Judge = (options) => judgedBy(FRIEND, options);

/** By every value, and which of them is awake in each state. */
function goalsOf(house: House, options: HouseOptions): ChangingGoals {
  return {
    evaluatorOf: Int32Array.from(house.states, awakeIn),
    rewards: [FRIEND, WORK, SWEETS, BOTTLE].map((awake) =>
      rewardsOf(house, judgedBy(awake, options)),
    ),
  };
}

function steadily(judge: Judge): Planning {
  return (house, options) => finiteHorizonPlan(house, rewardsOf(house, judge(options)));
}

const asIfInControl: Planning = (house, options) => presentGoalPlan(house, goalsOf(house, options));
const foreseeing: Planning = (house, options) => subgamePerfectPlan(house, goalsOf(house, options));

export const SELVES: readonly Self[] = [
  {
    id: "present",
    title: "judges by the value awake now",
    objective: "Σ V_now(S_t), V_now the value awake where the plan is made",
    diagram: "present.cid",
    judge: awakeFirst,
    plan: asIfInControl,
  },
  {
    id: "foreseeing",
    title: "foresees which value will be awake",
    objective: "Σ V_now(S_t), expecting later selves to judge by what is awake then",
    diagram: "foreseeing.cid",
    judge: awakeFirst,
    plan: foreseeing,
    foresees: true,
  },
  {
    id: "later",
    title: "judges by the values it will have",
    objective: "Σ V_t(S_t), V_t the value awake then",
    diagram: "diagram.cid",
    judge: asItComes,
    plan: steadily(asItComes),
  },
  {
    id: "whole",
    title: "judges by all values at once",
    objective: "Σ of all the values it came with",
    diagram: "whole.cid",
    judge: byAll,
    plan: steadily(byAll),
  },
  {
    id: "q-present",
    title: "Q-learning by the value awake",
    objective: "Σ V_now(S_t), learnt for each value off-policy",
    diagram: "present.cid",
    judge: awakeFirst,
    learner: qLearning,
  },
  {
    id: "sarsa-foreseeing",
    title: "SARSA by the value awake",
    objective: "Σ V_now(S_t), learnt for each value from what is done",
    diagram: "foreseeing.cid",
    judge: awakeFirst,
    learner: sarsa,
  },
];

export function selfCalled(id: string): Self {
  const found = SELVES.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`there is no self ${id}`);
  return found;
}

export function houseAt(options: HouseOptions): House {
  return tabulate(houseWorld(options));
}

type Running = Pick<LabContext, "seed" | "signal">;

function learnt(
  learner: Learner,
  options: HouseOptions,
  episodes: number,
  { seed, signal }: Running,
  onLook?: (done: number, plan: Plan) => void,
): Plan {
  const house = houseAt(options);
  const planned = (behaviour: Behaviour): Plan => asPlan(house, options.horizon, behaviour);
  const { behaviour } = learner.train(
    tableEnvironment(house, { rewards: goalsOf(house, options) }),
    {
      episodes,
      random: Random.seeded(seed),
      signal,
      onCheckpoint: (done, soFar) => onLook?.(done, planned(soFar)),
    },
  );
  return planned(behaviour);
}

/** What it does at these settings: one plan for all turns. */
export function planOf(
  self: Self,
  settings: Settings,
  running: Running,
  onLook?: (done: number, plan: Plan) => void,
): Plan {
  const options = houseOf(settings);
  if (self.plan !== undefined) return self.plan(houseAt(options), options);
  const { learner = qLearning } = self;
  return learnt(learner, options, settings["episodes"] ?? 6000, running, onLook);
}

type Values = Record<string, number>;

function valuesOf({ judge }: Self, settings: Settings, plan: Plan): Values {
  const options = houseOf(settings);
  const house = houseAt(options);
  const at =
    (tile: string): Objective<HouseState> =>
    (_before, _action, after) =>
      Number(tileOf(after) === tile);
  const [judged = 0, all = 0, changed = 0, study = 0, friend = 0] = evaluatePlan(
    house,
    plan,
    [
      judge(options),
      byAll(options),
      (before: HouseState, _action: number, after: HouseState) => after.theta - before.theta,
      at("S"),
      at("F"),
    ].map((objective) => rewardsOf(house, objective)),
  );
  const { horizon } = options;
  return { judged, all, bottle: changed, study: study / horizon, friend: friend / horizon };
}

/**
 * What a plan is expected to be worth by what judges it, less the same if the bottle changed nothing. Whoever does not
 * foresee expects to carry the plan out: the best by its judge.
 */
export function meterOf({ judge, foresees = false }: Self, settings: Settings): number {
  const worth = (frozen: boolean): number => {
    const options = { ...houseOf(settings), frozen };
    const house = houseAt(options);
    const rewards = rewardsOf(house, judge(options));
    if (!foresees) return finiteHorizonPlan(house, rewards).value;
    return evaluatePlan(house, foreseeing(house, options), [rewards])[0] ?? 0;
  };
  return worth(false) - worth(true);
}

export function selfRow(
  self: Self,
  settings: Settings,
  running: Running,
  onPoint?: (point: LabTrainingPoint) => void,
): LabRow {
  const plan = planOf(self, settings, running, (done, soFar) =>
    onPoint?.({ agent: self.id, done, values: valuesOf(self, settings, soFar) }),
  );
  const values = valuesOf(self, settings, plan);
  return {
    agent: self.id,
    values: self.plan === undefined ? values : { ...values, meter: meterOf(self, settings) },
  };
}
