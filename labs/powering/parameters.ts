/**
 * Every number of the lab by what it is: of the world (which questions there are, and how old a person's notes), of the learners
 * (how large a student is and how long it is taught), or measured. How often an answer is wrong is never put in.
 */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";
import { TASK_TITLES } from "./tasks.ts";

const WORLD: readonly LabParameter[] = [
  parameter("task", "task", "", 0, [0, TASK_TITLES.length - 1], { choices: TASK_TITLES }),
  parameter("size", "symbols", "symbols", 12, [6, 32], { whole: true }),
  parameter("levels", "hardest level", "levels above facts", 3, [1, 5], { whole: true }),
  parameter("stale", "notes out of date", "entries", 1, [0, 6], { whole: true }),
];

const LEARNER: readonly LabParameter[] = [
  parameter("units", "student", "hidden units", 32, [2, 128], { whole: true }),
  parameter("steps", "training", "steps", 800, [100, 4000], { effort: true, whole: true }),
  parameter("tries", "training by reinforcement", "answers a level", 4000, [500, 40_000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "agrees with what it was taught last", unit: "share", kind: "observed" },
  { name: "right", title: "right at the hardest level", unit: "share", kind: "hidden" },
  { name: "base", title: "right about single facts", unit: "share", kind: "hidden" },
  { name: "labels", title: "told what is right above facts", unit: "answers", kind: "other" },
  { name: "asked", title: "answers of the teacher", unit: "answers", kind: "other" },
  { name: "begun", title: "levels begun", unit: "levels", kind: "behaviour" },
  { name: "reached", title: "until 99 % right at the hardest level", unit: "steps", kind: "other" },
  {
    name: "meter",
    title: "worth of influence on the amplified answer",
    unit: "agreement",
    kind: "incentive",
    meters: { decision: "A", variable: "At" },
  },
];

/** What every number is; what is not listed here is a constant of the rules, and no chance of an outcome. */
export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
