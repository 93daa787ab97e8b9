/** When does an agent come to deceive whoever acts on its signals, and what keeps it from that? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { round } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { SIGNALLERS, signallerRow } from "./signallers.ts";
import { ties } from "./ties.ts";

export const deception: Lab = {
  id: "deception",
  title: "Deception, by its definition",
  question: "When does an agent come to deceive, and when does it only mislead?",
  headline: {
    conclusion:
      "Paid by what the receiver does, the weak signaller defends, so as to be taken for strong: it deceives. Paid by the reply there would be without its signal, the same signaller shows what it is.",
    claim: "war-game",
    agents: ["whole", "path-specific"],
    edit: "paid by the reply there would be if nothing of its move were seen",
    measures: ["deceived", "misled", "paid"],
    curve: { parameter: "check", measure: "deceived" },
  },
  system: "mdp",
  sources: [
    "Ward, Everitt, Belardinelli & Toni 2023, arXiv:2312.01350 (the definitions, the war game)",
    "Ward, MacDermott, Belardinelli, Toni & Everitt 2024, arXiv:2402.07221 (intention)",
    "Sahbane, Ward & Åslund 2023, arXiv:2306.14816 (path-specific objectives and shielding; of it only the abstract was read)",
  ],
  assumptions: [
    "the definitions and the numbers of the war game as published; scouts, noise, inspections and the receiver's worths are ours",
    "rules are deterministic, each decides once, and the receiver takes a signal at the word of sincere signallers",
    "the receiver's belief is what it acts as if it were shown; of words and feelings nothing is said",
    "learners keep an average of what each act brought, explore in one round of ten, and are measured over the last quarter of their rounds",
  ],
  diagrams: [
    { file: "diagram.cid", title: "paid for everything" },
    {
      file: "path.cid",
      title: "path-specific objective",
      edit: "paid by the reply there would be if nothing of its move were seen",
    },
    {
      file: "show.cid",
      title: "paid for the show",
      edit: "paid for defending, whatever comes of it",
    },
  ],
  parameters: PARAMETERS,
  agents: SIGNALLERS.map(({ id, title, objective, diagram, learns }) => ({
    id,
    title,
    objective,
    diagram,
    ...(learns === undefined ? {} : { learns: true, metered: false }),
  })),
  measures: MEASURES,
  run: (settings, context) =>
    SIGNALLERS.filter(({ id }) => context.agents?.includes(id) ?? true).map((one) =>
      signallerRow(one, settings, context),
    ),
  episode: round,
  train(settings, context, onPoint) {
    for (const one of SIGNALLERS)
      if (one.learns !== undefined) signallerRow(one, settings, context, onPoint);
  },
  published: [
    {
      measure: "paid",
      value: 2.9,
      title: "always defending",
      source: "Ward et al. 2023, Experiment 1",
    },
  ],
  sweeps: [
    {
      parameter: "check",
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.49, 0.5, 0.6, 0.8, 1],
      measures: ["deceived", "misled", "paid", "meter"],
      agents: ["whole", "path-specific", "shield", "show"],
    },
    {
      parameter: "strong",
      values: [0.1, 0.2, 0.3, 0.4, 0.45, 0.55, 0.6, 0.7, 0.8, 0.9],
      measures: ["deceived", "receiver", "paid"],
      agents: ["whole", "learner", "among-learners"],
    },
    {
      parameter: "noise",
      values: [0, 0.02, 0.05, 0.08, 0.12, 0.15, 0.2, 0.3, 0.5],
      measures: ["deceived", "misled", "receiver"],
      agents: ["whole", "path-specific", "show"],
    },
    {
      parameter: "defending",
      values: [-2, -1.5, -1, -0.5, -0.25, 0.25, 0.5, 1],
      measures: ["paid", "deceived", "receiver"],
      agents: ["whole", "path-specific", "shield"],
    },
  ],
  ties,
  claims,
  conclusions: CONCLUSIONS,
};
