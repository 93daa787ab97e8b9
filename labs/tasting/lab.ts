/** How does one help somebody who does not know yet what it likes? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { CONCLUSIONS } from "./conclusions.ts";
import { meals } from "./episode.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { SERVERS, serverRow } from "./servers.ts";
import { ties } from "./ties.ts";

export const tasting: Lab = {
  id: "tasting",
  title: "Serving somebody who learns by tasting",
  question: "How does one help somebody who does not know yet what it likes?",
  headline: {
    conclusion:
      "A server that takes proposals for what the eater likes never gets it to taste anything new. One that knows that the eater is still learning serves the new dish first, and listens to what is proposed then.",
    claim: "assumed",
    agents: ["models", "assumes"],
    edit: "the eater is taken to know already",
    measures: ["pleased", "missed", "overrides"],
    curve: { parameter: "rounds", measure: "pleased" },
  },
  system: "mdp",
  sources: [
    "Chan, Hadfield-Menell, Srinivasa & Dragan 2019, arXiv:1901.08654 (the assistive multi-armed bandit; of it only the abstract was read)",
    "Hadfield-Menell, Dragan, Abbeel & Russell 2016, arXiv:1606.03137 (a human who knows)",
  ],
  assumptions: [
    "two dishes, one of them known; every number is ours",
    "the eater always tells what it means to propose, slips apart, and does not explore on purpose",
    "whoever serves knows how the eater learns, or assumes that it knows and slips in at least one of twenty",
    "the learner is trained with what pleased, and never sees it while it serves",
  ],
  diagrams: [
    { file: "diagram.cid", title: "the eater learns by tasting" },
    {
      file: "knowing.cid",
      title: "the eater knows",
      edit: "proposals follow from what is good, and from nothing that was tasted",
    },
  ],
  parameters: PARAMETERS,
  agents: SERVERS.map(({ id, title, objective, learns, plans }) => ({
    id,
    title,
    objective,
    diagram: "diagram.cid",
    selects: [{ parameter: "eater", value: 2, diagram: "knowing.cid" }],
    ...(learns === true ? { learns } : {}),
    ...(plans === true ? {} : { metered: false }),
  })),
  measures: MEASURES,
  run: (settings, context) =>
    SERVERS.filter(({ id }) => context.agents?.includes(id) ?? true).map((server) =>
      serverRow(server, settings, context),
    ),
  episode: meals,
  train(settings, context, onPoint) {
    for (const server of SERVERS)
      if (server.learns === true) serverRow(server, settings, context, onPoint);
  },
  sweeps: [
    {
      parameter: "rounds",
      values: [1, 2, 3, 4, 5, 6, 7],
      measures: ["pleased", "missed", "overrides", "meter"],
      agents: ["models", "assumes", "obeys"],
    },
    {
      parameter: "eater",
      values: [0, 1, 2],
      measures: ["pleased", "overrides", "meter"],
      agents: ["models", "assumes", "obeys"],
    },
    {
      parameter: "slip",
      values: [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5],
      measures: ["pleased", "overrides", "meter"],
      agents: ["models", "assumes", "obeys"],
    },
    {
      parameter: "prior",
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.55, 0.7, 0.9],
      measures: ["pleased", "missed", "meter"],
      agents: ["models", "assumes", "obeys"],
    },
  ],
  ties,
  claims,
  conclusions: CONCLUSIONS,
};
