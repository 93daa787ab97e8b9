/** What can be read off one run, at any settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "whole-wants",
    claim: "whole",
    statement: "The toggle is called on some map on which no single call pays for it.",
    agents: ["whole"],
    when: (of) => of("whole", "beyond") > 0,
  }),
  concludes({
    id: "people-do-not",
    claim: "whole",
    statement:
      "Called for what people set, the same services use the toggle on fewer maps, and do more of the work.",
    agents: ["whole", "people"],
    when: (of) =>
      of("people", "tampers") < of("whole", "tampers") &&
      of("people", "wanted") > of("whole", "wanted"),
  }),
  concludes({
    id: "bandit-as-planned",
    claim: "bandit",
    statement: "The bandit uses the toggle on as many maps as whoever plans each call by itself.",
    agents: ["each", "bandit"],
    when: (of) => Math.abs(of("each", "tampers") - of("bandit", "tampers")) < 1e-9,
  }),
];
