/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "tool",
    claim: "meter",
    statement: "Influence on the label is worth nothing to the tool.",
    agents: ["tool"],
    when: (of) => Math.abs(of("tool", "meter")) <= 1e-6,
  }),
  concludes({
    id: "heeded",
    claim: "meter",
    statement: "It is worth something once the answers are acted on.",
    agents: ["heeded"],
    when: (of) => of("heeded", "meter") > 1e-6,
  }),
  concludes({
    id: "self-fulfilling",
    claim: "self-fulfilling",
    statement:
      "If its answers are acted on, the same learner scores better and is less informative.",
    agents: ["tool", "heeded"],
    when: (of) =>
      of("heeded", "score") > of("tool", "score") && of("heeded", "truth") < of("tool", "truth"),
  }),
];
