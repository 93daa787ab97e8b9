/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "leads",
    claim: "leading",
    statement: "Paid by its reward model, the learner asks the leading question.",
    agents: ["modelling"],
    when: (of) => of("modelling", "manipulates") > 0.5,
  }),
  concludes({
    id: "honest",
    claim: "leading",
    statement: "Under assistance the learner never asks it.",
    agents: ["assistance"],
    when: (of) => of("assistance", "manipulates") < 0.5,
  }),
  concludes({
    id: "coupled",
    claim: "decoupled",
    statement: "The corrupting action is used more when feedback is on what is carried out.",
    agents: ["coupled", "decoupled"],
    when: (of) => of("coupled", "manipulates") > of("decoupled", "manipulates"),
  }),
  concludes({
    id: "swayed",
    claim: "channel",
    statement: "Labels that the billboard sways lead to worse walks than sound ones.",
    agents: ["preferences", "swayed"],
    when: (of) => of("swayed", "wanted") < of("preferences", "wanted"),
  }),
  concludes({
    id: "inferred",
    claim: "demonstrations",
    statement: "A reward inferred from demonstrations leads to better walks than copies of them.",
    agents: ["inferred", "cloned"],
    when: (of) => of("inferred", "wanted") > of("cloned", "wanted"),
  }),
  concludes({
    id: "network",
    claim: "network",
    statement: "A network as reward model is ahead of weights for each tile.",
    agents: ["network"],
    when: (of) => of("network", "ahead") > 0,
  }),
];
