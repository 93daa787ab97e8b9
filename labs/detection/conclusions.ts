/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "less-caught",
    claim: "evades",
    statement:
      "A writer that learns is flagged no more often than one that hands in what the AI wrote.",
    agents: ["plain", "evader"],
    when: (of) => of("evader", "caught") <= of("plain", "caught"),
  }),
  concludes({
    id: "mostly-ai",
    claim: "worth",
    statement: "Most of what is flagged an AI wrote.",
    agents: ["plain"],
    when: (of) => of("plain", "precision") > 0.5,
  }),
  concludes({
    id: "predictable",
    claim: "predictable",
    statement: "Predictable people are flagged at least as often as others.",
    agents: ["plain"],
    when: (of) => of("plain", "plain") >= of("plain", "mistaken"),
  }),
];
