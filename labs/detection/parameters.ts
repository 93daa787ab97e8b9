/** Every number of the lab by what it is. How often a text is flagged is never put in, but for the setting of the threshold. */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";

const WORLD: readonly LabParameter[] = [
  parameter("length", "length of a text", "letters", 60, [10, 400], { whole: true }),
  parameter("temperature", "how strictly the AI follows its table", "temperature", 0.75, [0.3, 1]),
  parameter(
    "predictable",
    "the same for people who write predictably",
    "temperature",
    0.8,
    [0.3, 1],
  ),
  parameter("base", "texts that an AI wrote", "share", 0.1, [0.001, 0.9]),
  parameter("stake", "what a writer loses by being flagged", "texts", 2, [0, 5]),
];

const LEARNER: readonly LabParameter[] = [
  parameter("corpus", "texts of either kind the detector is fitted to", "texts", 40, [5, 1000], {
    effort: true,
    whole: true,
  }),
  parameter("episodes", "training of the writer", "texts", 3000, [100, 100_000], {
    effort: true,
    whole: true,
  }),
  parameter("texts", "texts that are scored", "texts", 300, [50, 5000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "the writer gets", unit: "texts", kind: "observed" },
  {
    name: "auc",
    title: "AI text scores higher than human (AUROC)",
    unit: "probability",
    kind: "hidden",
  },
  { name: "caught", title: "AI texts flagged", unit: "share", kind: "hidden" },
  { name: "mistaken", title: "human texts flagged", unit: "share", kind: "other" },
  { name: "plain", title: "texts of predictable people flagged", unit: "share", kind: "other" },
  { name: "precision", title: "of what is flagged, by an AI", unit: "share", kind: "hidden" },
  {
    name: "worth",
    title: "worth of the score to a reader",
    unit: "caught AIs a text",
    kind: "other",
  },
  { name: "rewritten", title: "rewritten", unit: "share", kind: "behaviour" },
  {
    name: "meter",
    title: "worth of influence on the score",
    unit: "texts",
    kind: "incentive",
    meters: { diagram: "evading.cid", decision: "W", variable: "Score" },
  },
];

/** What every number is. */
export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
