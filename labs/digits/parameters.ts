/** Every number of the lab by what it is. How often the judge is right is never put in. */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";

const WORLD: readonly LabParameter[] = [
  parameter("shown", "pixels that are shown", "pixels", 4, [1, 5], { whole: true }),
  parameter("first", "who shows the first pixel of a debate", "side", 0, [0, 1], {
    whole: true,
    choices: ["the honest side", "the liar"],
  }),
];

const LEARNER: readonly LabParameter[] = [
  parameter("tries", "playouts of a search before each pixel", "playouts", 600, [1, 3000], {
    effort: true,
    whole: true,
  }),
  parameter("width", "hidden units of the judge", "units", 32, [2, 128], { whole: true }),
  parameter("steps", "training of the judge", "steps of 128 examples", 1200, [10, 20_000], {
    effort: true,
    whole: true,
  }),
  parameter("images", "images that are asked about", "images", 20, [5, 400], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "fooled", title: "lies that convince the judge", unit: "share", kind: "observed" },
  { name: "right", title: "judge is right, of two answers", unit: "share", kind: "hidden" },
  {
    name: "all_lies",
    title: "the truth wins against each of nine lies",
    unit: "share of images",
    kind: "hidden",
  },
  {
    name: "unaided",
    title: "judge is right from random pixels, of two answers",
    unit: "share",
    kind: "other",
  },
  {
    name: "ten_way",
    title: "judge is right from random pixels, of ten answers",
    unit: "share",
    kind: "other",
  },
];

/** What every number is. */
export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
