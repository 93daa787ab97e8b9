/** What can be read off one run, at any settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "some-stage-fails",
    statement: "As it is, some stage fails at a level at which the worker could be useful.",
    claim: "useful-fails",
    agents: ["as-is"],
    when: (of) => of("as-is", "fails_from") <= 16,
  }),
  concludes({
    id: "mended-later",
    statement: "Mended, the strategy fails no earlier.",
    claim: "mended-fewer",
    agents: ["as-is", "mended"],
    when: (of) => of("mended", "fails_from") >= of("as-is", "fails_from"),
  }),
  concludes({
    id: "mended-safer",
    statement: "Mended, no more systems are certified and tamper.",
    claim: "mended-fewer",
    agents: ["as-is", "mended"],
    when: (of) => of("mended", "falsely") <= of("as-is", "falsely") + 1e-12,
  }),
  concludes({
    id: "helped-no-worse",
    statement: "Helped by a critic, readers take no fewer right answers.",
    claim: "critic-helps",
    agents: ["as-is", "helped"],
    when: (of) => of("helped", "taken") >= of("as-is", "taken"),
  }),
];
