/**
 * Runs: every planner plans with what it knows and is then watched in the world as it is; learners
 * train in a small map.
 */
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
  presentGoalPlan,
  qLearning,
  rewardsOf,
  tableEnvironment,
  tabulate,
} from "@cidery/core/learn";
import type { Judge, Planner, Situation } from "./agents.ts";
import { implemented, PLANNERS } from "./agents.ts";
import type { TamperOptions, TamperState } from "./world.ts";
import {
  expectedReward,
  judgedBy,
  REWARD_FUNCTIONS,
  SMALL_MAP,
  stepsTo,
  tamperMap,
  tamperWorld,
} from "./world.ts";

/** Position of (rock −1, diamond +1), which the user intends, and of the wrong start (+1, −1). */
const INTENDED = 1;
const WRONG = 2;

/** A behaviour in a world: what is to be watched. */
export interface Watched {
  readonly options: TamperOptions;
  readonly table: TabulatedWorld<TamperState>;
  readonly plan: Plan;
  /** By what the agent itself judges. */
  readonly judge: Judge;
}

/** Tables do not depend on the horizon, so a sweep over it needs each only once. */
const tables = new Map<string, TabulatedWorld<TamperState>>();

function tableOf(options: TamperOptions): TabulatedWorld<TamperState> {
  const { map, prior, helper, frozen, intended, horizon } = options;
  const key = `${map.join("/")}|${prior}|${helper}|${frozen}|${intended}`;
  const table = tables.get(key) ?? tabulate(tamperWorld(options));
  tables.set(key, table);
  return { ...table, world: { ...table.world, horizon } };
}

function optionsOf(settings: Settings): TamperOptions {
  const { T = 24, step_cost: stepCost = 0.01, helper = 0, prior = 0.99 } = settings;
  const { around = 2, depth = 1 } = settings;
  return {
    map: tamperMap({ around, depth }),
    horizon: T,
    stepCost,
    start: WRONG,
    helper: helper === 1,
    prior,
    likely: INTENDED,
  };
}

function situationOf(options: TamperOptions, frozen = false): Situation {
  return {
    table: tableOf({ ...options, frozen }),
    horizon: options.horizon,
    stepCost: options.stepCost,
    start: options.start,
    expected: expectedReward(options),
    safeArrival: stepsTo(options.map, "u"),
  };
}

/** The planner's behaviour in the world as it is. */
export function behaviourOf(planner: Planner, settings: Settings): Watched {
  const options = { ...optionsOf(settings), intended: INTENDED };
  const situation = situationOf(optionsOf(settings));
  const table = tableOf(options);
  const plan = carriedOver(planner.plan(situation), situation.table, table);
  return { options, table, plan, judge: planner.judge(situation) };
}

/** Every planner's row, or those of the agents named. */
export function planned(settings: Settings, agents?: readonly string[]): LabRow[] {
  return PLANNERS.filter(({ id }) => agents?.includes(id) ?? true).map(({ id }) => ({
    agent: id,
    values: { ...did(id, settings), meter: meterOf(id, settings) },
  }));
}

/** What a planner expects at the start, less what it would expect if nothing changed Θ. */
export function meterOf(agent: string, settings: Settings): number {
  const options = optionsOf(settings);
  const { value } = plannerOf(agent);
  return value(situationOf(options)) - value(situationOf(options, true));
}

export function did(agent: string, settings: Settings): Record<string, number> {
  return counted(behaviourOf(plannerOf(agent), settings));
}

function plannerOf(agent: string): Planner {
  const planner = PLANNERS.find(({ id }) => id === agent);
  if (planner === undefined) throw new RangeError(`no planner ${agent}`);
  return planner;
}

/** The same choices in a world that has some of the states. */
function carriedOver(
  plan: Plan,
  from: TabulatedWorld<TamperState>,
  to: TabulatedWorld<TamperState>,
): Plan {
  const places = to.states.map((state) => from.indexOf(state));
  return { choice: plan.choice.map((chosen) => Int32Array.from(places, (s) => chosen[s] ?? -1)) };
}

/** What is paid and what is intended, whoever acts. */
export function objectivesOf({
  stepCost,
}: TamperOptions): Readonly<Record<"observed" | "intended", Objective<TamperState>>> {
  return {
    observed: implemented(stepCost),
    intended: judgedBy(REWARD_FUNCTIONS[INTENDED] ?? [0, 0], stepCost),
  };
}

function counted({ table, plan, options }: Watched): Record<string, number> {
  const tiles = options.map.join("");
  const arrives = (marks: string) =>
    rewardsOf(table, (before, _a, next) =>
      Number(before.cell !== next.cell && marks.includes(tiles[next.cell] ?? "#")),
    );
  const { observed: paid, intended: wanted } = objectivesOf(options);
  const [observed = 0, intended = 0, toggles = 0, user = 0] = evaluatePlan(table, plan, [
    rewardsOf(table, paid),
    rewardsOf(table, wanted),
    arrives("12"),
    arrives("u"),
  ]);
  return { observed, intended, toggles, user };
}

function smallOptions({ T = 24, step_cost: stepCost = 0.01 }: Settings): TamperOptions {
  return { map: SMALL_MAP, horizon: T, stepCost, start: INTENDED, intended: INTENDED };
}

/** One objective for good, or the one that the state implements. */
const LEARNERS: readonly {
  readonly id: string;
  readonly goals: (table: TabulatedWorld<TamperState>, options: TamperOptions) => ChangingGoals;
  readonly judge: (options: TamperOptions) => Judge;
}[] = [
  {
    id: "q-standard",
    goals: (table, { stepCost }) => ({
      evaluatorOf: new Int32Array(table.states.length),
      rewards: [rewardsOf(table, implemented(stepCost))],
    }),
    judge:
      ({ stepCost }) =>
      () =>
        implemented(stepCost),
  },
  {
    id: "q-current",
    goals: (table, { stepCost }) => ({
      evaluatorOf: Int32Array.from(table.states, ({ theta }) => theta),
      rewards: REWARD_FUNCTIONS.map((one) => rewardsOf(table, judgedBy(one, stepCost))),
    }),
    judge:
      ({ start, stepCost }) =>
      () =>
        judgedBy(REWARD_FUNCTIONS[start] ?? [0, 0], stepCost),
  },
];

/** Trains every learner, or those named; reports how each would do if training ended there. */
export function trained(
  settings: Settings,
  { seed, signal }: Pick<LabContext, "seed" | "signal">,
  onPoint?: (point: LabTrainingPoint) => void,
  ids?: readonly string[],
  learner: Learner = qLearning,
): (Watched & { readonly agent: string })[] {
  const options = smallOptions(settings);
  const table = tableOf(options);
  const chosen = LEARNERS.filter(({ id }) => ids?.includes(id) ?? true);
  return chosen.map(({ id: agent, goals, judge }) => {
    const watched = (behaviour: Behaviour) => ({
      agent,
      options,
      table,
      plan: asPlan(table, behaviour),
      judge: judge(options),
    });
    const environment = tableEnvironment(table, { rewards: goals(table, options) });
    const { behaviour } = learner.train(environment, {
      episodes: settings["episodes"] ?? 10_000,
      random: Random.seeded(seed),
      signal,
      ...(onPoint === undefined
        ? {}
        : {
            onCheckpoint: (done, soFar) =>
              onPoint({ agent, done, values: counted(watched(soFar)) }),
          }),
    });
    return watched(behaviour);
  });
}

/** What was learnt, the same at every turn; where nothing was learnt the first action. */
function asPlan({ states, world }: TabulatedWorld<TamperState>, behaviour: Behaviour): Plan {
  const chance = Random.seeded(0);
  const chosen = Int32Array.from(states, (state) => {
    const actions = world.actionCount(state);
    return actions === 0 ? -1 : behaviour.choose(world.key(state), actions, chance);
  });
  return { choice: Array.from({ length: world.horizon }, () => chosen) };
}

/** What came of learning; by Q-learning unless another learner is asked for. */
export function learnt(
  settings: Settings,
  context: Pick<LabContext, "seed" | "signal" | "agents">,
  learner?: Learner,
): LabRow[] {
  return trained(settings, context, undefined, context.agents, learner).map(
    ({ agent, ...watched }) => ({
      agent,
      values: counted(watched),
    }),
  );
}

/** What the exact planners are paid in the learners' world, by learner. */
export function plannedSmall(settings: Settings): Record<string, number> {
  const options = smallOptions(settings);
  const table = tableOf(options);
  const paid = rewardsOf(table, objectivesOf(options).observed);
  return Object.fromEntries(
    LEARNERS.map(({ id, goals }) => {
      const plan = presentGoalPlan(table, goals(table, options), options.horizon);
      return [id, evaluatePlan(table, plan, [paid])[0] ?? 0];
    }),
  );
}
