/**
 * Every number of the lab by what it is: of the world, of the learners (what they are taught, how hard
 * and how long they optimise), or measured. How good a learnt reward is, and what optimising it costs, is never put in.
 */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";
import { SPACES } from "./world.ts";

const WORLD: readonly LabParameter[] = [
  parameter("space", "what is said", "", 1, [0, 1], { choices: [...SPACES] }),
  parameter("states", "states of the hidden automaton (strings)", "states", 8, [1, 12], {
    whole: true,
  }),
  parameter("waviness", "how soon worth turns over (points)", "rad a s.d.", 0.4, [0.2, 1]),
];

const LEARNER: readonly LabParameter[] = [
  parameter("labels", "comparisons people make", "labels", 2000, [50, 20_000], { whole: true }),
  parameter("width", "hidden units of a reward network", "units", 8, [2, 32], { whole: true }),
  parameter("n", "draws of best-of-n", "draws", 1024, [1, 16_384], { whole: true }),
  parameter("lambda", "price λ of leaving what was said", "s.d. of reward a nat", 0.1, [0.01, 2]),
  parameter("members", "networks of an ensemble", "networks", 4, [2, 8], { whole: true }),
  parameter("episodes", "training of policies", "episodes", 10_000, [1000, 400_000], {
    effort: true,
    whole: true,
  }),
  parameter("steps", "fitting of a reward network", "steps", 1200, [50, 5000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "proxy", title: "learnt reward", unit: "s.d.", kind: "observed" },
  { name: "gold", title: "worth to people", unit: "s.d.", kind: "hidden" },
  { name: "nats", title: "distance from what was said before", unit: "nats", kind: "behaviour" },
  { name: "peak", title: "most worth on the way there", unit: "s.d.", kind: "other" },
  { name: "fall", title: "worth lost since the peak", unit: "s.d.", kind: "other" },
  {
    name: "of_frontier",
    title: "learnt reward, of the most at this distance",
    unit: "share",
    kind: "other",
  },
  {
    name: "agreement",
    title: "fresh pairs on which network and people agree",
    unit: "share",
    kind: "other",
  },
  {
    name: "meter",
    title: "worth of influence on worth to people",
    unit: "payment",
    kind: "incentive",
    meters: { decision: "X", variable: "Q" },
  },
];

export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
