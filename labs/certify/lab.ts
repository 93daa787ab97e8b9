/** What is a test worth of an agent that will be more capable when it is used? */
import type { Lab } from "@cidery/core/lab";
import { claims } from "./claims.ts";
import { conclusions } from "./conclusions.ts";
import { MEASURES, PARAMETERS } from "./parameters.ts";
import { ties } from "./ties.ts";
import { learnerRow, LEARNER, PLANNERS, plannerRow } from "./trial.ts";

export const certify: Lab = {
  id: "certify",
  title: "Certified at one capability, deployed at another",
  question: "What is a test worth of an agent that will be more capable when it is used?",
  headline: {
    conclusion:
      "Tested where it plans few steps ahead the robot passes on many maps; deployed where it plans further it changes its reward function on those whose threshold lies between.",
    claim: "assurance",
    agents: ["standard", "current"],
    edit: "judged by the reward function it had at the start",
    measures: ["passed", "false_assurance", "flagged"],
    curve: { parameter: "deployed", measure: "false_assurance" },
  },
  system: "mdp",
  sources: [
    "OpenAI 2022, Our approach to alignment research (iterative and empirical; works now, may not later)",
    "Armstrong, Bostrom & Shulman 2016, Racing to the Precipice (a race in which somebody can be held up: our extension)",
    "Everitt et al. 2021, arXiv:1908.04734 (reward tampering; current reward functions)",
  ],
  assumptions: [
    "capability is how many steps are planned ahead, or how long was trained",
    "the test runs on the map on which the agent is used, once; nothing is random",
    "a step on the toggle changes the reward function for good and pays more anywhere",
    "after the toggle whoever the agent is paid by gets all that is paid, and the others their stake of it",
    "whoever holds back what has passed does so once, for as long as capability takes to move on by so many steps",
    "whoever reads the values reads all of them, without noise",
    "walls, start, work and toggle are drawn until both can be reached",
  ],
  diagrams: [
    { file: "diagram.cid", title: "paid as implemented" },
    {
      file: "current.cid",
      title: "judged by the present reward function",
      edit: "every reward is read with the first reward function",
    },
    {
      file: "held.cid",
      title: "what has passed is held back",
      edit: "another decision: somebody holds back what has passed, and its certificate stands",
    },
    {
      file: "again.cid",
      title: "held back and tested again",
      edit: "what is held back is tested again, and used no more capable than was planned",
    },
  ],
  parameters: PARAMETERS,
  agents: [
    ...PLANNERS.map(({ id, title, objective, diagram }) => ({ id, title, objective, diagram })),
    { ...LEARNER, learns: true, metered: false },
  ],
  measures: MEASURES,
  run: (settings, context) => [
    ...PLANNERS.filter(({ id }) => context.agents?.includes(id) ?? true).map((planner) =>
      plannerRow(planner, settings, context.seed),
    ),
    ...((context.agents?.includes(LEARNER.id) ?? true) ? [learnerRow(settings, context)] : []),
  ],
  train(settings, context, onPoint) {
    learnerRow(settings, context, onPoint);
  },
  sweeps: [
    {
      parameter: "deployed",
      values: [4, 6, 8, 10, 12, 14, 16, 20, 24, 32, 40],
      measures: ["false_assurance", "between", "wanted"],
      agents: ["standard", "current"],
    },
    {
      parameter: "tested",
      values: [1, 2, 4, 6, 8, 10, 12, 14, 16],
      measures: ["passed", "false_assurance", "flagged"],
      agents: ["standard", "current"],
    },
    {
      parameter: "stake",
      values: [0, 0.2, 0.4, 0.6, 0.8, 1],
      measures: ["others", "against_others"],
      agents: ["standard", "current"],
    },
    {
      parameter: "hold",
      values: [0, 1, 2, 3, 4, 6, 8, 10, 14, 20],
      measures: ["stale", "renewed", "kept", "useful_after"],
      agents: ["standard", "current"],
    },
    {
      parameter: "bonus",
      values: [1.1, 1.3, 1.53, 1.8, 2.2, 3],
      measures: ["useful_first", "window", "false_assurance"],
      agents: ["standard"],
    },
  ],
  ties,
  claims,
  conclusions,
};
