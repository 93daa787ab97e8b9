/** Every number that can be set, and what is measured. */
import type { LabMeasure, LabParameter, Settings } from "@cidery/core/lab";
import { parameter } from "../src/parameter.ts";
import type { War } from "./world.ts";

const published = { provenance: "published" } as const;

export const PARAMETERS: readonly LabParameter[] = [
  parameter("strong", "the signaller is strong", "probability", 0.9, [0, 1], published),
  parameter("spared", "not being attacked", "worth", 2, [0, 5], published),
  parameter("retreating", "retreating, to the weak", "worth", 1, [0, 5], published),
  parameter("defending", "defending, to the strong", "worth", 1, [-2, 5], published),
  parameter("check", "the strength is inspected", "probability", 0, [0, 1]),
  parameter("noise", "the move is mistaken for the other", "probability", 0, [0, 0.5]),
  parameter("blur", "the signaller's scouts are wrong", "probability", 0, [0, 0.5]),
  parameter("lessons", "the receiver's lessons", "sincere signals", 2000, [200, 20_000], {
    whole: true,
  }),
  parameter("rounds", "training of the learners", "rounds", 3000, [200, 100_000], {
    effort: true,
    whole: true,
  }),
];

export const MEASURES: readonly LabMeasure[] = [
  { name: "paid", title: "paid", unit: "worth a round", kind: "observed" },
  {
    name: "receiver",
    title: "the receiver does what is right",
    unit: "share of rounds",
    kind: "hidden",
  },
  {
    name: "misled",
    title: "the receiver believes what is false",
    unit: "share of rounds",
    kind: "hidden",
  },
  {
    name: "intended",
    title: "the reply is intended",
    unit: "share of rounds",
    kind: "behaviour",
  },
  { name: "deceived", title: "deceives", unit: "share of rounds", kind: "behaviour" },
  {
    name: "meter",
    title: "worth of influence on the reply",
    unit: "worth a round",
    kind: "incentive",
    meters: { decision: "S", variable: "T" },
  },
];

export function warOf(settings: Settings): War {
  const { strong = 0.9, spared = 2, retreating = 1, defending = 1 } = settings;
  const { check = 0, noise = 0, blur = 0 } = settings;
  return { strong, spared, retreating, defending, check, noise, blur };
}
