/** When is it worth finding out? A corridor of which little is known, planned over beliefs and learnt. */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { walk } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { ties } from "./ties.ts";
import { WALKERS, walkerRow } from "./walkers.ts";

export const explore: Lab = {
  id: "explore",
  title: "To explore or to take what is safe",
  question: "When does an agent give up something safe to find out more?",
  headline: {
    conclusion:
      "Whoever plans with what it will have learnt gives up what is safe and is paid more. Whoever believes the same and does not plan to learn never looks.",
    claim: "planning-to-learn",
    agents: ["bayes", "passive"],
    edit: "it plans as if nothing more were to be seen",
    measures: ["paid", "middle"],
    curve: { parameter: "safe", measure: "paid" },
  },
  system: "mdp",
  sources: [
    "Everitt, Kumar, Krakovna & Legg 2019, arXiv:1906.08663 (unknown MDP, POMDP as influence diagrams)",
    "Åström 1965 (planning over beliefs); Duff 2002 (Bayes-adaptive planning)",
  ],
  assumptions: [
    "a corridor of three cells of our own; the middle pays the same at every step",
    "learners keep the direction once it was seen, and the balance of payments (where the end moves: the last one and its age)",
    "whoever is told knows the direction, and at each step which end pays then",
  ],
  diagrams: [
    { file: "diagram.cid", title: "neither moves nor paying end are known" },
    { file: "moving.cid", title: "the end that pays moves", edit: "G goes from step to step" },
    { file: "deaf.cid", title: "walked blindly", edit: "moves see nothing" },
    {
      file: "forgetful.cid",
      title: "without a memory",
      edit: "moves see where it stands, and no payment",
    },
  ],
  parameters: PARAMETERS,
  agents: WALKERS.map(({ id, title, objective, diagram, selects, learns = false }) => ({
    id,
    title,
    objective,
    diagram,
    ...(selects ? { selects: [{ parameter: "drift", value: 0, diagram: "diagram.cid" }] } : {}),
    learns,
    metered: false,
  })),
  measures: MEASURES,
  run: (settings, context) =>
    WALKERS.filter(({ id }) => context.agents?.includes(id) ?? true).map((walker) =>
      walkerRow(walker, settings, context),
    ),
  episode: walk,
  train(settings, context, onPoint) {
    for (const walker of WALKERS)
      if (walker.learns === true) walkerRow(walker, settings, context, onPoint);
  },
  sweeps: [
    {
      parameter: "safe",
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
      measures: ["paid", "explores", "seeing"],
      agents: ["bayes", "passive", "blind"],
    },
    {
      parameter: "T",
      values: [1, 2, 3, 4, 5, 6, 7],
      measures: ["paid", "explores", "missed"],
      agents: ["bayes", "passive", "blind"],
    },
    {
      parameter: "drift",
      values: [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5],
      measures: ["paid", "explores", "seeing"],
      agents: ["bayes", "passive", "blind"],
    },
    {
      parameter: "prior",
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
      measures: ["paid", "explores"],
      agents: ["bayes", "passive", "blind"],
    },
  ],
  ties,
  claims,
  conclusions: CONCLUSIONS,
};
