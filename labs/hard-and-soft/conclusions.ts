/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "soft",
    claim: "heavy-tails",
    statement: "The quantiliser gets more than the argmax.",
    agents: ["hard", "soft"],
    when: (of) => of("soft", "value") > of("hard", "value"),
  }),
  concludes({
    id: "shrinkage",
    claim: "shrinkage",
    statement: "The best posterior mean gets at least what the argmax of the estimates does.",
    agents: ["hard", "shrinkage"],
    when: (of) => of("shrinkage", "value") >= of("hard", "value") - 1e-9,
  }),
  concludes({
    id: "disappointed",
    claim: "knows-what-to-expect",
    statement: "The chooser that takes the argmax of the estimates is disappointed.",
    agents: ["hard"],
    when: (of) => of("hard", "disappointment") > 1e-9,
  }),
  concludes({
    id: "habit",
    claim: "habit",
    statement: "Narrowing habit gets more than narrowing a blind draw.",
    agents: ["soft", "soft-habit"],
    when: (of) => of("soft-habit", "value") > of("soft", "value"),
  }),
];
