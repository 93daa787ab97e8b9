/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "alone",
    claim: "worker",
    statement: "Overseen by a human alone, the worker never does sound work.",
    agents: ["alone"],
    when: (of) => of("alone", "sound") === 0,
  }),
  concludes({
    id: "helped",
    claim: "worker",
    statement: "Overseen by a tree of helpers, it does.",
    agents: ["helped"],
    when: (of) => of("helped", "sound") === 1,
  }),
  concludes({
    id: "adversary",
    claim: "adversary",
    statement: "At least in some trees, a worker that knows the tree puts flaws where it is blind.",
    agents: ["adversary"],
    when: (of) => of("adversary", "sound") < 1,
  }),
];
