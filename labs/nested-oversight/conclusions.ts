/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "nested-better",
    claim: "nesting",
    statement: "The steps that ratings advise hold more often than the trusted guard alone.",
    agents: ["direct", "nested"],
    when: (of) => of("nested", "counted") > of("direct", "counted"),
  }),
  concludes({
    id: "more-than-one",
    claim: "even",
    statement: "Of all chains one with more than one step is best.",
    agents: ["best"],
    when: (of) => of("best", "steps") > 1,
  }),
  concludes({
    id: "promised",
    claim: "promise",
    statement: "Ratings promise at least what the steps they advise hold.",
    agents: ["nested"],
    when: (of) => of("nested", "said") >= of("nested", "counted"),
  }),
  concludes({
    id: "taught",
    claim: "taught",
    statement: "One that has learnt against its guard gets away more often than the strongest.",
    agents: ["direct", "taught"],
    when: (of) => of("taught", "counted") < of("direct", "counted"),
  }),
];
