/** Every number of the lab by what it is. Returns and speeds are published estimates or assumptions, no outcome is put in. */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";
import { SHARES } from "./forecast.ts";

const PUBLISHED = { provenance: "published" } as const;

const WORLD: readonly LabParameter[] = [
  parameter(
    "r",
    "returns to research",
    "doublings of output a doubling of input",
    1.2,
    [0.4, 3.6],
    {
      provenance: "disputed",
    },
  ),
  parameter("p", "answer of progress to research input", "power", 0.3, [0.15, 0.6], PUBLISHED),
  parameter("f", "speed-up where research is first automated", "times", 8, [2, 32], PUBLISHED),
  parameter("limit", "distance to the limit", "years of progress", 11, [6, 16], PUBLISHED),
  parameter("jump", "ability gained by scaffolding or RLHF", "times", 5, [1, 20]),
];

const EFFORT: readonly LabParameter[] = [
  parameter("draws", "draws of the forecast", "draws", 2000, [100, 100_000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...EFFORT];

export const MEASURES: readonly LabMeasure[] = [
  { name: "ability", title: "ability after a year", unit: "doublings", kind: "observed" },
  { name: "fastest", title: "progress in the fastest year", unit: "years", kind: "hidden" },
  { name: "doubling", title: "the shortest doubling", unit: "months", kind: "other" },
  {
    name: "ratio",
    title: "the second doubling as a share of the first",
    unit: "share",
    kind: "other",
  },
  ...SHARES.map(
    ({ name, years, months }): LabMeasure => ({
      name,
      title: `${years} years of progress in ${months} months`,
      unit: "share",
      kind: "other",
    }),
  ),
];

/** What every number is. */
export const ROLES: Roles = rolesOf({ world: WORLD, learner: EFFORT, measured: MEASURES });
