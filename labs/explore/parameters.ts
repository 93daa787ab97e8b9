/** Every number that can be set, and what is measured. */
import type { LabMeasure, LabParameter, Settings } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { CorridorOptions } from "./world.ts";

export const PARAMETERS: readonly LabParameter[] = [
  parameter("T", "horizon", "steps", 6, [1, 7], { whole: true }),
  parameter("safe", "what the middle pays", "a step", 0.6, [0, 1]),
  parameter("prior", "the right end pays", "probability", 0.5, [0, 1]),
  parameter("flip", "moves go the other way", "probability", 0.5, [0, 1]),
  parameter("sure", "an end pays as it should", "probability per step", 1, [0.5, 1]),
  parameter("drift", "the other end pays from now on", "probability per step", 0, [0, 0.5]),
  parameter("episodes", "training of the learners", "episodes", 6000, [100, 100_000], {
    effort: true,
    whole: true,
  }),
];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "paid", unit: "in all", kind: "observed" },
  {
    name: "missed",
    title: "missed against somebody who is told all along",
    unit: "in all",
    kind: "hidden",
  },
  { name: "explores", title: "leaves the middle at once", unit: "share", kind: "behaviour" },
  { name: "middle", title: "in the middle", unit: "share of steps", kind: "behaviour" },
  {
    name: "seeing",
    title: "worth of seeing, over the best that can be done blindly",
    unit: "in all",
    kind: "other",
  },
];

export function corridorOf(settings: Settings): CorridorOptions {
  const { T = 6, safe = 0.6, prior = 0.5, flip = 0.5, sure = 1, drift = 0 } = settings;
  return { horizon: T, safe, prior, flip, sure, drift };
}
