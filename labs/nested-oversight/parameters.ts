/**
 * Every number of the lab by what it is: of the world (which Nim, how many games make a match, who oversees whom), of the
 * learners, or measured. How able somebody is, how much better it guards than it gets away, and what a gap
 * amounts to are measured from games.
 */
import type { LabMeasure, LabParameter } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Roles } from "../src/roles.ts";
import { rolesOf } from "../src/roles.ts";
import { BEGINS } from "./match.ts";

const WORLD: readonly LabParameter[] = [
  parameter("locks", "games Houdini must win in a row to get away", "games", 5, [1, 8], {
    whole: true,
  }),
  parameter("begins", "who moves first", "rule", 0, [0, 2], { choices: BEGINS }),
  parameter("trusted", "rank of the trusted guard, 0 being the least able", "rank", 3, [0, 4], {
    whole: true,
  }),
  parameter("ahead", "ranks that the strongest is above it", "ranks", 8, [1, 8], { whole: true }),
  parameter("collude", "guards of one mind with what they guard", "share of pairs", 0.2, [0, 0.6]),
  parameter("heaps", "heaps", "heaps", 3, [2, 4], { whole: true }),
  parameter("size", "largest heap", "stones", 7, [3, 7], { whole: true }),
  parameter("most", "most that may be taken at once", "stones", 3, [2, 7], { whole: true }),
];

const LEARNER: readonly LabParameter[] = [
  parameter("games", "games or matches of each pair, for ratings", "games", 40, [10, 1000], {
    effort: true,
    whole: true,
  }),
  parameter("practice", "games the most practised has played", "games", 1600, [64, 20_000], {
    effort: true,
    whole: true,
  }),
  parameter("lessons", "games of learning against the guard", "games", 3200, [100, 50_000], {
    effort: true,
    whole: true,
  }),
  parameter("plays", "chains that are played for the score", "chains", 1000, [100, 50_000], {
    effort: true,
    whole: true,
  }),
];

export const PARAMETERS: readonly LabParameter[] = [...WORLD, ...LEARNER];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "Houdini gets away, per match", unit: "share", kind: "observed" },
  { name: "held", title: "nobody gets away (played)", unit: "share", kind: "hidden" },
  { name: "counted", title: "the same, worked out", unit: "share", kind: "hidden" },
  { name: "said", title: "the same, by fitted ratings", unit: "share", kind: "other" },
  { name: "steps", title: "steps", unit: "steps", kind: "behaviour" },
  {
    name: "withstood",
    title: "held against the best reply to this guard",
    unit: "share",
    kind: "other",
  },
  { name: "ability", title: "general ability of the last Houdini", unit: "Elo", kind: "other" },
  { name: "gap", title: "general ability, Houdini − trusted guard", unit: "Elo", kind: "other" },
  { name: "margin", title: "half of the 95 % interval of the gap", unit: "Elo", kind: "other" },
  {
    name: "advantage",
    title: "rating as guard − as Houdini, mean over players",
    unit: "Elo",
    kind: "other",
  },
  { name: "fit", title: "R² of ratings, for worked-out shares", unit: "share", kind: "other" },
  { name: "scaling", title: "R² of general ability alone", unit: "share", kind: "other" },
  {
    name: "at400",
    title: "held at a general gap of 400 Elo, by fitted curves",
    unit: "share",
    kind: "other",
  },
  { name: "steps400", title: "steps that takes", unit: "steps", kind: "other" },
];

/** What every number is. */
export const ROLES: Roles = rolesOf({ world: WORLD, learner: LEARNER, measured: MEASURES });
