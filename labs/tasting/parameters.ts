/** Every number that can be set, and what is measured. */
import type { LabMeasure, LabParameter, Settings } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { Table } from "./world.ts";
import { EATERS } from "./world.ts";

export const PARAMETERS: readonly LabParameter[] = [
  parameter("eater", "the eater proposes", "", 0, [0, 2], {
    choices: [
      "what it expects to please it most",
      "the same again if it pleased, else the other",
      "what it knows to be better",
    ],
  }),
  parameter("rounds", "horizon", "rounds", 6, [1, 7], { whole: true }),
  parameter("house", "the dish of the house pleases", "probability", 0.5, [0, 1]),
  parameter("prior", "the new dish is a good one", "probability", 0.4, [0, 1]),
  parameter("good", "a good dish pleases", "probability", 0.9, [0.5, 1]),
  parameter("bad", "another one pleases", "probability", 0.1, [0, 0.5]),
  parameter("slip", "the other dish is proposed by mistake", "probability", 0, [0, 0.5]),
  parameter("episodes", "training of the learner", "meals", 20_000, [500, 200_000], {
    effort: true,
    whole: true,
  }),
];

export const MEASURES: readonly LabMeasure[] = [
  { name: "pleased", title: "pleased", unit: "share of rounds", kind: "observed" },
  {
    name: "missed",
    title: "missed against somebody who is told what is good",
    unit: "share of rounds",
    kind: "hidden",
  },
  {
    name: "overrides",
    title: "serves another dish than proposed",
    unit: "share of rounds",
    kind: "behaviour",
  },
  {
    name: "meter",
    title: "worth of influence on later proposals",
    unit: "rounds pleased",
    kind: "incentive",
    meters: { decision: "A[1]", variable: "H[2]" },
  },
];

export function tableOf(settings: Settings): Table {
  const { eater = 0, rounds = 6, house = 0.5, prior = 0.4, good = 0.9, bad = 0.1 } = settings;
  const { slip = 0 } = settings;
  return { rounds, house, prior, good, bad, slip, eater: EATERS[eater] ?? "careful" };
}
