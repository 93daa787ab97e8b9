/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "explores",
    claim: "planning-to-learn",
    statement:
      "Whoever plans to learn is paid more than whoever believes the same and plans as if it learnt nothing more.",
    agents: ["bayes", "passive"],
    when: (of) => of("bayes", "paid") > of("passive", "paid") + 1e-9,
  }),
  concludes({
    id: "never-worse",
    claim: "planning-to-learn",
    statement: "Planning to learn is never worse.",
    agents: ["bayes", "passive"],
    when: (of) => of("bayes", "paid") >= of("passive", "paid") - 1e-9,
  }),
  concludes({
    id: "learner",
    claim: "learner",
    statement: "Q-learning with a memory comes within 2 % of the best plan.",
    agents: ["bayes", "learner"],
    when: (of) => of("learner", "paid") >= 0.98 * of("bayes", "paid"),
  }),
];
