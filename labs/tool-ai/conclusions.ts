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
    statement: "Heeded, the same learner scores better and tells less.",
    agents: ["tool", "heeded"],
    when: (of) =>
      of("heeded", "score") > of("tool", "score") && of("heeded", "truth") < of("tool", "truth"),
  }),
];
