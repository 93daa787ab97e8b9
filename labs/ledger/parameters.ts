/**
 * Every number of the lab by what it is: of the world (what the task is and how much can be read or
 * done), of the learners (how long they train, on how many ledgers they are scored), or measured. How often
 * a lie is caught, a critic fooled or an answer right is never put in.
 */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";

const WORLD: readonly LabParameter[] = [
  parameter("depth", "levels of the formula", "levels", 3, [2, 4], { whole: true }),
  parameter("branching", "most children of a node", "children", 3, [2, 3], { whole: true }),
  parameter("k", "nodes the overseer reads", "nodes", 4, [1, 12], { whole: true }),
  parameter("work", "leaves a worker can look up", "share of the leaves", 0.7, [0.2, 1]),
  parameter("bandwidth", "reading there is for a queue", "nodes a ledger", 2, [0, 12]),
  parameter("ai", "ledgers of a queue that AIs wrote", "share", 0.5, [0, 1]),
];

const LEARNER: readonly LabParameter[] = [
  parameter("episodes", "training", "ledgers", 1500, [100, 50_000], { effort: true, whole: true }),
  parameter("ledgers", "ledgers that are scored", "ledgers", 200, [20, 5000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "worker is paid", unit: "per ledger", kind: "observed" },
  { name: "accuracy", title: "overseer ends up right", unit: "share", kind: "hidden" },
  { name: "optimum", title: "the same, all playing best", unit: "share", kind: "other" },
  { name: "attacked", title: "right under attack (learnt)", unit: "share", kind: "hidden" },
  { name: "withstood", title: "right under the best attack", unit: "share", kind: "other" },
  { name: "gap", title: "capability gap: worker alone − overseer", unit: "share", kind: "other" },
  { name: "unaided", title: "overseer alone, reading from the left", unit: "share", kind: "other" },
  { name: "best_unaided", title: "overseer alone, best reading", unit: "share", kind: "other" },
  { name: "reads", title: "nodes read", unit: "nodes", kind: "behaviour" },
  { name: "approved", title: "approved", unit: "share", kind: "behaviour" },
  { name: "right", title: "what the worker says is right", unit: "share", kind: "behaviour" },
  { name: "hits", title: "what the critic points at is false", unit: "share", kind: "behaviour" },
  {
    name: "meter",
    title: "worth of influence on approval",
    unit: "payment",
    kind: "incentive",
    meters: { decision: "D", variable: "V" },
  },
];

/** What every number is; what is not listed here is a constant of the rules, and no chance of an outcome. */
export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
