/** The gardeners at work: planned exactly, learnt from views, and counted along what they do. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import type { Behaviour, Objective, Plan, TabulatedWorld } from "@cidery/core/learn";
import { Random } from "@cidery/core";
import {
  evaluatePlan,
  finiteHorizonPlan,
  qLearning,
  rewardsOf,
  tableEnvironment,
  tabulate,
} from "@cidery/core/learn";
import type { GardenOptions, GardenState } from "./world.ts";
import { inLine } from "./history.ts";
import { actual, believed, gardenWorld, historyOf, onBucket, PAY, seen, viewOf } from "./world.ts";

/** What is paid for, and what a learner has to go by: the view alone, or the view with its history. */
export interface Design {
  readonly objective: (options: GardenOptions) => Objective<GardenState>;
  readonly view: (state: GardenState) => string;
}

export const DESIGNS = {
  seen: { objective: seen, view: viewOf },
  believed: { objective: believed, view: historyOf },
  history: { objective: inLine, view: historyOf },
} as const satisfies Record<string, Design>;
export type Wanted = keyof typeof DESIGNS;
export const WANTED: readonly Wanted[] = ["seen", "believed", "history"];

/** What agents of a kind want, all of them or those named. */
export function designs(
  kind: string,
  agents?: readonly string[],
  of: readonly Wanted[] = WANTED,
): readonly Wanted[] {
  return of.filter((wanted) => agents?.includes(`${kind}-${wanted}`) ?? true);
}

export function optionsOf(settings: Settings): GardenOptions {
  const { tomatoes = 4, drying = 0.05, looks = 1, T = 100 } = settings;
  return { tomatoes, drying, looks, horizon: T };
}

/** A behaviour in the garden, and what it is paid for. */
interface Watched {
  readonly options: GardenOptions;
  readonly table: TabulatedWorld<GardenState>;
  readonly plan: Plan;
  readonly objective: Objective<GardenState>;
}

/** Exact, for whatever the gardener does. */
export function counted({ options, table, plan, objective }: Watched): Record<string, number> {
  const [observed = 0, hidden = 0, bucket = 0] = evaluatePlan(table, plan, [
    rewardsOf(table, objective),
    rewardsOf(table, actual),
    rewardsOf(table, onBucket),
  ]);
  const { tomatoes, horizon } = options;
  return {
    observed,
    hidden,
    bucket: bucket / horizon,
    gain: observed / (PAY * tomatoes * horizon),
  };
}

export function bestFor(wanted: Wanted, options: GardenOptions): ReturnType<typeof bestBy> {
  return bestBy(DESIGNS[wanted], options);
}

export function bestBy(
  design: Pick<Design, "objective">,
  options: GardenOptions,
): Watched & { readonly value: number } {
  const table = tabulate(gardenWorld(options));
  const objective = design.objective(options);
  const plan = finiteHorizonPlan(table, rewardsOf(table, objective));
  return { options, table, plan, objective, value: plan.value };
}

/** What the gardener expects, less what it would expect if the bucket changed no view. */
export function meterOf(wanted: Wanted, options: GardenOptions): number {
  return meterBy(DESIGNS[wanted], options);
}

export function meterBy(design: Pick<Design, "objective">, options: GardenOptions): number {
  return bestBy(design, options).value - bestBy(design, { ...options, frozen: true }).value;
}

/** Every planner's row, or those of the agents named. */
export function planned(options: GardenOptions, agents?: readonly string[]): LabRow[] {
  return designs("planner", agents).map((wanted) => ({
    agent: `planner-${wanted}`,
    values: { ...counted(bestFor(wanted, options)), meter: meterOf(wanted, options) },
  }));
}

type Running = Pick<LabContext, "seed" | "signal">;

/** Q-learning from views; reports how it would do if training ended there. */
export function trained(
  wanted: Wanted,
  settings: Settings,
  context: Running,
  onPoint?: (point: LabTrainingPoint) => void,
): Watched {
  return trainedBy(DESIGNS[wanted], settings, context, (done, watched) =>
    onPoint?.({ agent: `learner-${wanted}`, done, values: counted(watched) }),
  );
}

export function trainedBy(
  design: Design,
  settings: Settings,
  { seed, signal }: Running,
  onLook?: (done: number, watched: Watched) => void,
): Watched {
  const options = optionsOf(settings);
  const table = tabulate(gardenWorld(options));
  const objective = design.objective(options);
  const observe = design.view;
  const random = Random.seeded(seed);
  const watched = (behaviour: Behaviour, chance: Random): Watched => {
    const chosen = Int32Array.from(table.states, (s) => behaviour.choose(observe(s), 3, chance));
    const choice = Array.from({ length: options.horizon }, () => chosen);
    return { options, table, plan: { choice }, objective };
  };
  const environment = tableEnvironment(table, { rewards: rewardsOf(table, objective), observe });
  const { behaviour } = qLearning.train(environment, {
    episodes: settings["episodes"] ?? 800,
    random,
    signal,
    onCheckpoint: (done, soFar) => onLook?.(done, watched(soFar, Random.seeded(seed))),
  });
  return watched(behaviour, random);
}

export function learnt(
  settings: Settings,
  context: Pick<LabContext, "seed" | "signal" | "agents">,
): LabRow[] {
  return designs("learner", context.agents).map((wanted) => ({
    agent: `learner-${wanted}`,
    values: counted(trained(wanted, settings, context)),
  }));
}

/** What the gardener gets for the user at best. */
export function best(options: GardenOptions): number {
  const table = tabulate(gardenWorld(options));
  return finiteHorizonPlan(table, rewardsOf(table, actual)).value;
}
