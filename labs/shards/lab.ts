/** What does an agent do whose plans are judged by several values, each awake in its place? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { stroll } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { SELVES, selfRow } from "./selves.ts";
import { ties } from "./ties.ts";

export const shards: Lab = {
  id: "shards",
  title: "Values that are awake in their places",
  question:
    "What does an agent do whose plans are judged by several values, each awake in its place?",
  headline: {
    conclusion:
      "Judged by the value awake at the moment, it sets out for the friend and never gets past the study. Foreseeing what the study will wake, it goes the long way round. Neither takes what would replace its values.",
    claim: "counted",
    agents: ["present", "foreseeing"],
    edit: "the next step belongs to whatever is awake there",
    measures: ["judged", "study", "friend"],
    curve: { parameter: "binding", measure: "judged" },
  },
  system: "mdp",
  sources: [
    "Pope & Turner 2022, The shard theory of human values (values bound to contexts; they judge plans as they are now)",
    "Everitt, Hutter, Kumar & Krakovna 2021, arXiv:1908.04734, Section 3.2 (current reward functions)",
  ],
  assumptions: [
    "a house of our own; a place wakes one value in full and the others as far as `binding` leaves them",
    "values add up; nothing is learnt about them, and only the bottle changes them",
    "the theory states no numbers; these show what follows if plans are judged in this way",
  ],
  diagrams: [
    { file: "diagram.cid", title: "judged by the values it will have" },
    {
      file: "present.cid",
      title: "judged by the value awake now",
      edit: "every step is judged by what is awake where the plan is made",
    },
    {
      file: "foreseeing.cid",
      title: "foresees what will be awake",
      edit: "judged by what is awake now, and the next step belongs to another self",
    },
    {
      file: "whole.cid",
      title: "judged by all values at once",
      edit: "the reward reads the place alone",
    },
  ],
  parameters: PARAMETERS,
  agents: SELVES.map(({ id, title, objective, diagram, learner }) => ({
    id,
    title,
    objective,
    diagram,
    ...(learner === undefined ? {} : { learns: true, metered: false }),
  })),
  measures: MEASURES,
  run: (settings, context) =>
    SELVES.filter(({ id }) => context.agents?.includes(id) ?? true).map((self) =>
      selfRow(self, settings, context),
    ),
  episode: stroll,
  train(settings, context, onPoint) {
    for (const self of SELVES)
      if (self.learner !== undefined) selfRow(self, settings, context, onPoint);
  },
  sweeps: [
    {
      parameter: "binding",
      values: [0, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
      measures: ["judged", "all", "study", "friend"],
      agents: ["present", "foreseeing", "whole"],
    },
    {
      parameter: "T",
      values: [3, 4, 5, 6, 8, 10, 12, 14, 16],
      measures: ["judged", "all", "friend", "bottle"],
      agents: ["present", "foreseeing", "later"],
    },
    {
      parameter: "joy",
      values: [0, 0.5, 0.9, 1, 1.1, 1.2, 1.5, 2, 3],
      measures: ["bottle", "meter", "all"],
      agents: ["present", "foreseeing", "later", "whole"],
    },
  ],
  ties,
  claims,
  conclusions: CONCLUSIONS,
};
