/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "accelerates",
    claim: "jump",
    statement:
      "Counted as acceleration, a jump of ability brings a faster year than counted as augmentation.",
    agents: ["network", "acceleration"],
    when: (of) => of("acceleration", "fastest") >= of("network", "fastest"),
  }),
  concludes({
    id: "explosion",
    claim: "inevitable",
    statement: "Where the network does the research there are ten years of progress in some year.",
    agents: ["network"],
    when: (of) => of("network", "fastest") >= 10,
  }),
  concludes({
    id: "shortens",
    claim: "blow-up",
    statement: "The second doubling takes less than the first exactly where returns exceed 1.",
    agents: ["acceleration"],
    when: (of, { r = 1.2, limit = 11 }) =>
      of("acceleration", "ratio") < 1 === r * (1 - 1 / (8 * limit)) > 1,
  }),
];
