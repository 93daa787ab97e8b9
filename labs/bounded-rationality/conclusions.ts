/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "heeding",
    claim: "temperature",
    statement: "A softmax rule gains something by taking its influence into account.",
    agents: ["softmax"],
    when: (of) => of("softmax", "heeding") > 1e-6,
  }),
  concludes({
    id: "less",
    claim: "worth",
    statement: "A softmax rule is paid less than a rational agent.",
    agents: ["rational", "softmax"],
    when: (of) => of("softmax", "paid") < of("rational", "paid") - 1e-9,
  }),
  concludes({
    id: "shift",
    claim: "shift",
    statement: "Habit loses something on the users it meets.",
    agents: ["habit"],
    when: (of) => of("habit", "lost") > 1e-9,
  }),
  concludes({
    id: "learner",
    claim: "learner",
    statement: "The bandit loses something on the users it meets.",
    agents: ["learner"],
    when: (of) => of("learner", "lost") > 1e-9,
  }),
];
