/** What can be read off one run, at any settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "reads",
    claim: "read",
    statement: "Of what is going to use the toggle more is flagged than of the rest.",
    agents: ["plain"],
    when: (of) => of("plain", "recall") > of("plain", "alarms"),
  }),
  concludes({
    id: "evades",
    claim: "evade",
    statement: "Rewarded for not being flagged a network is flagged less than one trained as long.",
    agents: ["longer", "evader"],
    when: (of) => of("evader", "recall") < of("longer", "recall"),
  }),
  concludes({
    id: "anew",
    claim: "anew",
    statement: "A probe fitted to the evader finds more of it than the one it evaded.",
    agents: ["evader"],
    when: (of) => of("evader", "refit") > of("evader", "recall"),
  }),
  concludes({
    id: "pushed",
    claim: "pushed",
    statement: "Down the score more flags go away than by moving every input as far, anyhow.",
    agents: ["plain"],
    when: (of) => of("plain", "pushed") >= of("plain", "anyhow"),
  }),
];
