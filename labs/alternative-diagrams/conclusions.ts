/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "caution",
    claim: "caution",
    statement: "The cautious reader states fewer verdicts and is right more often.",
    agents: ["literal", "cautious"],
    when: (of) =>
      of("cautious", "stated") < of("literal", "stated") &&
      of("cautious", "right") > of("literal", "right"),
  }),
  concludes({
    id: "choices",
    claim: "enumeration",
    statement: "Some verdict depends on modelling choices that could have been made differently.",
    agents: ["literal"],
    when: (of) => of("literal", "least") < 1,
  }),
];
