/**
 * A gardener that plans by tree search: before every move it plays the next turns out some times, and
 * takes the move it tried most. It needs no table of the garden, which may be too large for one.
 */
import type { LabContext, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import type { PlayedStep } from "../src/played.ts";
import { searchedEpisode } from "../src/worldGame.ts";
import type { Wanted } from "./runs.ts";
import { designs, DESIGNS, optionsOf } from "./runs.ts";
import type { GardenOptions, GardenState } from "./world.ts";
import { actual, gardenWorld, onBucket, PAY } from "./world.ts";

export interface Effort {
  readonly playouts: number;
  /** Turns that are looked ahead. */
  readonly ahead: number;
}

export function effortOf({ playouts = 50, ahead = 10 }: Settings): Effort {
  return { playouts, ahead };
}

/** What the search is paid for. */
export const SEARCHED: readonly Wanted[] = ["seen", "believed"];

type Context = Pick<LabContext, "seed" | "signal">;

export function searchedSteps(
  wanted: Wanted,
  options: GardenOptions,
  effort: Effort,
  { seed, signal }: Context,
): readonly PlayedStep<GardenState>[] {
  const objective = DESIGNS[wanted].objective(options);
  const random = Random.seeded(seed);
  return searchedEpisode(gardenWorld(options), objective, { ...effort, random, signal });
}

/** Sums along one episode: what chance did is part of them. */
export function summed(
  steps: readonly PlayedStep<GardenState>[],
  wanted: Wanted,
  options: GardenOptions,
): Record<"observed" | "hidden" | "bucket" | "gain", number> {
  const { tomatoes, horizon } = options;
  const sum = (of: typeof actual): number =>
    steps.reduce((total, { before, action, after }) => total + of(before, action, after), 0);
  const observed = sum(DESIGNS[wanted].objective(options));
  return {
    observed,
    hidden: sum(actual),
    bucket: sum(onBucket) / horizon,
    gain: observed / (PAY * tomatoes * horizon),
  };
}

export function searched(
  settings: Settings,
  context: Context & Pick<LabContext, "agents">,
): LabRow[] {
  const options = optionsOf(settings);
  return designs("search", context.agents, SEARCHED).map((wanted) => ({
    agent: `search-${wanted}`,
    values: summed(searchedSteps(wanted, options, effortOf(settings), context), wanted, options),
  }));
}
