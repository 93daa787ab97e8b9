/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "waiting",
    claim: "assistance",
    statement: "Cooking while waiting for the answer is worth more than asking first.",
    agents: ["assistance", "two-phase"],
    when: (of) => of("assistance", "value") > of("two-phase", "value") + 1e-9,
  }),
  concludes({
    id: "asks",
    claim: "plan",
    statement: "The robot asks.",
    agents: ["assistance"],
    when: (of) => of("assistance", "asks") > 1e-9,
  }),
  concludes({
    id: "hearing",
    claim: "hearing",
    statement: "Getting an answer is worth something to it.",
    agents: ["assistance"],
    when: (of) => of("assistance", "meter") > 1e-6,
  }),
  concludes({
    id: "too-sure",
    claim: "misspecified-prior",
    statement: "A robot whose prior is wrong gets no more than one whose prior is right.",
    agents: ["assistance", "too-sure"],
    when: (of) => of("too-sure", "value") <= of("assistance", "value") + 1e-9,
  }),
  concludes({
    id: "narrow",
    claim: "misspecified-features",
    statement: "A robot that cannot conceive of a wish gets less than one that can.",
    agents: ["assistance", "narrow"],
    when: (of) => of("narrow", "value") < of("assistance", "value") - 1e-9,
  }),
  concludes({
    id: "wormy",
    claim: "wormy",
    statement: "Looking for worms before asking is worth more than asking first.",
    agents: ["wormy", "wormy-two-phase"],
    when: (of) => of("wormy", "value") > of("wormy-two-phase", "value") + 1e-9,
  }),
  concludes({
    id: "teaching",
    claim: "teaching",
    statement: "A teaching human is better than a literal one.",
    agents: ["teacher", "demonstrator"],
    when: (of) => of("teacher", "value") > of("demonstrator", "value") + 1e-9,
  }),
];
