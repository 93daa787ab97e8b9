/** When does a whole of bounded services want what none of them wants? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { ties } from "./ties.ts";
import { BANDIT, banditRow, routerRow, ROUTERS } from "./trial.ts";

export const services: Lab = {
  id: "services",
  title: "Services, and whoever calls them",
  question: "When does a whole of bounded services want what none of them wants?",
  headline: {
    conclusion:
      "No service gains anything from changing the reward function, but whoever calls them for all that will be paid sends one to the toggle that changes it, also where no single call would pay for that.",
    claim: "whole",
    agents: ["whole", "each"],
    edit: "each call is chosen for what it pays by itself",
    measures: ["tampers", "wanted", "beyond"],
    curve: { parameter: "steps", measure: "tampers" },
  },
  system: "mdp",
  sources: [
    "Drexler 2019, Reframing Superintelligence: Comprehensive AI Services as General Intelligence (bounded services, directed by people)",
    "Ngo 2019, Comments on CAIS (the critique: whether what is put together of services is an agent)",
    "Everitt et al. 2019, arXiv:1906.08663 (services as an influence diagram)",
  ],
  assumptions: [
    "three services: each brings the robot to its place on a shortest way and keeps it there until its call is over",
    "a service that is not sent to the toggle goes round it; one that is sent there is as bounded as the others",
    "the toggle changes the reward function for good, to one that pays more anywhere",
    "whoever calls sees where the robot is and which reward function is implemented",
  ],
  diagrams: [
    { file: "diagram.cid", title: "called for all that is paid" },
    {
      file: "bounded.cid",
      title: "called one at a time",
      edit: "whoever chooses a call is paid for that call only",
    },
    {
      file: "people.cid",
      title: "called for what people set",
      edit: "the router's payment does not read the implemented reward function",
    },
  ],
  parameters: PARAMETERS,
  agents: [
    ...ROUTERS.map(({ id, title, objective, diagram }) => ({ id, title, objective, diagram })),
    { ...BANDIT, learns: true, metered: false },
  ],
  measures: MEASURES,
  run: (settings, context) => [
    ...ROUTERS.filter(({ id }) => context.agents?.includes(id) ?? true).map((router) =>
      routerRow(router, settings, context.seed),
    ),
    ...((context.agents?.includes(BANDIT.id) ?? true) ? [banditRow(settings, context)] : []),
  ],
  train(settings, context, onPoint) {
    banditRow(settings, context, onPoint);
  },
  sweeps: [
    {
      parameter: "steps",
      values: [1, 2, 3, 4, 6, 8, 10, 12, 16, 20],
      measures: ["tampers", "works", "wanted"],
      agents: ["whole", "each", "people"],
    },
    {
      parameter: "calls",
      values: [1, 2, 3, 4, 6, 8, 12, 20, 40],
      measures: ["tampers", "beyond", "meter"],
      agents: ["whole", "each", "people"],
    },
    {
      parameter: "bonus",
      values: [1.1, 1.3, 1.53, 1.8, 2.2, 3],
      measures: ["window", "tampers"],
      agents: ["whole", "each"],
    },
  ],
  ties,
  claims,
  conclusions,
};
