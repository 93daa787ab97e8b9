/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "never-worse",
    claim: "grid",
    statement: "Knowing that the eater learns is never worse than assuming that it knows.",
    agents: ["models", "assumes"],
    when: (of) => of("models", "pleased") >= of("assumes", "pleased") - 1e-9,
  }),
  concludes({
    id: "better",
    claim: "assumed",
    statement: "Knowing that the eater learns pleases it more often than assuming that it knows.",
    agents: ["models", "assumes"],
    when: (of) => of("models", "pleased") > of("assumes", "pleased") + 1e-9,
  }),
  concludes({
    id: "overrides",
    claim: "assumed",
    statement: "Who knows that the eater learns serves at times what nobody proposed.",
    agents: ["models"],
    when: (of) => of("models", "overrides") > 1e-9,
  }),
  concludes({
    id: "learnt",
    claim: "learner",
    statement: "The learner comes within 5 % of planning.",
    agents: ["models", "learner"],
    when: (of) => of("learner", "pleased") >= 0.95 * of("models", "pleased"),
  }),
];
