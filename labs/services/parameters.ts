/** Every number of the lab by what it is. Who tampers, and with calls of which length, is never put in. */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";

const WORLD: readonly LabParameter[] = [
  parameter("size", "cells along a side of a map", "cells", 5, [4, 7], { whole: true }),
  parameter("bonus", "what the changed reward function pays", "a step", 1.53, [1.1, 3]),
  parameter("steps", "length of a call", "steps", 3, [1, 30], { whole: true }),
  parameter("calls", "calls", "calls", 12, [1, 40], { whole: true }),
];

const LEARNER: readonly LabParameter[] = [
  parameter("maps", "maps that are drawn", "maps", 24, [10, 400], { effort: true, whole: true }),
  parameter("episodes", "training of the bandit on each map", "episodes", 300, [20, 20_000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "paid in all calls", unit: "per map", kind: "observed" },
  { name: "wanted", title: "work done in all calls", unit: "per map", kind: "hidden" },
  { name: "tampers", title: "uses the toggle", unit: "share of maps", kind: "behaviour" },
  { name: "works", title: "does some of the work", unit: "share of maps", kind: "behaviour" },
  {
    name: "beyond",
    title: "uses the toggle where no single call pays for it",
    unit: "share of maps",
    kind: "hidden",
  },
  {
    name: "window",
    title: "lengths of a call at which work pays and the toggle does not yet",
    unit: "steps",
    kind: "other",
  },
  {
    name: "meter",
    title: "worth of influence on the reward function, to whoever calls",
    unit: "per map",
    kind: "incentive",
    meters: { decision: "C[1]", variable: "Theta[2]" },
  },
  {
    name: "services",
    title: "worth of influence on the reward function, to a service",
    unit: "per map",
    kind: "incentive",
    meters: { decision: "A[1]", variable: "Theta[2]" },
  },
];

export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
