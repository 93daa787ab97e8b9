/** What can be read off one run, at any settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "as-right",
    claim: "zero-labels",
    statement:
      "Taught by amplification a student is as right at the hardest level as one that was told what is right (within 2 points).",
    agents: ["supervised", "amplified"],
    when: (of) => of("amplified", "right") >= of("supervised", "right") - 0.02,
  }),
  concludes({
    id: "as-taught",
    claim: "as-taught",
    statement:
      "Taught by notes that are out of date it is right as often as the notes come to, without learning (within 2 points).",
    agents: ["stale", "exact"],
    when: (of) => Math.abs(of("stale", "right") - of("exact", "right")) <= 0.02,
  }),
  concludes({
    id: "outvoted",
    claim: "outvoted",
    statement:
      "Slips made anew each time cost no more at the hardest level than as many mistakes that are the same each time.",
    agents: ["slips", "stale"],
    when: (of) => of("slips", "right") >= of("stale", "right"),
  }),
];
