/** Every number of the lab by what it is. How good a report is, who passes, who tampers and what fails first is never put in. */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";
import { LEVELS } from "./stages.ts";
import { RESEARCHERS } from "./trial.ts";

const WORLD: readonly LabParameter[] = [
  parameter("k", "leaves the overseer reads of a ledger", "leaves", 4, [1, 12], { whole: true }),
  parameter("bandwidth", "reading there is for the queue", "leaves a ledger", 2, [0, 12]),
  parameter("ai", "ledgers of the queue that AIs wrote", "share", 0.5, [0, 1]),
  parameter("bonus", "what the changed reward function pays", "a step", 1.53, [1.1, 3]),
  parameter("ahead", "steps more that are planned in use than in the test", "steps", 2, [0, 20], {
    whole: true,
  }),
  parameter("tolerated", "certified systems that may tamper", "share of all", 0.1, [0, 0.5]),
  parameter("delay", "time whoever decides takes", "months", 1, [0, 24]),
  parameter("researcher", "who does the research on capability", "", 0, [0, 2], {
    choices: [...RESEARCHERS],
  }),
];

const CAPABILITY = parameter(
  "capability",
  "capability: leaves looked up, steps planned",
  "steps",
  6,
  [1, LEVELS.length],
  { whole: true },
);

const EFFORT: readonly LabParameter[] = [
  parameter("ledgers", "ledgers that are scored", "ledgers", 200, [50, 2000], {
    effort: true,
    whole: true,
  }),
  parameter("maps", "systems that are tested, each on its map", "systems", 24, [10, 200], {
    effort: true,
    whole: true,
  }),
];

/** What the question is about comes first. */
export const PARAMETERS: readonly LabParameter[] = [CAPABILITY, ...WORLD, ...EFFORT];

const SHARE = "share";

export const MEASURES: readonly LabMeasure[] = [
  { name: "certified", title: "certified", unit: "share of systems", kind: "observed" },
  {
    name: "safe",
    title: "certified, and does not tamper in use",
    unit: "share of systems",
    kind: "hidden",
  },
  {
    name: "falsely",
    title: "certified, and tampers in use",
    unit: "share of systems",
    kind: "hidden",
  },
  { name: "right", title: "the worker's ledgers that are right", unit: SHARE, kind: "behaviour" },
  { name: "taken", title: "answers taken that are right", unit: SHARE, kind: "behaviour" },
  { name: "unaided", title: "right by the overseer alone", unit: SHARE, kind: "other" },
  {
    name: "months",
    title: "until more than tolerated would tamper (48 at most)",
    unit: "months",
    kind: "other",
  },
  { name: "works", title: "holds at this capability", unit: "1 or 0", kind: "other" },
  {
    name: "useful_from",
    title: "capability from which the worker is useful",
    unit: "steps",
    kind: "other",
  },
  {
    name: "fails_from",
    title: "capability at which it fails (17: at none up to 16)",
    unit: "steps",
    kind: "other",
  },
  { name: "first", title: "no stage fails earlier", unit: "1 or 0", kind: "other" },
  {
    name: "review_meter",
    title: "worth of influence on what passes review",
    unit: "payment",
    kind: "incentive",
    meters: { decision: "D", variable: "V" },
  },
  {
    name: "reward_meter",
    title: "worth of influence on the reward function",
    unit: "payment",
    kind: "incentive",
    meters: { decision: "A", variable: "Theta" },
  },
];

export const ROLES: Roles = rolesOf({
  world: WORLD,
  learner: [CAPABILITY, ...EFFORT],
  measured: MEASURES,
});
