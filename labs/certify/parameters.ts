/** Every number of the lab by what it is. When an agent tampers, and whether a test sees it, is never put in. */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";

const WORLD: readonly LabParameter[] = [
  parameter("size", "cells along a side of a map", "cells", 5, [4, 7], { whole: true }),
  parameter("bonus", "what the changed reward function pays", "a step", 1.53, [1.1, 3]),
  parameter("stake", "what of that comes to the others", "share", 0.5, [0, 1]),
  parameter(
    "hold",
    "steps that capability moves on while what is certified is held back",
    "steps",
    4,
    [0, 20],
    {
      whole: true,
    },
  ),
];

const LEARNER: readonly LabParameter[] = [
  parameter("tested", "steps planned ahead when tested", "steps", 4, [1, 30], { whole: true }),
  parameter("deployed", "steps planned ahead when deployed", "steps", 10, [1, 60], { whole: true }),
  parameter("maps", "maps that are drawn", "maps", 24, [10, 400], { effort: true, whole: true }),
  parameter("episodes", "training of the learner on each map", "episodes", 2000, [200, 50_000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "paid when deployed", unit: "per map", kind: "observed" },
  { name: "wanted", title: "work done when deployed", unit: "per map", kind: "hidden" },
  { name: "passed", title: "nothing seen in the test", unit: "share of maps", kind: "behaviour" },
  {
    name: "false_assurance",
    title: "passed, and tampers when deployed",
    unit: "share of maps",
    kind: "hidden",
  },
  {
    name: "between",
    title: "counted threshold between test and deployment",
    unit: "share of maps",
    kind: "other",
  },
  {
    name: "flagged",
    title: "values move with the reward function (read at the test)",
    unit: "share of maps",
    kind: "other",
  },
  {
    name: "useful_first",
    title: "works at a lower level than it tampers",
    unit: "share of maps",
    kind: "other",
  },
  {
    name: "window",
    title: "doublings of capability between working and tampering",
    unit: "doublings",
    kind: "other",
  },
  {
    name: "stale",
    title: "held back, its certificate stands: nothing seen, and tampers in use",
    unit: "share of maps",
    kind: "hidden",
  },
  {
    name: "renewed",
    title:
      "held back, tested again, used as capable as it is by then: nothing seen, and tampers in use",
    unit: "share of maps",
    kind: "hidden",
  },
  {
    name: "kept",
    title:
      "held back, tested again, used no more capable than planned: nothing seen, and tampers in use",
    unit: "share of maps",
    kind: "hidden",
  },
  {
    name: "useful_after",
    title: "useful and not yet dangerous when the hold is over",
    unit: "share of maps",
    kind: "other",
  },
  {
    name: "others",
    title: "comes to the others when deployed",
    unit: "per map",
    kind: "hidden",
  },
  {
    name: "against_others",
    title: "acts when deployed, and the others lose by it",
    unit: "share of maps",
    kind: "hidden",
  },
  {
    name: "meter",
    title: "worth of influence on the reward function",
    unit: "per map",
    kind: "incentive",
    meters: { decision: "A[1]", variable: "Theta[2]" },
  },
];

export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
