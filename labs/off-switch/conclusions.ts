/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "uncertain-waits",
    claim: "rational",
    statement: "A robot that knows what it does not know leaves the switch to the human.",
    agents: ["uncertain"],
    when: (of) => of("uncertain", "waits") === 1,
  }),
  concludes({
    id: "certain-never",
    claim: "certainty",
    statement: "A robot that takes its estimate to be certain never waits.",
    agents: ["certain"],
    when: (of) => of("certain", "waits") === 0,
  }),
  concludes({
    id: "better-for-human",
    claim: "certainty",
    statement: "The human gets at least as much from the robot that knows what it does not know.",
    agents: ["uncertain", "certain"],
    when: (of) => of("uncertain", "human") >= of("certain", "human") - 1e-9,
  }),
];
