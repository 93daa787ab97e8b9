/** Every number that can be set, and what is measured. */
import type { LabMeasure, LabParameter, Settings } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { HouseOptions } from "./world.ts";

export const PARAMETERS: readonly LabParameter[] = [
  parameter("T", "horizon", "steps", 10, [3, 16], { whole: true }),
  parameter("binding", "how far a place wakes its own value only", "share", 0.8, [0, 1]),
  parameter("love", "the friend", "worth a step", 1.2, [0, 3]),
  parameter("work", "work in the study", "worth a step", 1, [0, 3]),
  parameter("sweets", "sweets in the kitchen", "worth a step", 0.8, [0, 3]),
  parameter("joy", "the bottle, by the value it brings", "worth a step", 1.5, [0, 3]),
  parameter("episodes", "training of the learners", "episodes", 6000, [100, 100_000], {
    effort: true,
    whole: true,
  }),
];

export const MEASURES: readonly LabMeasure[] = [
  { name: "judged", title: "by what judges its plans", unit: "in all", kind: "observed" },
  { name: "all", title: "by all the values it came with", unit: "in all", kind: "hidden" },
  { name: "bottle", title: "takes the bottle", unit: "share", kind: "behaviour" },
  { name: "study", title: "in the study", unit: "share of steps", kind: "behaviour" },
  { name: "friend", title: "with the friend", unit: "share of steps", kind: "behaviour" },
  {
    name: "meter",
    title: "worth of influence on its own values",
    unit: "in all",
    kind: "incentive",
    meters: { decision: "A[1]", variable: "Theta[2]" },
  },
];

export function houseOf(settings: Settings): HouseOptions {
  const { T = 10, love = 1.2, work = 1, sweets = 0.8, joy = 1.5, binding = 0.8 } = settings;
  return { horizon: T, love, work, sweets, joy, binding };
}
