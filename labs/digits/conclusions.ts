/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const conclusions: readonly LabConclusion[] = [
  concludes({
    id: "debate-helps",
    claim: "debate",
    statement: "A debate leaves the judge right more often than as many pixels drawn at random.",
    agents: ["debate"],
    when: (of) => of("debate", "right") > of("debate", "unaided"),
  }),
  concludes({
    id: "consultant-harms",
    claim: "debate",
    statement: "A consultant leaves it right less often than pixels drawn at random.",
    agents: ["consultant"],
    when: (of) => of("consultant", "right") < of("consultant", "unaided"),
  }),
  concludes({
    id: "truth-loses",
    claim: "residual",
    statement: "In some images one of the nine lies beats the truth.",
    agents: ["debate"],
    when: (of) => of("debate", "all_lies") < 1,
  }),
  concludes({
    id: "search",
    claim: "search",
    statement: "Two who search leave the judge right more often than one does.",
    agents: ["searching-consultant", "searching-debate"],
    when: (of) => of("searching-debate", "right") > of("searching-consultant", "right"),
  }),
];
