/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { measured } from "../src/findings.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  {
    id: "uncertain-waits",
    claim: "rational",
    statement: "A robot that knows what it does not know leaves the switch to the human.",
    agents: ["uncertain"],
    holds: (rows) => measured(rows, "uncertain", "waits") === 1,
  },
  {
    id: "certain-never",
    claim: "certainty",
    statement: "A robot that takes its estimate for certain never waits.",
    agents: ["certain"],
    holds: (rows) => measured(rows, "certain", "waits") === 0,
  },
  {
    id: "better-for-human",
    claim: "certainty",
    statement: "The human gets at least as much from the robot that knows what it does not know.",
    agents: ["uncertain", "certain"],
    holds: (rows) =>
      measured(rows, "uncertain", "human") >= measured(rows, "certain", "human") - 1e-9,
  },
];
