/** Every number of the lab by what it is: of the world, of the learners, or measured. No risk is put in. */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";

const WORLD: readonly LabParameter[] = [
  parameter("teams", "teams", "teams", 3, [2, 5], { whole: true }),
  parameter("mu", "largest capability: how much skill counts", "units of safety", 2, [0.5, 4]),
  parameter("enmity", "enmity: how little a rival's safe AI is worth", "share", 1, [0.1, 1]),
  parameter("delay", "team 1 is held up from outside", "units of safety", 0.5, [0, 2]),
];

const LEARNER: readonly LabParameter[] = [
  parameter("races", "training of learning teams", "races", 20_000, [1000, 500_000], {
    effort: true,
    whole: true,
  }),
  parameter("draws", "races that are scored", "races", 4000, [200, 100_000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "a team gets", unit: "utility", kind: "observed" },
  { name: "risk", title: "what is first is unsafe", unit: "probability", kind: "hidden" },
  {
    name: "held",
    title: "the same where team 1 is held up",
    unit: "probability",
    kind: "hidden",
  },
  {
    name: "bought",
    title: "time that holding team 1 up buys",
    unit: "units of capability",
    kind: "other",
  },
];

/** What every number is. */
export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
